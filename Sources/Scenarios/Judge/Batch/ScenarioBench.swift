/// The scenarios of a run, prepared.
struct ScenarioBench: Sendable {
  var scenarios: [BenchedScenario]

  /// Whether a scenario rests on the baseline for verdicts that the baseline did not come to.
  func lacksInheritance(_ outcomes: [ScenarioOutcome]) -> Bool {
    guard let baseline = outcomes.first, baseline.tally?.weight.first ?? 0 == 0 else { return false }
    return scenarios.contains { $0.ready?.role.inheritance != nil }
  }
}

/// One scenario of a run: ready to be projected and judged, or the reason why not.
struct BenchedScenario: Sendable {
  /// A class, so that a thread takes hold of it by one reference.
  final class Ready: Sendable {
    let projection: any PreparedProjection
    let judge: Judge
    /// Empty, with its sketches placed.
    let tally: Tally
    let role: Judge.Role

    init(projection: any PreparedProjection, judge: Judge, tally: Tally, role: Judge.Role) {
      self.projection = projection
      self.judge = judge
      self.tally = tally
      self.role = role
    }
  }

  var scenario: Scenario
  var ready: Ready?
  var failure: String?

  /// The result of the scenario, from what all threads counted; nil where it failed on the way.
  func result(of outcome: ScenarioOutcome, baseline: ScenarioOutcome?) -> ScenarioResult {
    var result = ScenarioResult(id: scenario.id, name: scenario.name, note: scenario.note)
    result.imposed = ready?.projection.imposed ?? []
    result.plausibility = ready?.projection.plausibility
    guard let ready, let tally = outcome.tally else {
      result.failure = failure ?? outcome.failure
      return result
    }
    result.effectiveDraws = tally.effectiveDraws
    result.invalidDraws = Int(tally.invalidDraws)
    result.saturatedDraws = Int(tally.saturatedDraws)
    guard tally.weight.first > 0 else {
      result.failure =
        tally.validDraws == 0
        ? "none of \(tally.draws) draws found a solution"
        : "every draw has weight zero: the conditions contradict the model; loosen them"
      return result
    }
    result.verdicts = ready.judge.verdicts(of: tally)
    result.groups = ready.judge.groupVerdicts(of: tally)
    result.joint = ready.judge.joint(of: tally)
    result.fans = ready.judge.fans(of: tally)
    guard ready.role.isCompared, let other = baseline?.tally else { return result }
    result.differences = ready.judge.differences(of: tally, from: other)
    if let inheritance = ready.role.inheritance {
      ready.judge.adopt(inheritance, from: other, into: &result)
    }
    return result
  }
}

/// What the threads made of one scenario.
struct ScenarioOutcome: Sendable {
  var tally: Tally?
  var failure: String?
}
