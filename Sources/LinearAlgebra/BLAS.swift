import CLAPACK
import Synchronization

/// The door to OpenBLAS: one thread per call, and a lock where the installed build needs one.
///
/// Debian's `libopenblas0-serial` keeps its work buffers without locks and returns wrong numbers when two
/// threads call it; `openblas_get_parallel()` tells that build (0) from the pthread (1) and OpenMP (2) ones.
enum BLAS {
  private static let needsLock: Bool = {
    blas_set_threads(1)
    return blas_parallel_kind() == 0
  }()
  private static let lock = Mutex<Void>(())

  /// Runs calls to BLAS or LAPACK, one at a time where the library is not thread-safe.
  @discardableResult
  static func call<R: Sendable>(_ body: () -> R) -> R {
    needsLock ? lock.withLock { _ in body() } : body()
  }
}

extension Int32 {
  /// A size as LAPACK counts it; sizes beyond 2³¹ − 1 are a programmer's mistake.
  init(size: Int) {
    guard let value = Int32(exactly: size) else {
      preconditionFailure("a matrix of \(size) rows or columns exceeds LAPACK's 32-bit sizes")
    }
    self = value
  }
}
