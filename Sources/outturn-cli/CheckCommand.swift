import ArgumentParser
import Datasets
import Reports
import Scenarios
import TimeSeries

/// `outturn check PLAN`: reads and binds everything a run would, and judges nothing.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate a plan and look for conflicts among its targets.",
    discussion:
      "Conflicts are findings about the plan, not errors of the file: they leave the exit code at 0.")

  @OptionGroup var plan: PlanOptions

  @Option(
    help: ArgumentHelp(
      "Print every value this scenario is made of, with the file and line it was written at.",
      valueName: "scenario"))
  var resolved: String?

  @OptionGroup var options: OutputOptions

  func run() throws {
    try Ending.explaining(in: options.language) {
      let bench = try Workbench.open(plan)
      if let resolved {
        let scenario = try bench.scenarios(named: [resolved])[0]
        _ = try bench.bind([scenario])
        bench.tellWarnings(in: options.language)
        let report = ResolvedReport(bench, scenario)
        try options.put(report.json(), or: report.text(options))
      } else {
        _ = try bench.bind(bench.plan.scenarios)
        bench.tellWarnings(in: options.language)
        let report = CheckReport(bench)
        try options.put(report.json(), or: report.text(options))
      }
    }
  }
}
