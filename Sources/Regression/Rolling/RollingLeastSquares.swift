public import LinearAlgebra

/// Least squares on every run of `window` consecutive observations.
///
/// A step adds a row to the triangular factor and removes one, at O(k²) whatever the window; standard errors cost
/// k³/6 more. Removing rows lets rounding grow, so every `window` steps, and wherever a removal would cancel, the
/// window is factored anew (O(k²) a step on average); `Fit.drift` says how far the two were ever apart.
public struct RollingLeastSquares: Codable, Equatable, Sendable {
  /// Number of observations in each run; more than there are coefficients.
  public var window: Int

  public init(window: Int) { self.window = window }

  /// What each window says.
  public struct Fit: Codable, Equatable, Sendable {
    /// Names of the coefficients.
    public let names: [String]
    /// One per window, in order; nil where the regressors depend on each other within the window.
    public let estimates: [WindowEstimate?]
    /// Largest difference, relative to the coefficients' standard errors, between those carried along and those found
    /// anew at the same window; nil where no window was factored twice.
    public let drift: Double?
    /// Windows that were factored anew.
    public let refactored: Int

    /// The path of one coefficient; nil in windows where it is not determined.
    public func path(of name: String) -> [Double?]? {
      names.firstIndex(of: name).map { j in estimates.map { $0?.coefficients[j] } }
    }
  }

  /// Estimates the coefficients of `y` on the columns of `x` in every window.
  /// - Throws: `RegressionError` as `LeastSquares.fit` does, of the whole sample; `RollingError.windowNotUsable`.
  public func fit(_ y: [Double], on x: Matrix, names: [String]? = nil) throws -> Fit {
    let design = try SequentialDesign(y, x, names)
    let (n, k) = (x.rows, x.columns)
    guard window > k, window <= n else {
      throw RollingError.windowNotUsable(window: window, observations: n, coefficients: k)
    }
    func fresh(_ t: Int) throws -> UpdatedFactor {
      try UpdatedFactor(design.x[rows: t..<(t + window), columns: 0..<k], y[t..<(t + window)])
    }
    var factor = try fresh(0)
    var estimates: [WindowEstimate?] = []
    var (drift, refactored, sinceFresh): (Double?, Int, Int) = (nil, 1, 0)
    func note() {
      estimates.append(
        factor.isDetermined
          ? WindowEstimate(factor, estimates.count..<(estimates.count + window), scales: design.scales) : nil)
    }
    note()
    for t in 1..<(n - window + 1) {
      let last = t + window - 1
      var carried = factor
      carried.add(design.x.row(last), y[last])
      let removed = factor.isDetermined && carried.remove(design.x.row(t - 1), y[t - 1])
      sinceFresh += 1
      if removed && sinceFresh < window {
        factor = carried
      } else {
        factor = try fresh(t)
        (refactored, sinceFresh) = (refactored + 1, 0)
        if removed, factor.isDetermined { drift = max(drift ?? 0, Self.distance(carried, factor)) }
      }
      note()
    }
    return Fit(names: design.names, estimates: estimates, drift: drift, refactored: refactored)
  }

  /// The largest difference of coefficients over their standard errors, or over themselves in a perfect fit.
  private static func distance(_ a: UpdatedFactor, _ b: UpdatedFactor) -> Double {
    let s = (b.residualSumOfSquares / Double(b.rows - b.k)).squareRoot()
    let errors = b.rootsOfInverseGram.map { s * $0 }
    return zip(zip(a.coefficients, b.coefficients), errors).reduce(0) { largest, pair in
      let ((x, y), error) = pair
      let scale = max(error, abs(y) * Double.ulpOfOne)
      return x == y ? largest : max(largest, abs(x - y) / scale)
    }
  }
}

/// Why a rolling regression cannot be run.
public enum RollingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The window is not longer than the number of coefficients, or longer than the sample.
  case windowNotUsable(window: Int, observations: Int, coefficients: Int)

  public var description: String {
    switch self {
    case .windowNotUsable(let window, let observations, let coefficients):
      "A window of \(window) cannot be used with \(coefficients) coefficients and \(observations) observations; "
        + "give one from \(coefficients + 1) to \(observations)."
    }
  }
}
