import Foundation

/// Many scenarios judged on the same draws.
///
/// ```swift
/// let result = try ScenarioBatch(plan: plan, projector: model).run()
/// ```
///
/// A block of draws is projected under every scenario before the next block begins, so that random numbers are drawn
/// once and scenarios differ only in what they assume. The result is a function of targets, model, scenarios, seed and
/// draws alone: the same bytes for any number of threads. Memory does not grow with the number of draws.
public struct ScenarioBatch: Sendable {
  public var targets: [Target]
  /// Nil for the groups the targets name, in order of appearance.
  public var groups: [TargetGroup]?
  public var projector: any Projector
  /// The first one is the baseline, against which differences are measured.
  public var scenarios: [Scenario]
  public var horizon: Horizon
  public var seed: UInt64
  public var draws: Int
  public var threads: Int

  /// - Parameter threads: nil for as many as the machine has cores.
  public init(
    targets: [Target], groups: [TargetGroup]? = nil, projector: any Projector, scenarios: [Scenario],
    horizon: Horizon, seed: UInt64, draws: Int = 100_000, threads: Int? = nil
  ) {
    self.targets = targets
    self.groups = groups
    self.projector = projector
    self.scenarios = scenarios
    self.horizon = horizon
    self.seed = seed
    self.draws = draws
    self.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
  }

  /// What has been done of a run so far.
  public struct Progress: Sendable, Hashable {
    public var draws: Int
    public var drawsRequested: Int
  }

  /// Draws a thread takes at a time: four blocks.
  static let chunk = 4 * PathBlock.capacity

  /// Judges every scenario.
  ///
  /// A scenario that cannot be prepared, or whose projection throws, is reported with its reason and the others go on.
  ///
  /// - Parameters:
  ///   - progress: called on this thread, at most ten times a second.
  ///   - isCancelled: asked by the working threads before each chunk but the first of the run. Once it says yes, chunks under
  ///     way are finished and the result covers the first draws without gaps: the result of a run of so many draws.
  /// - Throws: `ScenarioBatchError` for an empty run, `Diagnostics` where a target names what the model does not project.
  public func run(
    progress: ((Progress) -> Void)? = nil, isCancelled: (@Sendable () -> Bool)? = nil
  ) throws -> BatchResult {
    guard !scenarios.isEmpty else { throw ScenarioBatchError.noScenarios }
    guard draws > 0 else { throw ScenarioBatchError.tooFewDraws(draws) }
    guard threads > 0 else { throw ScenarioBatchError.tooFewThreads(threads) }
    var bench = try prepare(inheriting: true)
    var outcome = judge(bench, progress, isCancelled)
    if bench.lacksInheritance(outcome.tallies) {
      bench = try prepare(inheriting: false)
      outcome = judge(bench, progress, isCancelled)
    }
    return BatchResult(
      seed: seed, draws: outcome.draws, isComplete: outcome.draws == draws, drawsRequested: draws,
      scenarios: bench.results(outcome.tallies))
  }

  private func judge(
    _ bench: ScenarioBench, _ progress: ((Progress) -> Void)?, _ isCancelled: (@Sendable () -> Bool)?
  ) -> (tallies: [ScenarioOutcome], draws: Int) {
    let queue = ChunkQueue(draws: draws, chunk: Self.chunk, isCancelled: isCancelled)
    let pool = WorkerPool(bench: bench, queue: queue, seed: seed, threads: min(threads, queue.chunks))
    let tallies = pool.run { progress?(Progress(draws: $0, drawsRequested: draws)) }
    return (tallies, queue.drawsDone)
  }

  /// Prepares every scenario and places its sketches by the first block of draws.
  private func prepare(inheriting: Bool) throws -> ScenarioBench {
    var block = PathBlock(seed: seed)
    let pilot = 0..<UInt64(min(draws, PathBlock.capacity))
    var bench: [BenchedScenario] = []
    for scenario in scenarios {
      var benched = BenchedScenario(scenario: scenario)
      defer { bench.append(benched) }
      let projection: any PreparedProjection
      do {
        projection = try projector.prepare(scenario, over: horizon)
      } catch {
        benched.failure = String(describing: error)
        continue
      }
      let judge = try Judge(
        targets: targets, groups: groups, quantities: projection.quantities, horizon: horizon)
      do {
        try projection.fill(&block, draws: pilot)
      } catch {
        benched.failure = String(describing: error)
        continue
      }
      let buffers = JudgeBuffers(series: judge.series.count, targets: judge.targets.count)
      let role = role(of: projection, judge, after: bench.first, inheriting: inheriting)
      benched.ready = BenchedScenario.Ready(
        projection: role.inheritance.map { projection.omitting($0.omitted(of: judge)) } ?? projection,
        judge: judge, tally: judge.tally(pilot: block, isPaired: role.isCompared, using: buffers), role: role)
    }
    return ScenarioBench(scenarios: bench)
  }

  private func role(
    of projection: any PreparedProjection, _ judge: Judge, after first: BenchedScenario?, inheriting: Bool
  ) -> Judge.Role {
    guard let first else { return .baseline }
    guard let baseline = first.ready else { return .alone }
    guard inheriting, judge == baseline.judge else { return .compared(inheriting: nil) }
    let origins = baseline.projection.origins
    let shared = projection.origins.filter { origins[$0.key] == $0.value }
    return .compared(inheriting: Inheritance(of: judge, sharing: Set(shared.keys)))
  }
}

/// Why a batch cannot run at all.
public enum ScenarioBatchError: Error, Equatable, CustomStringConvertible {
  case noScenarios
  case tooFewDraws(Int)
  case tooFewThreads(Int)

  public var description: String {
    switch self {
    case .noScenarios: "there is no scenario to judge; name at least one"
    case .tooFewDraws(let draws): "a run needs at least 1 draw, not \(draws); 100000 is usual"
    case .tooFewThreads(let threads): "a run needs at least 1 thread, not \(threads)"
    }
  }
}
