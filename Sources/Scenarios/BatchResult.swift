public import TimeSeries

/// A probability or a mean with its Monte-Carlo standard error.
public struct Estimate: Sendable, Hashable, Codable {
  public var value: Double
  public var monteCarloError: Double

  public init(value: Double, monteCarloError: Double) {
    self.value = value
    self.monteCarloError = monteCarloError
  }
}

/// What follows for one target under one scenario.
public struct Verdict: Sendable, Hashable, Codable {
  public var target: String
  public var probability: Estimate
  /// E[max(0, bound − value)], unit of the target.
  public var expectedShortfall: Estimate
  /// E[bound − value | missed]; nil when it was never missed.
  public var conditionalShortfall: Double?
  /// Mean and standard deviation of the judged value: the worst of the target's forms.
  public var mean: Estimate
  public var standardDeviation: Double
  /// Quantiles of the judged value at `BatchResult.quantileLevels`.
  public var quantiles: [Double]
}

/// What follows for a group of targets under one scenario.
public struct GroupVerdict: Sendable, Hashable, Codable {
  public var group: String
  public var targets: [String]
  /// All of them together.
  public var joint: Estimate
  /// Product of the marginals: what the joint probability would be were they independent.
  public var independent: Double
  /// P(at least m of them), m = 0…k.
  public var atLeast: [Estimate]
  /// P(i met | j met), row i, column j; nil where j is never met.
  public var conditional: [[Double?]]
  /// Correlation of hits, row i, column j; nil where one of them never varies.
  public var correlation: [[Double?]]
  /// P(all but this one) − P(all), by target.
  public var jointGainIfDropped: [Double]
}

/// One variable's distribution over the horizon, for tables and fans.
public struct QuantityFan: Sendable, Hashable, Codable {
  public var quantity: Quantity
  public var period: Period
  public var mean: Double
  public var standardDeviation: Double
  public var quantiles: [Double]
}

/// What a run says of one scenario.
public struct ScenarioResult: Sendable, Hashable, Codable {
  public var id: String
  public var name: Bilingual
  public var note: Bilingual?
  /// Judged targets only, in the plan's order.
  public var verdicts: [Verdict]
  public var groups: [GroupVerdict]
  /// The group named `headline`, or all modelled targets where the plan has none by this name.
  public var joint: Estimate
  public var imposed: [ImposedPath]
  public var plausibility: Plausibility?
  /// (Σw)²/Σw²; equals the valid draws when nothing is weighted.
  public var effectiveDraws: Double
  /// Draws whose equations found no solution.
  public var invalidDraws: Int
  public var fans: [QuantityFan]
  /// Why the scenario could not be judged; its verdicts are then empty.
  public var failure: String?
}

/// Everything a run found out; a function of plan, data, seed and draws alone.
public struct BatchResult: Sendable, Hashable, Codable {
  public static let quantileLevels = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]

  public var seed: UInt64
  public var draws: Int
  /// False when the run was interrupted: the verdicts then rest on fewer draws than asked for.
  public var isComplete: Bool
  public var drawsRequested: Int
  public var scenarios: [ScenarioResult]
}
