/// Everything a run found out; a function of plan, data, seed and draws alone.
public struct BatchResult: Sendable, Hashable, Codable {
  public static let quantileLevels = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]

  public var seed: UInt64
  /// Draws judged: the first ones, without gaps.
  public var draws: Int
  /// False when the run was interrupted: the verdicts then rest on fewer draws than asked for.
  public var isComplete: Bool
  public var drawsRequested: Int
  public var scenarios: [ScenarioResult]

  public init(
    seed: UInt64, draws: Int, isComplete: Bool, drawsRequested: Int, scenarios: [ScenarioResult]
  ) {
    self.seed = seed
    self.draws = draws
    self.isComplete = isComplete
    self.drawsRequested = drawsRequested
    self.scenarios = scenarios
  }
}
