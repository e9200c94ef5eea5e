/// How often the targets of a group were met together.
///
/// Up to 14 targets every pattern of hits is counted, and everything else follows. Larger groups count how many were met,
/// every pair met together, and every target that alone was missed.
struct GroupTally: Sendable, Hashable, Codable {
  static let largestPatterned = 14

  let members: Int
  /// Σw by pattern (bit i: member i was met), or by the number met.
  var table: [UInt64]
  /// Σw² likewise; empty where nothing is weighted.
  var squares: [UInt64]
  /// As `metTogether`; empty for patterned groups.
  var pairs: [WeightSum]
  /// All but this one met; empty for patterned groups.
  var onlyMissed: [WeightSum]

  var isPatterned: Bool { members <= Self.largestPatterned }

  init(members: Int, isWeighted: Bool) {
    self.members = members
    let patterned = members <= Self.largestPatterned
    let cells = patterned ? 1 << members : members + 1
    table = [UInt64](repeating: 0, count: cells)
    squares = isWeighted ? table : []
    pairs = [WeightSum](repeating: WeightSum(), count: patterned ? 0 : members * (members + 1) / 2)
    onlyMissed = [WeightSum](repeating: WeightSum(), count: patterned ? 0 : members)
  }

  static func += (a: inout GroupTally, b: GroupTally) {
    accumulate(&a.table, b.table, by: &+=)
    accumulate(&a.squares, b.squares, by: &+=)
    accumulate(&a.pairs, b.pairs, by: +=)
    accumulate(&a.onlyMissed, b.onlyMissed, by: +=)
  }

  /// Σ over the cells of the table that satisfy the condition.
  private func sum(where isIncluded: (Int) -> Bool) -> WeightSum {
    var sum = WeightSum()
    for cell in table.indices where table[cell] != 0 && isIncluded(cell) {
      sum += WeightSum(first: table[cell], second: squares.isEmpty ? table[cell] : squares[cell])
    }
    return sum
  }

  var joint: WeightSum { sum { $0 == table.count - 1 } }

  func atLeast(_ m: Int) -> WeightSum {
    sum { (isPatterned ? $0.nonzeroBitCount : $0) >= m }
  }

  /// Σ over the draws in which each member was met.
  var metEach: [WeightSum] {
    guard isPatterned else { return (0..<members).map { pairs[$0 * ($0 + 1) / 2 + $0] } }
    var sums = [WeightSum](repeating: WeightSum(), count: members)
    for cell in table.indices where table[cell] != 0 {
      let sum = WeightSum(first: table[cell], second: squares.isEmpty ? table[cell] : squares[cell])
      for i in 0..<members where cell >> i & 1 == 1 { sums[i] += sum }
    }
    return sums
  }

  /// Σ over the draws in which members i ≥ j were both met, at i(i+1)/2 + j.
  var metTogether: [WeightSum] {
    guard isPatterned else { return pairs }
    var sums = [WeightSum](repeating: WeightSum(), count: members * (members + 1) / 2)
    for cell in table.indices where table[cell] != 0 {
      let sum = WeightSum(first: table[cell], second: squares.isEmpty ? table[cell] : squares[cell])
      for i in 0..<members where cell >> i & 1 == 1 {
        for j in 0...i where cell >> j & 1 == 1 { sums[i * (i + 1) / 2 + j] += sum }
      }
    }
    return sums
  }

  func onlyMissed(_ i: Int) -> WeightSum {
    guard isPatterned else { return onlyMissed[i] }
    let others = (table.count - 1) & ~(1 << i)
    return sum { $0 == others }
  }
}
