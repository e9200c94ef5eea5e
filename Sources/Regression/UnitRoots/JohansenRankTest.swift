import Probability

/// One test of the number of cointegrating relations. Large values reject.
public struct JohansenRankTest: HypothesisTest {
  /// Against what the number is tested.
  public enum Form: String, Codable, Sendable {
    /// −T Σ log(1 − λᵢ), i > r: against any number more.
    case trace
    /// −T log(1 − λᵣ₊₁): against one more.
    case maximumEigenvalue
  }

  public static let name = "Johansen"
  public let null: String
  public let outcome: TestOutcome
  /// Against what the number is tested.
  public let form: Form
  /// The number of relations under the hypothesis.
  public let rank: Int
  /// Asymptotic critical values: MacKinnon, Haug & Michelis (1999) for terms that are not restricted,
  /// Osterwald-Lenum (1992) for restricted ones, whose smaller simulations drift from those behind the
  /// p-values from 5 series less relations on. Nil beyond 12 (11).
  public let criticalValues: CriticalValues?

  init(_ form: Form, rank: Int, of m: Int, terms: Johansen.Terms, outcome: TestOutcome) {
    self.form = form
    self.rank = rank
    self.outcome = outcome
    let more = rank == 1 ? "1 cointegrating relation" : "\(rank) cointegrating relations"
    null = form == .trace ? "there are at most \(more)" : "there are \(more), not one more"
    criticalValues = JohansenCriticalValues.values(form, terms, remaining: m - rank)
  }

  init(_ form: Form, _ statistic: Double, rank: Int, of m: Int, terms: Johansen.Terms) throws {
    self.init(
      form, rank: rank, of: m, terms: terms,
      outcome: try TestOutcome(
        statistic, .tabulated(source: "gamma approximation of Doornik (1998)"),
        pValue: DoornikApproximation(form, terms).pValue(statistic, remaining: m - rank)))
  }
}

/// The gamma distributions with the mean and variance of the limiting distributions of Johansen's statistics.
/// J. A. Doornik (1998), “Approximations to the asymptotic distributions of cointegration tests”, Journal of
/// Economic Surveys 12:573–593, tables 7 and 8.
struct DoornikApproximation {
  private let mean: [Double]
  private let variance: [Double]

  /// Coefficients on q², q, 1, [q = 1], [q = 2], √q, q the number of series less relations.
  init(_ form: JohansenRankTest.Form, _ terms: Johansen.Terms) {
    switch (form, terms) {
    case (.trace, .none): (mean, variance) = ([2, -1, 0.07, 0.07, 0, 0], [3, -0.33, -0.55, 0, 0, 0])
    case (.trace, .restrictedConstant):
      (mean, variance) = ([2, 2.01, 0, 0.06, 0.05, 0], [3, 3.6, 0.75, -0.4, -0.3, 0])
    case (.trace, .constant):
      (mean, variance) = ([2, 1.05, -1.55, -0.5, -0.23, 0], [3, 1.8, 0, -2.8, -1.1, 0])
    case (.trace, .restrictedTrend):
      (mean, variance) = ([2, 4.05, 0.5, -0.23, -0.07, 0], [3, 5.7, 3.2, -1.3, -0.5, 0])
    case (.trace, .trend):
      (mean, variance) = ([2, 2.85, -5.1, -0.1, -0.06, 1.35], [3, 4, 0.8, -5.8, -2.66, 0])
    case (.maximumEigenvalue, .none):
      mean = [0, 6.0019, -2.7558, 0.67185, 0.1149, -2.7764]
      variance = [0, 1.8806, -15.499, 1.1136, 0.070508, 14.714]
    case (.maximumEigenvalue, .restrictedConstant):
      mean = [0, 5.9498, 0.43402, 0.04836, 0.018198, -2.3669]
      variance = [0, 2.2231, -7.9064, 0.58592, -0.034324, 12.058]
    case (.maximumEigenvalue, .constant):
      mean = [0, 5.8271, -1.6487, -1.6118, -0.25949, -1.5666]
      variance = [0, 2.0785, -9.7846, -3.368, -0.24528, 13.074]
    case (.maximumEigenvalue, .restrictedTrend):
      mean = [0, 5.8658, 2.5595, -0.34443, -0.077991, -1.7552]
      variance = [0, 1.9955, -5.5428, 1.2425, 0.41949, 12.841]
    case (.maximumEigenvalue, .trend):
      mean = [0, 5.6364, -0.90531, -3.5166, -0.47966, -0.21447]
      variance = [0, 2.0899, -5.3303, -7.1523, -0.2526, 12.393]
    }
  }

  func pValue(_ x: Double, remaining q: Int) throws -> Double {
    let size = Double(q)
    let terms = [size * size, size, 1, q == 1 ? 1 : 0, q == 2 ? 1 : 0, size.squareRoot()]
    let (m, v) = (mean.dot(terms), variance.dot(terms))
    return try Gamma(shape: m * m / v, scale: v / m).survival(max(0, x))
  }
}
