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

  @Flag(help: "Let --output replace an existing run file; no other file is ever replaced.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "End with exit code 10 when all headline targets together are less likely than this under the first scenario of the plan, or under any of those named with -s. 80%, 80 and 0.8 are the same: 1 and below without % are fractions.",
      valueName: "p"))
  var failUnder: Threshold?

  @Flag(help: "Show progress also where standard error is no terminal.")
  var progress = false

  @OptionGroup var report: ReportOptions
  @OptionGroup var options: OutputOptions

  func validate() throws {
    if let draws, draws < 1 { throw ValidationError("--draws must be at least 1, not \(draws).") }
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1, not \(threads).") }
    if output?.isEmpty == true { throw ValidationError("--output needs the name of a file.") }
    if force, output == nil {
      throw ValidationError("--force says that --output may replace a file; add --output.")
    }
  }

  func run() throws {
    let language = options.language
    try Ending.explaining(in: language) {
      let file = output.map { RunFile($0) }
      try file?.checkWritable(replacing: force, inputs: [plan.path])
      Interruption.watch()
      let bench = try Workbench.open(plan)
      try file?.checkWritable(replacing: force, inputs: bench.inputPaths)
      let bound = try bench.bind(bench.scenarios(named: scenarios.names))
      bench.tellWarnings(in: language, path: plan.path)
      let record = bench.record(of: try judge(bound, language))
      let trouble = keep(record, in: file)
      try put(record, isKept: file != nil && trouble == nil)
      if let trouble {
        Console.tell(Diagnostic(trouble.message).rendered(in: language))
        throw Ending.failed
      }
      try end(record)
    }
  }

  private func judge(_ bound: BoundScenarios, _ language: Language) throws -> BatchResult {
    let batch = ScenarioBatch(
      plan: bound.plan, projector: bound, scenarios: bound.scenarios, draws: draws, seed: seed,
      threads: threads)
    let line = ProgressLine(
      isShown: progress || Console.talksToTerminal, scenarios: bound.scenarios.count, language: language)
    defer { line.clear() }
    return try batch.run(
      progress: { line.show(done: $0.draws, of: $0.drawsRequested) },
      isCancelled: { Interruption.wasRequested })
  }

  /// Writes the run file; what went wrong, so that the report is told all the same.
  private func keep(_ record: RunRecord, in file: RunFile?) -> RunFileError? {
    do throws(RunFileError) {
      try Interruption.holding { () throws(RunFileError) in try file?.write(record, replacing: force) }
      return nil
    } catch {
      return error
    }
  }

  private func put(_ record: RunRecord, isKept: Bool) throws {
    let kept = isKept ? output.map { VerdictReport.NextStep.show($0) } : nil
    let next = [kept].compactMap { $0 } + VerdictReport.NextStep.afterRun(plan.path, record)
    try report.put(record, next: next, options)
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
    let missed = judged.filter { ($0.joint?.value ?? 0) < failUnder.probability }
    for scenario in missed {
      let reached = Figures.fixed(100 * (scenario.joint?.value ?? 0), decimals: 1)
      let asked = Figures.significant(100 * failUnder.probability)
      Console.tell(
        Bilingual(
          en:
            "--fail-under \(asked)% missed: all headline targets together have \(reached)% under \(scenario.id)",
          zh: "未达到 --fail-under \(asked)%：情景 \(scenario.id) 下主要目标同时实现的概率为\(reached)%"
        ).rendered(in: options.language))
    }
    if !missed.isEmpty { throw Ending.failUnderMissed }
  }
}
