import CLAPACK
import Foundation

/// The eigenvalues of a square matrix that need not be symmetric, largest modulus first; complex ones come in conjugate
/// pairs, the one with the positive imaginary part first. Golub & Van Loan (2013) ch. 7; LAPACK `dgeev`.
public struct Eigenvalues: Sendable {
  /// Real parts.
  public let real: [Double]
  /// Imaginary parts.
  public let imaginary: [Double]

  /// Finds them. Throws when `a` is empty, not square, not finite, or the iteration does not converge.
  public init(_ a: Matrix, named name: String = "The matrix") throws {
    try a.requireFinite(named: name)
    guard a.isSquare else {
      throw LinearAlgebraError.notSquare(matrix: name, rows: a.rows, columns: a.columns)
    }
    let n = Int32(size: a.rows)
    var work = a
    var (re, im) = ([Double](repeating: 0, count: a.rows), [Double](repeating: 0, count: a.rows))
    let info = Workspace.run { scratch, lwork in
      lapack_dgeev(n, &work.storage, n, &re, &im, scratch, lwork)
    }
    let left = lapackOutcome(info, "dgeev")
    guard left == 0 else {
      throw LinearAlgebraError.notConverged(matrix: name, algorithm: "eigenvalue iteration", count: left)
    }
    let order = re.indices.sorted { i, j in
      let (p, q) = (hypot(re[i], im[i]), hypot(re[j], im[j]))
      return p == q ? (im[i] == im[j] ? i < j : im[i] > im[j]) : p > q
    }
    real = order.map { re[$0] }
    imaginary = order.map { im[$0] }
  }

  /// |λ|, falling.
  public var moduli: [Double] { zip(real, imaginary).map { hypot($0, $1) } }
}
