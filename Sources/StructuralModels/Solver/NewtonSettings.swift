/// How hard a solution is looked for, and when it is believed.
public struct NewtonSettings: Hashable, Sendable {
  /// An equation counts as solved where |left − right| is at most this share of the size of its terms.
  public var tolerance: Double
  /// Newton steps in one block and period before giving up.
  public var iterationLimit: Int

  public init(tolerance: Double = 1e-10, iterationLimit: Int = 100) {
    precondition(tolerance > 0 && iterationLimit > 0, "tolerance and iteration limit must be positive")
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// Steps go on to here where they still help.
  static let goal = 1e-15
}
