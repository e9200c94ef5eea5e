import ArgumentParser
import Datasets
import Reports
import Scenarios
import TimeSeries

/// `outturn data PLAN`: what was read, and where every parameter comes from.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Show what was read: coverage, units, gaps, and the source of every parameter.")

  @OptionGroup var plan: PlanOptions
  @OptionGroup var options: OutputOptions

  func run() throws {
    try Ending.explaining(in: options.language) {
      let bench = try Workbench.open(plan)
      bench.tellWarnings(in: options.language)
      let report = DataReport(bench)
      try options.put(report.json(), or: report.text(options))
    }
  }
}
