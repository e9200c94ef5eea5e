public import TimeSeries

/// The periods a run projects: consecutive years after the base year.
public struct Horizon: Sendable, Hashable, Codable {
  public var periods: ClosedRange<Period>

  public init(_ periods: ClosedRange<Period>) {
    self.periods = periods
  }
}
