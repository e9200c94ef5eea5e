/// Draws in which a target's fate differs from the baseline scenario's, for targets one by one and then all of the joint
/// probability's together. Counted where neither scenario is weighted and the draw is valid in both.
struct PairedTally: Sendable, Hashable, Codable {
  var pairs: UInt64 = 0
  /// Met here, missed in the baseline.
  var gained: [UInt64]
  /// Missed here, met in the baseline.
  var lost: [UInt64]

  init(targets: Int) {
    gained = [UInt64](repeating: 0, count: targets + 1)
    lost = gained
  }

  static func += (a: inout PairedTally, b: PairedTally) {
    a.pairs &+= b.pairs
    accumulate(&a.gained, b.gained, by: &+=)
    accumulate(&a.lost, b.lost, by: &+=)
  }
}
