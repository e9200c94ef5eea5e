import LinearAlgebra

/// The CUSUM test of constant coefficients: sums of recursive residuals, or of least-squares residuals,
/// against the boundary that a Brownian motion, or bridge, crosses with a given probability. Most powerful
/// where the intercept shifts. Brown, Durbin & Evans (1975); Ploberger & Krämer (1992). The p-value is
/// asymptotic.
public struct CUSUM: HypothesisTest {
  /// What is summed.
  public enum Process: String, Codable, Sendable {
    /// Recursive residuals over their standard deviation about their mean (Harvey 1975); the boundary widens
    /// as 1 + 2t.
    case recursive
    /// Least-squares residuals over σ̂; the boundary is flat.
    case leastSquares
  }

  public static let name = "CUSUM"
  public let null = "the coefficients are constant over the sample"
  public let outcome: TestOutcome
  /// What was summed.
  public let process: Process
  /// The sums over σ̂√m: m = n − k of them for recursive residuals, n for least squares. Empty where the test
  /// does not apply.
  public let path: [Double]

  public init(_ fit: LeastSquares.Fit, process: Process = .recursive) throws {
    self.process = process
    let sample = WorkingSample(fit)
    guard !sample.isPerfect else {
      (outcome, path) = (.perfectFit, [])
      return
    }
    let w = process == .recursive ? RecursiveResiduals(sample.y, on: sample.x).present : sample.e
    let count = Double(w.count)
    let deviations = process == .recursive ? w.centred : w
    let freedom = process == .recursive ? w.count - 1 : sample.n - sample.k
    guard freedom >= 1, deviations.norm > 0 else {
      outcome = .tooFewObservations(sample.n, for: "A CUSUM test", needed: sample.k + 2)
      path = []
      return
    }
    let scale = deviations.norm / Double(freedom).squareRoot() * count.squareRoot()
    var sum = 0.0
    let sums = w.map { value in
      sum += value
      return sum / scale
    }
    path = sums
    let heights = sums.enumerated().map { j, value in
      abs(value) / (process == .recursive ? 1 + 2 * Double(j + 1) / count : 1)
    }
    let statistic = heights.reduce(0, max)
    outcome = TestOutcome(
      statistic,
      .tabulated(
        source: process == .recursive
          ? "boundary crossing of Brownian motion (Brown, Durbin & Evans 1975)"
          : "supremum of the Brownian bridge (Ploberger & Krämer 1992)"),
      pValue: Self.crossing(process, statistic))
  }

  /// The boundary that `path` crosses with probability `level` under the hypothesis, one height per point.
  public func boundary(level: Double = 0.05) -> [Double] {
    precondition(level > 0 && level < 1, "a level lies strictly between 0 and 1")
    let height = BoundaryCrossing.bound(level) { Self.crossing(process, $0) }
    return path.indices.map { j in
      process == .recursive ? height * (1 + 2 * Double(j + 1) / Double(path.count)) : height
    }
  }

  private static func crossing(_ process: Process, _ x: Double) -> Double {
    process == .recursive ? BoundaryCrossing.linear(x) : BoundaryCrossing.bridge(x)
  }
}

/// The CUSUM-of-squares test of constant coefficients and variance: the largest distance of Sₜ = Σᵗw²/Σw², w
/// recursive residuals, from the straight line t/m, m = n − k. Brown, Durbin & Evans (1975).
///
/// The p-value is asymptotic: √(m/2) times the distance is the supremum of a Brownian bridge under normal
/// errors. `bounds` are those of the distance in finite samples.
public struct CUSUMOfSquares: HypothesisTest {
  public static let name = "CUSUM of squares"
  public let null = "the coefficients and the variance are constant over the sample"
  public let outcome: TestOutcome
  /// Sₜ, m of them; empty where the test does not apply.
  public let path: [Double]

  public init(_ fit: LeastSquares.Fit) throws {
    let sample = WorkingSample(fit)
    guard !sample.isPerfect else {
      (outcome, path) = (.perfectFit, [])
      return
    }
    let w = RecursiveResiduals(sample.y, on: sample.x).present
    let total = w.dot(w)
    guard w.count >= 2, total > 0 else {
      outcome = .tooFewObservations(sample.n, for: "A CUSUM-of-squares test", needed: sample.k + 2)
      path = []
      return
    }
    var sum = 0.0
    let sums = w.map { value in
      sum += value * value
      return sum / total
    }
    path = sums
    let m = Double(w.count)
    let distance = sums.enumerated().reduce(0) { max($0, abs($1.element - Double($1.offset + 1) / m)) }
    outcome = TestOutcome(
      distance,
      .tabulated(source: "supremum of the Brownian bridge, asymptotic"),
      pValue: BoundaryCrossing.bridge((m / 2).squareRoot() * distance))
  }

  /// The distance exceeded with probability `level`, by the response surface of Edgerton & Wells (1994) in ν
  /// = m/2 − 1: a/√ν + b/ν + c/ν^{3/2}. Nil where the test does not apply or has fewer than 3 residuals.
  public func bound(_ level: Level = .fivePercent) -> Double? {
    let nu = Double(path.count) / 2 - 1
    guard nu > 0 else { return nil }
    let (a, b, c) = level.surface
    return a / nu.squareRoot() + b / nu + c / (nu * nu.squareRoot())
  }

  /// Two-sided levels for which bounds are published.
  public enum Level: Double, Codable, Sendable, CaseIterable {
    case twentyPercent = 0.2
    case tenPercent = 0.1
    case fivePercent = 0.05
    case twoPercent = 0.02
    case onePercent = 0.01

    var surface: (Double, Double, Double) {
      switch self {
      case .twentyPercent: (1.0729830, -0.6698868, -0.5816458)
      case .tenPercent: (1.2238734, -0.6700069, -0.7351697)
      case .fivePercent: (1.3581015, -0.6701218, -0.8858694)
      case .twoPercent: (1.5174271, -0.6702672, -1.0847745)
      case .onePercent: (1.6276236, -0.6703724, -1.2365861)
      }
    }
  }
}
