/// How a solution is looked for, how hard, and when it is believed.
public struct NewtonSettings: Hashable, Sendable {
  /// How equations that need each other are solved.
  public enum Method: Hashable, Sendable {
    /// All at once, by their derivatives.
    case newton
    /// One after the other, each for its own variable, until all hold; `damping` between 0 and 1 is the share of each change
    /// that is made. Slow, and may fail where Newton's method does not.
    case gaussSeidel(damping: Double = 1)
  }

  /// An equation counts as solved where |left − right| is at most this share of the size of its terms.
  public var tolerance: Double
  /// Newton steps, or sweeps of Gauss–Seidel, in one block before giving up.
  public var iterationLimit: Int
  public var method: Method

  public init(tolerance: Double = 1e-10, iterationLimit: Int = 100, method: Method = .newton) {
    precondition(tolerance > 0 && iterationLimit > 0, "tolerance and iteration limit must be positive")
    if case .gaussSeidel(let damping) = method {
      precondition(damping > 0 && damping <= 1, "damping must be above 0 and at most 1")
    }
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    self.method = method
  }

  /// Values beyond it have grown without bound.
  static let bound = 1e100
  /// Steps go on to here where they still help.
  static let goal = 1e-15
}
