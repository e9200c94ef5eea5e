import ArgumentParser
import Datasets
import Regression
import Reports
import TimeSeries

/// `outturn regress DATA FORMULA`: one equation on a table of figures.
struct RegressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regress",
    abstract: "Estimate a regression on a CSV file.",
    discussion: """
      outturn regress data.csv 'fai ~ gdp + lag(fai) + log(retail) | region + year' --cluster region
      outturn regress data.csv 'y ~ x + x^2 + region*x - 1' --cov hc3
      outturn regress data.csv 'y ~ x | price ~ cost + tax' (price is endogenous, cost and tax its instruments)

      Functions: log exp sqrt abs lag lead diff dlog growth factor trend. Documentation/regress.md has the grammar.
      """)

  @Argument(
    help: ArgumentHelp("The table (CSV with a header).", valueName: "data"),
    completion: .file(extensions: ["csv"]))
  var path: String

  @Argument(help: ArgumentHelp("What is explained ~ what explains it.", valueName: "formula"))
  var formula: String

  @OptionGroup var estimation: EstimationOptions
  @OptionGroup var source: TableOptions
  @OptionGroup var options: OutputOptions

  func run() throws {
    let language = options.language
    try Ending.explaining(in: language) {
      let equation = try RegressionEquation.read(path, formula, source, estimation)
      equation.tellNotes(in: language)
      let record = try equation.explaining { try RegressionEstimation(equation, estimation).record() }
      let report = RegressionReport(record, language: language, width: options.columns)
      try options.put(record.json(), or: report.text())
    }
  }
}

/// How the table is read.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Column of the period (2019, 2019Q1, 2019-03, 2019年3月 …). Default: period, 时间, time, date, or year with quarter or month.",
      valueName: "column"))
  var period: String?

  @Option(
    help: "Read only rows whose period is of this length: annual, half-year, quarter or month.")
  var frequency: FrequencyChoice?

  @Option(
    help: ArgumentHelp(
      "Column of the entity of a panel. Default: entity, region, 地区, area, province, city, country or firm.",
      valueName: "column")
  )
  var entity: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Read only rows with this value, such as indicator=gdp. May be repeated: other columns narrow, values of one column widen.",
      valueName: "column=value"))
  var conditions: [String] = []

  @Option(
    help: ArgumentHelp(
      "A word that stands for a missing value, such as NA. May be repeated.", valueName: "word"))
  var missing: [String] = []

  func validate() throws {
    for condition in conditions where !condition.contains("=") {
      throw ValidationError("--where takes column=value, such as indicator=gdp, not “\(condition)”.")
    }
  }
}
