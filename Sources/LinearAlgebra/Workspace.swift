import CLAPACK

/// Scratch memory of the size a LAPACK routine asks for.
enum Workspace {
  /// Runs `routine` twice: with `lwork` −1 to learn the size it wants, then with that much memory.
  static func run(_ routine: (_ work: UnsafeMutablePointer<Double>, _ lwork: Int32) -> Int32) -> Int32 {
    BLAS.call {
      var size = 0.0
      let query = routine(&size, -1)
      guard query == 0 else { return query }
      let lwork = max(1, Int32(size))
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: Int(lwork)) { buffer in
        guard let base = buffer.baseAddress else { return query }
        return routine(base, lwork)
      }
    }
  }

  /// As `run`, for routines that need integers too.
  static func run(
    _ routine: (
      _ work: UnsafeMutablePointer<Double>, _ lwork: Int32, _ iwork: UnsafeMutablePointer<Int32>,
      _ liwork: Int32
    ) -> Int32
  ) -> Int32 {
    var integers: Int32 = 0
    let query = run { work, lwork in
      lwork == -1 ? routine(work, -1, &integers, -1) : 0
    }
    guard query == 0 else { return query }
    let liwork = max(1, integers)
    var iwork = [Int32](repeating: 0, count: Int(liwork))
    return run { work, lwork in routine(work, lwork, &iwork, liwork) }
  }
}

/// Reads what LAPACK returned. Negative values name an argument of ours that is wrong: a programmer's mistake.
func lapackOutcome(_ info: Int32, _ routine: StaticString) -> Int {
  precondition(info >= 0, "argument \(-info) of \(routine) is wrong")
  return Int(info)
}
