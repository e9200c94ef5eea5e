import ArgumentParser
import Reports

/// Which model, and the data it is used with.
struct ModelFileOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The model (a text of equations).", valueName: "model"),
    completion: .file(extensions: ["model"]))
  var path: String

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "A table of data: the first column the period, then one column a variable. May be repeated: where tables overlap, the later one counts.",
      valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var data: [String] = []
}

/// Where parameters come from.
struct ModelParameterOptions: ParsableArguments {
  @Flag(help: "Estimate the model on the data first.")
  var fit = false

  @Option(
    help: ArgumentHelp(
      "Periods --fit estimates over, such as 1921..1941, where an equation has no sample clause. Default: all with data.",
      valueName: "span"))
  var sample: String?

  @Option(
    help: ArgumentHelp(
      "Values of parameters from a table of name and estimate, as fit --csv writes it.", valueName: "file.csv"
    ),
    completion: .file(extensions: ["csv"]))
  var parameters: String?

  func validate() throws {
    if sample != nil, !fit { throw ValidationError("--sample goes with --fit.") }
  }
}

/// Over which periods.
struct ModelSpanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "First period. Default: the first the data suffice for; of a forecast, the one after the data end.",
      valueName: "period"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "Last period. Default: the last the exogenous variables are given for.", valueName: "period"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "Carry a series on to --to: constant repeats the last value, linear the last step. Several names with commas; all means every exogenous variable. May be repeated.",
      valueName: "name=constant|linear"))
  var extend: [String] = []
}

/// How a model is simulated.
struct ModelSimulationOptions: ParsableArguments {
  /// Where lagged variables come from.
  enum Mode: String, EnumerableFlag {
    case `static`, dynamic, forecast

    static func help(for value: Mode) -> ArgumentHelp? {
      switch value {
      case .static: "Lagged variables are the data: every period by itself."
      case .dynamic: "Lagged variables are what was simulated before (default)."
      case .forecast: "As --dynamic, without looking at data of explained variables within the span."
      }
    }
  }

  /// Where the search for a solution starts.
  enum Start: String, ExpressibleByArgument, CaseIterable {
    case history, lag, zero
  }

  @Option(
    help: ArgumentHelp(
      "Hold a variable at its data: its behavioral equation gives way and its add-factor is found. Without periods, throughout. May be repeated.",
      valueName: "name[=from..to]"))
  var exogenize: [String] = []

  @Option(
    help: ArgumentHelp(
      "Add-factors: the first column the period, then one column an equation.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var add: String?

  @Option(
    help: ArgumentHelp(
      "Values of the model's shocks: the first column the period, then one column a shock.",
      valueName: "file.csv"), completion: .file(extensions: ["csv"]))
  var shocks: String?

  @Flag(
    help:
      "Add-factors that give back the data (tracking residuals), for all behavioral equations; --add comes on top, and --change tells what differs from history."
  )
  var track = false

  @Option(
    help: ArgumentHelp(
      "A table of data that counts in the simulation alone, not for --fit and --track: what if it had been so.",
      valueName: "file.csv"), completion: .file(extensions: ["csv"]))
  var change: [String] = []

  @Option(
    help:
      "Where the search for a solution starts: history, lag (the period before) or zero. Default: history; lag of a forecast."
  )
  var start: Start?
}

/// In which form results are printed.
struct ModelFormOptions: ParsableArguments {
  @Flag(help: "Print comma-separated values instead of text: all digits, one line a period.")
  var csv = false

  @Flag(
    name: .customLong("excel-csv"), help: "As --csv, with the byte-order mark by which Excel knows UTF-8.")
  var excelCSV = false

  /// Prints a document, a table for programs, or the text made for readers.
  func put(
    _ options: OutputOptions, json: @autoclosure () -> JSONValue, csv table: (_ forExcel: Bool) -> String,
    text: @autoclosure () -> String
  ) throws {
    if csv || excelCSV, !options.json { return try Console.put(table(excelCSV)) }
    try options.put(json(), or: text())
  }

  func check(_ options: OutputOptions) throws {
    let asked = [(options.json, "--json"), (csv, "--csv"), (excelCSV, "--excel-csv")].filter(\.0).map(\.1)
    if asked.count > 1 { throw ValidationError("\(asked[0]) and \(asked[1]) exclude each other.") }
  }
}
