public import TimeSeries

/// Choices of the growth model that are no parameters.
public struct GrowthSettings: Sendable, Hashable {
  /// Probability that a draw takes the panel's view of GDP; the rest take the supply side's. An equal pool by default:
  /// within 0.07 of the best single model's score in four panels out of four.
  public var panelWeight: Double
  /// Weight of the elapsed part of a year in the year, from last year's nominal values, by period from January.
  public var elapsedWeights: [Period: Double]
  /// High-tech share of industrial value added; nil where unknown.
  public var highTechShare: Double?

  public init(panelWeight: Double = 0.5, elapsedWeights: [Period: Double] = [:], highTechShare: Double? = nil)
  {
    self.panelWeight = panelWeight
    self.elapsedWeights = elapsedWeights
    self.highTechShare = highTechShare
  }
}
