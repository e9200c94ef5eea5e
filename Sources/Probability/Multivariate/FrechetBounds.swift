/// The range of P(all of some events) when only each event's probability is known, whatever their dependence.
///
/// max(0, Σp - (n - 1)) ≤ P(all) ≤ min p. Fréchet (1935).
public struct FrechetBounds: Sendable, Hashable, Codable {
  public let lower: Double
  public let upper: Double

  /// Bounds on the joint probability of events with these `probabilities`, each in [0, 1]. With no event, both are 1.
  public init(jointOf probabilities: [Double]) {
    precondition(probabilities.allSatisfy { (0...1).contains($0) }, "a probability lies in 0...1")
    let missing = probabilities.reduce(0) { $0 + (1 - $1) }
    lower = max(0, 1 - missing)
    upper = probabilities.min() ?? 1
  }
}
