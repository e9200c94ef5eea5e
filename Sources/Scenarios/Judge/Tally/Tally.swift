/// What the judge keeps of the draws of one scenario: counts and sums, nothing else.
///
/// Every entry is a whole number or an `ExactSum`, so merging is associative and commutative: which thread or shard saw
/// which blocks leaves no trace. Tallies merge when they come from the same targets, scenario and pilot.
public struct Tally: Sendable, Hashable, Codable {
  /// Draws folded in, the invalid ones among them.
  public internal(set) var draws: UInt64 = 0
  /// Draws without a solution, or with a judged value or weight that is not a finite number.
  public internal(set) var invalidDraws: UInt64 = 0
  /// Draws whose weight was cut to the largest one representable.
  public internal(set) var saturatedDraws: UInt64 = 0
  public let isWeighted: Bool

  /// Of the valid draws.
  var weight = WeightSum()
  let grids: [SketchGrid]
  /// `SketchGrid.cells` a series.
  var cells: [UInt64]
  var minima: [Double]
  var maxima: [Double]
  var moments: [MomentSums]
  var shortfalls: [MomentSums]
  var groups: [GroupTally]
  var paired: PairedTally?

  init(grids: [SketchGrid], targets: Int, groups: [Int], isWeighted: Bool, isPaired: Bool) {
    self.isWeighted = isWeighted
    self.grids = grids
    cells = [UInt64](repeating: 0, count: grids.count * SketchGrid.cells)
    minima = [Double](repeating: .greatestFiniteMagnitude, count: grids.count)
    maxima = [Double](repeating: -.greatestFiniteMagnitude, count: grids.count)
    moments = [MomentSums](repeating: MomentSums(), count: grids.count)
    shortfalls = [MomentSums](repeating: MomentSums(), count: targets)
    self.groups = groups.map { GroupTally(members: $0, isWeighted: isWeighted) }
    paired = isPaired ? PairedTally(targets: targets) : nil
  }

  /// Draws the verdicts rest on.
  public var validDraws: UInt64 { draws - invalidDraws }

  /// Kish's effective sample size (Σw)²/Σw²; the valid draws where nothing is weighted.
  public var effectiveDraws: Double {
    guard isWeighted else { return Double(validDraws) }
    guard weight.second > 0 else { return 0 }
    let sum = Double(weight.first) * LaneWeight.unit
    return sum * sum / (Double(weight.second) * LaneWeight.unit)
  }

  /// Adds the draws of another tally, which must not hold any of this one's.
  public mutating func merge(_ other: Tally) throws(TallyError) {
    guard
      isWeighted == other.isWeighted, grids == other.grids, shortfalls.count == other.shortfalls.count,
      groups.map(\.members) == other.groups.map(\.members), (paired == nil) == (other.paired == nil)
    else { throw TallyError.differentRuns }
    add(other)
  }

  /// Adds a tally known to be of the same run.
  mutating func add(_ other: Tally) {
    draws += other.draws
    invalidDraws += other.invalidDraws
    saturatedDraws += other.saturatedDraws
    weight += other.weight
    accumulate(&cells, other.cells, by: &+=)
    accumulate(&minima, other.minima) { $0 = min($0, $1) }
    accumulate(&maxima, other.maxima) { $0 = max($0, $1) }
    accumulate(&moments, other.moments, by: +=)
    accumulate(&shortfalls, other.shortfalls, by: +=)
    accumulate(&groups, other.groups, by: +=)
    if let pairs = other.paired { paired? += pairs }
  }
}

/// Why two tallies cannot be merged.
public enum TallyError: Error, Equatable, CustomStringConvertible {
  case differentRuns

  public var description: String {
    "the tallies come from different runs (other targets, another scenario, seed or model); merge shards of one run only"
  }
}
