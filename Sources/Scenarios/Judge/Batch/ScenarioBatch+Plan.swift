extension ScenarioBatch {
  /// The scenarios of a plan under a model.
  ///
  /// - Parameters:
  ///   - scenarios: nil for all of the plan's. Differences are measured against the first.
  ///   - draws: nil for the plan's, as are `seed` and `threads`.
  public init(
    plan: Plan, projector: any Projector, scenarios: [Scenario]? = nil, draws: Int? = nil,
    seed: UInt64? = nil,
    threads: Int? = nil
  ) {
    self.init(
      targets: plan.targets, groups: plan.groups, projector: projector,
      scenarios: scenarios ?? plan.scenarios, horizon: plan.horizon, seed: seed ?? plan.run.seed,
      draws: draws ?? plan.run.draws, threads: threads ?? plan.run.threads)
  }
}

extension Plan {
  /// Judges every target under every scenario, with the plan's own draws, seed and threads.
  ///
  /// - Throws: as `ScenarioBatch.run(progress:isCancelled:)`.
  public func judge(using model: any Projector) throws -> BatchResult {
    try ScenarioBatch(plan: self, projector: model).run()
  }
}
