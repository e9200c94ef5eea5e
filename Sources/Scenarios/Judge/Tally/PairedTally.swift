/// Draws by a target's fate here and in the baseline scenario, for targets one by one and then all of the joint
/// probability's together. Only draws valid in both scenarios are counted.
///
/// A draw counts w₀w₁, the product of its weights in the baseline and here, in multiples of `LaneWeight.unit`; or one,
/// where neither scenario is weighted. The table of one target gives every sum that the covariance of its two estimated
/// probabilities needs: Σw₀w₁h₀h₁ = kept, Σw₀w₁h₁ = kept + gained, Σw₀w₁h₀ = kept + lost.
struct PairedTally: Sendable, Hashable, Codable {
  /// Draws valid in both.
  var pairs: UInt64 = 0
  /// Σw₀w₁ over them.
  var weight: UInt64 = 0
  /// Met here and in the baseline.
  var kept: [UInt64]
  /// Met here, missed in the baseline.
  var gained: [UInt64]
  /// Missed here, met in the baseline.
  var lost: [UInt64]

  init(targets: Int) {
    kept = [UInt64](repeating: 0, count: targets + 1)
    gained = kept
    lost = kept
  }

  static func += (a: inout PairedTally, b: PairedTally) {
    a.pairs &+= b.pairs
    a.weight &+= b.weight
    accumulate(&a.kept, b.kept, by: &+=)
    accumulate(&a.gained, b.gained, by: &+=)
    accumulate(&a.lost, b.lost, by: &+=)
  }
}
