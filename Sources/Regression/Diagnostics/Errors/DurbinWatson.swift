import LinearAlgebra
import Probability

/// The Durbin–Watson test of first-order autocorrelation: d = Σ(eₜ − eₜ₋₁)²/Σe²ₜ, near 2 without, below 2 for
/// positive autocorrelation. Durbin & Watson (1950, 1951, 1971).
///
/// The p-value is exact for normal errors and fixed regressors: P(Σ(λⱼ − d)z²ⱼ < 0), λ the n − k eigenvalues
/// that the second-difference form has on residuals. Beyond `exactLimit` observations the normal
/// approximation with d's exact mean and variance is used, as the eigenvalues cost n³. With a lagged
/// dependent variable among the regressors the test is biased towards 2: use `BreuschGodfrey`.
public struct DurbinWatson: HypothesisTest {
  /// What the p-value is for.
  public enum Alternative: String, Codable, Sendable {
    case positive, negative, twoSided
  }

  /// How the p-value is found.
  public enum Method: String, Codable, Sendable {
    /// Exact up to `exactLimit` observations, else normal.
    case automatic
    /// From the eigenvalues, at a cost of n³.
    case exact
    /// From d's exact mean and variance.
    case normal
  }

  /// The largest sample whose p-value is found from the eigenvalues unless asked for.
  public static let exactLimit = 1000
  public static let name = "Durbin–Watson"
  public let null = "the errors are not autocorrelated"
  public let outcome: TestOutcome
  /// Whether the p-value is exact under normal errors; nil where the test does not apply.
  public let isExact: Bool?

  public init(
    _ fit: LeastSquares.Fit, alternative: Alternative = .positive, method: Method = .automatic
  ) throws {
    let sample = WorkingSample(fit)
    guard !sample.isPerfect else {
      (outcome, isExact) = (.perfectFit, nil)
      return
    }
    guard sample.n >= 3 else {
      outcome = .tooFewObservations(sample.n, for: "A test of autocorrelation", needed: 3)
      isExact = nil
      return
    }
    let differences = zip(sample.e.dropFirst(), sample.e).map { $0 - $1 }
    let d = differences.dot(differences) / sample.unexplained
    let exact = method == .exact || (method == .automatic && sample.n <= Self.exactLimit)
    let tails = try exact ? Self.exactTails(d, sample.x) : Self.normalTails(d, sample.x)
    let p =
      switch alternative {
      case .positive: tails.lower
      case .negative: tails.upper
      case .twoSided: 2 * min(tails.lower, tails.upper)
      }
    isExact = exact
    outcome = TestOutcome(
      d,
      .tabulated(
        source: exact
          ? "exact distribution of a ratio of quadratic forms (Durbin & Watson 1971)"
          : "normal approximation with exact mean and variance (Durbin & Watson 1971)"),
      pValue: p)
  }

  /// P(D ≤ d) and P(D > d).
  private static func exactTails(_ d: Double, _ x: Matrix) throws -> (lower: Double, upper: Double) {
    let (n, k) = (x.rows, x.columns)
    let qr = try QR(x)
    var complement = Matrix(rows: n, columns: n - k)
    for j in 0..<(n - k) {
      var unit = [Double](repeating: 0, count: n)
      unit[k + j] = 1
      complement.setColumn(j, to: qr.fullQ(times: unit))
    }
    let differences = Matrix(rows: n - 1, columns: n - k) { i, j in complement[i + 1, j] - complement[i, j] }
    let values = try SymmetricEigen(differences.gram(), named: "The Durbin–Watson form").values
    return ChiSquaredSum(weights: values.map { $0 - d }).tails(at: 0)
  }

  /// Moments of d from traces: P = tr(MA), Q = tr(MAMA), with M the projection off X and A the
  /// second-difference form.
  private static func normalTails(_ d: Double, _ x: Matrix) throws -> (lower: Double, upper: Double) {
    let (n, k) = (x.rows, x.columns)
    let q = try QR(x).q
    let aq = Matrix(rows: n, columns: k) { i, j in
      let before = i > 0 ? q[i, j] - q[i - 1, j] : 0
      let after = i < n - 1 ? q[i, j] - q[i + 1, j] : 0
      return before + after
    }
    let qaq = q.transposeTimes(aq)
    let p = 2 * Double(n - 1) - qaq.diagonal.reduce(0, +)
    let squares = aq.elements.dot(aq.elements)
    let cross = qaq.elements.dot(qaq.transposed().elements)
    let second = 2 * Double(3 * n - 4) - 2 * squares + cross
    let freedom = Double(n - k)
    let mean = p / freedom
    let variance = 2 / (freedom * (freedom + 2)) * (second - p * mean)
    let z = (d - mean) / variance.squareRoot()
    return (Normal.standard.cdf(z), Normal.standard.survival(z))
  }
}
