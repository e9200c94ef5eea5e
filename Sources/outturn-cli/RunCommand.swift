import ArgumentParser
import Datasets
import Reports
import Scenarios
import TimeSeries

/// `outturn run PLAN`: judges every target under every scenario.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Judge the targets of a plan under its scenarios.",
    discussion: """
      The same plan, data, seed and draws give the same answer to the last byte, for any number of threads.
      Ctrl-C stops after the draws under way and reports what they say (exit code 130); a second Ctrl-C ends at once.
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var scenarios: ScenarioOptions

  @Option(help: "Random draws a scenario. Default: run.draws of the plan.")
  var draws: Int?

  @Option(help: "Seed of the random numbers. Default: run.seed of the plan.")
  var seed: UInt64?

  @Option(help: "Threads. Default: as many as the machine has cores.")
  var threads: Int?

  @Option(name: .shortAndLong, help: ArgumentHelp("Keep the run in this SQLite file.", valueName: "run.db"))
  var output: String?

  @Flag(help: "Let --output replace an existing file.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "End with exit code 10 when all headline targets together are less likely than this (80%, 80 or 0.8) under the first scenario of the plan, or under any of those named with -s.",
      valueName: "p"))
  var failUnder: Threshold?

  @Flag(help: "Show progress also where standard error is no terminal.")
  var progress = false

  @OptionGroup var report: ReportOptions
  @OptionGroup var options: OutputOptions

  func validate() throws {
    if let draws, draws < 1 { throw ValidationError("--draws must be at least 1, not \(draws).") }
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1, not \(threads).") }
    if force, output == nil {
      throw ValidationError("--force says that --output may replace a file; add --output.")
    }
  }

  func run() throws {
    let language = options.language
    try Ending.explaining(in: language) {
      if let output { try RunFile(output).checkWritable(replacing: force) }
      Interruption.watch()
      let bench = try Workbench.open(plan)
      bench.tellWarnings(in: language, path: plan.path)
      let chosen = try bench.scenarios(named: scenarios.names)
      let result = try judge(bench, chosen, language)
      let record = bench.record(of: result)
      if let output { try RunFile(output).write(record, replacing: force) }
      try put(record)
      try end(record)
    }
  }

  private func judge(_ bench: Workbench, _ chosen: [Scenario], _ language: Language) throws -> BatchResult {
    let batch = ScenarioBatch(
      targets: bench.plan.targets, groups: bench.plan.groups, projector: bench.model, scenarios: chosen,
      horizon: bench.plan.horizon, seed: seed ?? bench.plan.run.seed, draws: draws ?? bench.plan.run.draws,
      threads: threads ?? bench.plan.run.threads)
    let line = ProgressLine(
      isShown: progress || Console.talksToTerminal, scenarios: chosen.count, language: language)
    defer { line.clear() }
    return try batch.run(
      progress: { line.show(done: $0.draws, of: $0.drawsRequested) },
      isCancelled: { Interruption.wasRequested })
  }

  private func put(_ record: RunRecord) throws {
    let kept = output.map { VerdictReport.NextStep.show($0) }
    let next = [kept].compactMap { $0 } + VerdictReport.NextStep.afterRun(plan.path, record)
    report.put(record, next: next, options)
  }

  /// The exit code: interrupted, then failures, then `--fail-under`.
  private func end(_ record: RunRecord) throws {
    let results = record.result.scenarios
    if !record.result.isComplete { throw Ending.interrupted }
    let failures = results.filter { $0.failure != nil }
    if !failures.isEmpty {
      for scenario in failures {
        let reason = scenario.failure ?? ""
        Console.tell(
          Diagnostic(
            Bilingual(en: "scenario \(scenario.id) failed: \(reason)", zh: "情景 \(scenario.id) 失败：\(reason)")
          ).rendered(in: options.language))
      }
      throw failures.count == results.count ? Ending.failed : Ending.someScenariosFailed
    }
    guard let failUnder else { return }
    let judged = scenarios.names.isEmpty ? Array(results.prefix(1)) : results
    for scenario in judged where (scenario.joint?.value ?? 0) < failUnder.probability {
      let reached = Figures.fixed(100 * (scenario.joint?.value ?? 0), decimals: 1)
      let asked = Figures.significant(100 * failUnder.probability)
      Console.tell(
        Bilingual(
          en:
            "--fail-under \(asked)% missed: all headline targets together have \(reached)% under \(scenario.id)",
          zh: "未达到 --fail-under \(asked)%：情景 \(scenario.id) 下主要目标同时实现的概率为\(reached)%"
        ).rendered(in: options.language))
      throw Ending.failUnderMissed
    }
  }
}
