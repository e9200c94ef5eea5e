import ArgumentParser
import Reports
import TimeSeries

/// `outturn show RUN.db`: the report of a run that was kept.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the report of a run kept with run --output.")

  @Argument(help: ArgumentHelp("The run file.", valueName: "run.db"), completion: .file(extensions: ["db"]))
  var path: String

  @OptionGroup var report: ReportOptions
  @OptionGroup var options: OutputOptions

  func run() throws {
    try Ending.explaining(in: options.language) {
      let record = try RunFile(path).read()
      try report.put(record, next: [], options)
    }
  }
}
