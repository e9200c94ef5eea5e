/// The scenarios of a run, prepared.
struct ScenarioBench: Sendable {
  var scenarios: [BenchedScenario]

  /// The results of all scenarios, from what all threads counted.
  func results(_ outcomes: [ScenarioOutcome]) -> [ScenarioResult] {
    guard let first = scenarios.first, let baseline = outcomes.first else { return [] }
    let result = first.result(of: baseline, baseline: nil)
    let others = zip(scenarios, outcomes).dropFirst().map {
      $0.result(of: $1, baseline: (baseline, result))
    }
    return [result] + others
  }

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
  func result(
    of outcome: ScenarioOutcome, baseline: (outcome: ScenarioOutcome, result: ScenarioResult)?
  ) -> ScenarioResult {
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
    let judge = ready.judge
    let inheritance = ready.role.inheritance
    let bequest = inheritance.flatMap { what in baseline.map { Bequest(what: what, baseline: $0.result) } }
    result.verdicts = judge.verdicts(of: tally, bequest)
    result.groups = judge.groupVerdicts(of: tally, bequest)
    result.joint = judge.joint(of: tally, bequest)
    result.fans = judge.fans(of: tally, bequest)
    if ready.role.isCompared, let other = baseline?.outcome.tally {
      result.differences = judge.differences(of: tally, from: other, inheriting: inheritance)
    }
    return result
  }
}

/// What the threads made of one scenario.
struct ScenarioOutcome: Sendable {
  var tally: Tally?
  var failure: String?
}
