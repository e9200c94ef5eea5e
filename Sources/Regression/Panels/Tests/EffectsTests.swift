import LinearAlgebra
import Probability

/// The F test of fixed effects against pooled least squares with a constant: ((RSSp − RSS)/(r − 1))/(RSS/(n − k − r)), r the
/// effects' degrees of freedom. Valid under normal, homoskedastic errors. Baltagi (2013) §2.1.
public struct FixedEffectsF: HypothesisTest, Equatable {
  public static let name = "F test of the effects"
  public let null = "all groups have the same effect"
  public let outcome: TestOutcome

  public init(_ fit: FixedEffects.Fit) throws {
    let added = fit.absorbedDegreesOfFreedom - 1
    guard added > 0 else {
      outcome = .notApplicable(reason: "there is one group only")
      return
    }
    let one = Grouping(name: "", numbers: [Int](repeating: 0, count: fit.n))
    let x = one.subtractingMeans(from: fit.regressors)
    let y = one.subtractingMeans(from: Matrix(columns: [fit.response])).elements
    let pooled = try LeastSquaresSolution(x, y, rankDeficiency: .dropped, tolerance: 1e-12, named: "x")
    let explained = max(0, pooled.residualSumOfSquares - fit.residualSumOfSquares)
    guard fit.residualSumOfSquares > 0 else {
      outcome = .notApplicable(reason: "the fixed effects fit perfectly")
      return
    }
    outcome = try TestOutcome(
      explained / Double(added) / (fit.residualSumOfSquares / Double(fit.degreesOfFreedom)),
      .f(numerator: added, denominator: fit.degreesOfFreedom))
  }
}

/// Breusch & Pagan (1980): whether entities have effects at all, from pooled residuals e:
/// LM = n²/2 · A²/(ΣTᵢ² − n), A = Σᵢ(Σₜeᵢₜ)²/Σe² − 1, χ²(1); for unequal Tᵢ as Baltagi & Li (1990). Honda's (1985) one-sided form is √LM with the
/// sign of A, standard normal: variances cannot be negative, so it has more power.
public struct BreuschPaganEffects: HypothesisTest, Equatable {
  public static let name = "Breusch–Pagan LM of the effects"
  public let null = "the entities' effects have no variance"
  public let outcome: TestOutcome
  /// Honda's one-sided statistic, standard normal under the hypothesis; nil where the test does not apply.
  public let honda: Double?
  /// The probability of a larger one.
  public let hondaPValue: Double?

  public init(_ fit: PooledLeastSquares.Fit) throws {
    let entities = fit.panel.entities
    let e = fit.residuals
    let total = e.dot(e)
    let n = Double(fit.n)
    let pairs = entities.sizes.reduce(0) { $0 + Double($1) * Double($1) } - n
    guard pairs > 0, total > 0 else {
      let reason = total > 0 ? "no entity has more than one observation" : "the fit is perfect"
      (outcome, honda, hondaPValue) = (.notApplicable(reason: reason), nil, nil)
      return
    }
    let sums = entities.sums(of: Matrix(columns: [e])).elements
    let a = sums.dot(sums) / total - 1
    let statistic = n / (2 * pairs).squareRoot() * a
    outcome = try TestOutcome(statistic * statistic, .chiSquared(degreesOfFreedom: 1))
    honda = statistic
    hondaPValue = Normal.standard.survival(statistic)
  }
}
