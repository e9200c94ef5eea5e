import ArgumentParser
import Datasets
import Reports
import StructuralModels
import TimeSeries

/// How many draws are made, and of what.
struct ModelDrawOptions: ParsableArguments {
  /// How disturbances are drawn, by the names of the command line.
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case normal, independent, student, bootstrap, none
  }

  @Option(help: "Random draws.")
  var draws = 1000

  @Option(help: "Seed of the random numbers: the same seed gives the same numbers to the last digit.")
  var seed: UInt64 = 1

  @Option(
    help:
      "What equations miss: normal (jointly, with the covariance of their residuals), independent (normal, each by itself), student (as normal, with fat tails: --df), bootstrap (residuals of whole periods) or none."
  )
  var disturbances: Choice?

  @Option(help: "Degrees of freedom of --disturbances student, above 2.")
  var df: Double?

  @Option(
    help: ArgumentHelp(
      "Disturbances of your own: columns draw, period, then one an equation.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var matrix: String?

  @Flag(help: "Draw coefficients too, as uncertain as they were estimated.")
  var drawCoefficients = false

  @Flag(help: "Leave shocks at zero that the model declares with a distribution.")
  var withoutShocks = false

  @Option(
    help: ArgumentHelp("Quantiles shown, between 0 and 1, separated by commas.", valueName: "quantiles"))
  var quantiles: QuantileChoice?

  @Option(help: "Threads. Default: as many as the machine has cores; they do not change the numbers.")
  var threads: Int?

  func validate() throws {
    if draws < 1 { throw ValidationError("--draws must be at least 1, not \(draws).") }
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1, not \(threads).") }
    if df != nil, disturbances != .student { throw ValidationError("--df goes with --disturbances student.") }
    if disturbances == .student, df == nil {
      throw ValidationError("--disturbances student needs its degrees of freedom: --df 5.")
    }
    if matrix != nil, disturbances != nil {
      throw ValidationError("--matrix gives the disturbances; leave --disturbances out.")
    }
    if let wrong = quantiles?.quantiles.first(where: { !($0 > 0 && $0 < 1) }) {
      throw ValidationError("--quantiles lie between 0 and 1, such as 0.05,0.5,0.95, not \(wrong).")
    }
  }

  /// As the library calls it; a matrix is read for the periods simulated.
  func choice(_ model: Model, over span: PeriodSpan, _ problems: inout Diagnostics) -> Disturbances {
    if let matrix {
      return DisturbanceTable(matrix, model, span, draws: draws, &problems).map { .matrix($0.matrix) }
        ?? .none
    }
    switch disturbances ?? .normal {
    case .normal: return .normal
    case .independent: return .independent
    case .student: return .student(degreesOfFreedom: df ?? .infinity)
    case .bootstrap: return .bootstrap
    case .none: return .none
    }
  }

  /// Both choices in words.
  var words: Bilingual {
    let disturbances =
      switch self.disturbances ?? .normal {
      case _ where matrix != nil: Bilingual(en: "disturbances as given", zh: "扰动按给定数值")
      case .normal: Bilingual(en: "disturbances jointly normal, as the residuals", zh: "扰动按残差协方差取联合正态分布")
      case .independent: Bilingual(en: "disturbances normal, equation by equation", zh: "扰动按各方程残差取独立正态分布")
      case .student:
        Bilingual(
          en: "disturbances jointly Student with \(Figures.shortest(df ?? 0)) degrees of freedom",
          zh: "扰动取自由度 \(Figures.shortest(df ?? 0)) 的联合 t 分布")
      case .bootstrap:
        Bilingual(en: "disturbances drawn from the residuals of whole periods", zh: "扰动按期整体重抽残差")
      case .none: Bilingual(en: "no disturbances", zh: "无扰动")
      }
    let coefficients =
      drawCoefficients
      ? Bilingual(en: "coefficients drawn as uncertain as estimated", zh: "系数按估计的不确定性抽取")
      : Bilingual(en: "coefficients as estimated or given", zh: "系数取估计值或给定值")
    return Bilingual(
      en: "\(disturbances.en); \(coefficients.en)", zh: "\(disturbances.zh)；\(coefficients.zh)")
  }
}

/// A table of disturbances: columns draw (from 1), period, then one an equation.
private struct DisturbanceTable {
  let matrix: DisturbanceMatrix

  init?(_ path: String, _ model: Model, _ span: PeriodSpan, draws: Int, _ problems: inout Diagnostics) {
    let behavioral = model.equations.filter { $0.kind == .behavioral }.map(\.name)
    let columns = DelimitedText.Columns(required: ["draw", "period"], optional: behavioral)
    let before = problems.errorCount
    guard let table = DelimitedText.read(path: path, columns: columns, into: &problems) else { return nil }
    let equations = behavioral.filter(table.columns.contains)
    var values = [Double](repeating: .nan, count: draws * span.count * equations.count)
    for row in table.rows {
      guard let number = row.number("draw", required: true, &problems),
        let period = row.period("period", required: true, &problems)
      else { continue }
      guard period.frequency == span.frequency, span.contains(period), let draw = Int(exactly: number),
        (1...draws).contains(draw)
      else { continue }
      for (k, name) in equations.enumerated() {
        guard let value = row.number(name, required: true, &problems) else { continue }
        let place = (draw - 1) * span.count + span.lowerBound.distance(to: period)
        values[place * equations.count + k] = value
      }
    }
    guard problems.errorCount == before else { return nil }
    if let gap = values.firstIndex(where: \.isNaN) {
      let place = gap / max(equations.count, 1)
      let (draw, period) = (place / span.count + 1, span.lowerBound.advanced(by: place % span.count))
      problems.append(
        Diagnostic(
          Bilingual(
            en: "there is no disturbance for draw \(draw) in \(period)",
            zh: "缺少第\(draw)次抽样\(period.name.zh)的扰动"),
          at: .wholeFile(path),
          suggestion: Bilingual(
            en: "give every draw from 1 to \(draws) in \(span.text), or ask for fewer with --draws",
            zh: "请给出第1至\(draws)次抽样在\(span.name.zh)的扰动，或用 --draws 减少次数")))
      return nil
    }
    matrix = DisturbanceMatrix(equations: equations, draws: draws, periods: span.count, values: values)
  }
}
