import ArgumentParser
import Reports

/// Which model.
struct ModelTextOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The model (a text of equations).", valueName: "model"),
    completion: .file(extensions: ["model"]))
  var path: String

  @Option(
    name: .customLong("group"),
    help: ArgumentHelp(
      "Members of a group that the model leaves open: areas=services,high_tech. May be repeated.",
      valueName: "name=members"))
  var lists: [String] = []

  /// Members by the group's name.
  var groups: [String: [String]] {
    var groups: [String: [String]] = [:]
    for list in lists {
      let parts = list.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      groups[String(parts[0].trimmingBlanks())] = ModelArguments.names(String(parts[1]))
    }
    return groups
  }

  func validate() throws {
    if let wrong = lists.first(where: { !$0.contains("=") }) {
      throw ValidationError("--group takes name=members, such as areas=services,high_tech, not “\(wrong)”.")
    }
  }
}

/// Which model, and the data it is used with.
struct ModelFileOptions: ParsableArguments {
  @OptionGroup var text: ModelTextOptions

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
      case .dynamic: "Lagged variables are what was simulated before."
      case .forecast: "As --dynamic, without looking at data of explained variables within the span."
      }
    }
  }

  /// Where the search for a solution starts.
  enum Start: String, ExpressibleByArgument, CaseIterable {
    case history, lag, zero, steady
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
      "Where the search for a solution starts: history, lag (the period before), zero or steady (where the model rests). Default: history; lag of a forecast."
  )
  var start: Start?

  @Option(
    help: ArgumentHelp(
      "What equations that look ahead see beyond the last period: constant (the last value, default), linear, growth or data; NAME=rule for one variable. May be repeated.",
      valueName: "[name=]rule"))
  var terminal: [String] = []

  @Flag(
    help:
      "Solve equations that need each other one after the other until all hold, instead of by Newton's method: slower."
  )
  var gaussSeidel = false

  @Option(help: "Steps in one block before giving up.")
  var iterations = 100

  @Option(help: "How far an equation may be from holding, as a share of the size of its terms.")
  var tolerance = 1e-10

  func validate() throws {
    if iterations < 1 { throw ValidationError("--iterations must be at least 1, not \(iterations).") }
    if !(tolerance > 0 && tolerance < 1) {
      throw ValidationError("--tolerance lies between 0 and 1, such as 1e-10, not \(tolerance).")
    }
  }
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
