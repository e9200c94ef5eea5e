public import TimeSeries

/// Draws whose equations found no solution: how many, in which period, and why.
public struct LaneFailures: Hashable, Sendable {
  /// Draws that failed alike.
  public struct Entry: Hashable, Sendable {
    /// The first period without a solution.
    public let period: Period
    public let reason: SolveFailure.Reason
    public var draws: Int
  }

  /// By period, then by reason.
  public private(set) var entries: [Entry] = []

  public init() {}

  /// Failed draws in all.
  public var total: Int { entries.reduce(0) { $0 + $1.draws } }

  mutating func add(_ draws: Int, _ period: Period, _ reason: SolveFailure.Reason) {
    if let known = entries.firstIndex(where: { $0.period == period && $0.reason == reason }) {
      entries[known].draws += draws
    } else {
      entries.append(Entry(period: period, reason: reason, draws: draws))
      entries.sort { ($0.period, $0.reason.rawValue) < ($1.period, $1.reason.rawValue) }
    }
  }

  /// Takes up the failures of other draws; the order does not matter.
  public mutating func merge(_ other: LaneFailures) {
    for entry in other.entries { add(entry.draws, entry.period, entry.reason) }
  }
}
