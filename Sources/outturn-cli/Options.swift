import ArgumentParser
import Datasets
import Reports
import TimeSeries

enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
  case zh, en, both
}

/// How results are shown; every command has these.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON document (Documentation/json.md) instead of text.")
  var json = false

  @Option(help: "Language of names and messages: zh, en or both. Default: by LC_ALL, LC_MESSAGES or LANG.")
  var lang: LanguageChoice?

  @Option(help: "Columns of the terminal. Default: COLUMNS, what the terminal says, or 100.")
  var width: Int?

  var language: Language {
    switch lang {
    case .zh: .zh
    case .en: .en
    case .both: .both
    case nil: Console.language
    }
  }

  var columns: Int { width ?? Console.width }

  func validate() throws {
    if let width, width < 1 { throw ValidationError("--width must be at least 1, not \(width).") }
  }

  /// Prints a document, or the text made for readers.
  func put(_ document: @autoclosure () -> JSONValue, or text: @autoclosure () -> String) throws {
    try Console.put(json ? document().text() : text())
  }
}

/// Which plan, and what is changed in it before it is read.
struct PlanOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The plan file (YAML).", valueName: "plan"),
    completion: .file(extensions: ["yaml", "yml"]))
  var path: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Replace one value of the plan, such as run.draws=5000 or targets.gdp_target_2020.at_least=7%. May be repeated.",
      valueName: "key=value"))
  var settings: [String] = []
}

/// Names of scenarios: separated by commas, or the option repeated.
struct ScenarioOptions: ParsableArguments {
  @Option(
    name: [.short, .customLong("scenario")],
    help: ArgumentHelp(
      "Scenarios to judge, separated by commas or the option repeated. Default: all of the plan.",
      valueName: "names"))
  var scenarios: [String] = []

  var names: [String] {
    var seen: Set<String> = []
    return scenarios.flatMap { $0.split(whereSeparator: { ",，".contains($0) }).map(Self.trimmed) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  func validate() throws {
    if names.isEmpty, !scenarios.isEmpty {
      throw ValidationError("--scenario needs a name; leave it out to judge all scenarios.")
    }
  }

  private static func trimmed(_ name: Substring) -> String {
    String(name.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

/// A probability as people write it: `80%`, `80` (percent) or `0.8`; `1` and below without a sign are fractions.
struct Threshold: ExpressibleByArgument {
  let probability: Double

  init?(argument: String) {
    let isPercent = argument.hasSuffix("%") || argument.hasSuffix("％")
    guard let number = Double(isPercent ? String(argument.dropLast()) : argument) else { return nil }
    let value = isPercent || number > 1 ? number / 100 : number
    guard (0...1).contains(value) else { return nil }
    probability = value
  }
}
