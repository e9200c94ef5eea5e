import Probability

/// A test of a hypothesis about errors, coefficients or series. Each test is a type of its own, made from what it
/// tests: `BreuschPagan(fit)`. A test that does not apply is a value that says why, not an error.
public protocol HypothesisTest: Sendable {
  /// The name users know it by.
  static var name: String { get }
  /// The hypothesis tested, as a sentence: “the errors have equal variances”.
  var null: String { get }
  /// What was found.
  var outcome: TestOutcome { get }
}

extension HypothesisTest {
  /// The test statistic; nil where the test does not apply.
  public var statistic: Double? {
    if case .computed(let statistic, _, _) = outcome { statistic } else { nil }
  }
  /// The probability, under the hypothesis, of a statistic at least as extreme; nil where the test does not apply or only
  /// critical values are known.
  public var pValue: Double? {
    if case .computed(_, _, let pValue) = outcome { pValue } else { nil }
  }
}

/// What a test found.
public enum TestOutcome: Codable, Equatable, Sendable {
  /// The statistic, the distribution it has under the hypothesis, and its p-value; no p-value where only
  /// critical values are known.
  case computed(statistic: Double, null: NullDistribution, pValue: Double?)
  /// Why the test does not apply to these data.
  case notApplicable(reason: String)

  /// A statistic with the p-value its distribution gives.
  public init(_ statistic: Double, _ null: NullDistribution) throws {
    try self.init(statistic, null, pValue: statistic.isNaN ? nil : try null.pValue(of: statistic))
  }

  /// A statistic with a p-value found elsewhere. One that is not a number is no finding: the test does not apply.
  init(_ statistic: Double, _ null: NullDistribution, pValue: @autoclosure () throws -> Double?) rethrows {
    self =
      statistic.isNaN
      ? .notApplicable(
        reason: "The statistic is not a number: nothing is left to divide by, or the figures are beyond the "
          + "range of numbers.")
      : .computed(statistic: statistic, null: null, pValue: try pValue())
  }
}

/// The distribution of a test statistic under its hypothesis.
public enum NullDistribution: Codable, Equatable, Sendable {
  /// Standard normal, two-sided.
  case normal
  /// Student's t, two-sided.
  case studentT(degreesOfFreedom: Int)
  /// χ², upper tail.
  case chiSquared(degreesOfFreedom: Int)
  /// F, upper tail.
  case f(numerator: Int, denominator: Int)
  /// One with no name, found by tables, response surfaces or simulation; `source` says whose.
  case tabulated(source: String)

  /// The probability of a statistic at least as extreme; nil for a tabulated distribution.
  public func pValue(of statistic: Double) throws -> Double? {
    switch self {
    case .normal: 2 * Normal.standard.survival(abs(statistic))
    case .studentT(let freedom):
      2 * (try StudentT(degreesOfFreedom: Double(freedom))).survival(abs(statistic))
    case .chiSquared(let freedom):
      (try ChiSquared(degreesOfFreedom: Double(freedom))).survival(max(0, statistic))
    case .f(let numerator, let denominator):
      (try FDistribution(
        numeratorDegreesOfFreedom: Double(numerator), denominatorDegreesOfFreedom: Double(denominator)))
        .survival(max(0, statistic))
    case .tabulated: nil
    }
  }
}
