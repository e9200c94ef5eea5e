import ArgumentParser
import Datasets
import Regression
import Reports
import StructuralModels
import TimeSeries

/// `outturn model fit MODEL --data FILE`: estimates every equation as its clauses say.
struct ModelFitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Estimate the equations of a model and show a table for each.",
    discussion: """
      outturn model fit Models/klein.model --data datasets/klein/klein.csv
      outturn model fit Models/klein.model --data datasets/klein/klein.csv --csv > estimates.csv
      outturn model solve Models/klein.model --data datasets/klein/klein.csv --parameters estimates.csv
      """)

  @OptionGroup var file: ModelFileOptions

  @Option(
    help: ArgumentHelp(
      "First period of the sample, where an equation has no sample clause. Default: all with data.",
      valueName: "period"))
  var from: String?

  @Option(help: ArgumentHelp("Last period of that sample.", valueName: "period"))
  var to: String?

  @Option(
    help:
      "Standard errors: homoskedastic, hc0, hc1, hc2, hc3 (unequal variances) or hac (and autocorrelation).")
  var cov: ModelCovariance = .homoskedastic

  @OptionGroup var form: ModelFormOptions
  @OptionGroup var options: OutputOptions

  func validate() throws {
    if file.data.isEmpty { throw ValidationError("fit needs data: --data FILE.csv.") }
    try form.check(options)
  }

  func run() throws {
    try ModelEnding.explaining(in: options.language) {
      let inputs = try ModelInputs(file)
      inputs.tellNotes(in: options.language)
      let fit = try ModelEnding.explaining(inputs.model) {
        try ModelEstimation(sample: try sample(inputs), covariance: cov.covariance).fit(
          inputs.model, to: inputs.data)
      }
      let record = try ModelFitRecord(fit, inputs)
      try form.put(
        options, json: record.json(), csv: { record.csv(forExcel: $0) },
        text: record.text(width: options.columns, language: options.language, next: next()))
    }
  }

  /// The sample asked for: with one end given, to the other end of the data.
  private func sample(_ inputs: ModelInputs) throws -> PeriodSpan? {
    var arguments = ModelArguments(inputs.model)
    let ends = arguments.ends(from, to)
    try arguments.problems.throwIfErrors()
    guard ends.from != nil || ends.to != nil else { return nil }
    let known = ModelCoverage(inputs.model, inputs.data).known
    guard let first = ends.from ?? known?.lowerBound, let last = ends.to ?? known?.upperBound else {
      return nil
    }
    return min(first, last)...max(first, last)
  }

  private func next() -> [VerdictReport.NextStep] {
    let data = file.data.map { "--data \(Console.quoted($0))" }.joined(separator: " ")
    return [
      .init(
        "outturn model solve \(Console.quoted(file.text.path)) \(data) --fit",
        Bilingual(en: "solve it", zh: "求解"))
    ]
  }
}

extension ModelFitRecord {
  init(_ fit: ModelEstimation.Fit, _ inputs: ModelInputs) throws {
    let model = inputs.model
    self.init(
      model: inputs.name, data: inputs.dataFiles,
      equations: try fit.equations.map { try Equation($0, model) },
      parameters: Parameter.all(of: model, fit.parameters, fit))
  }
}

extension ModelFitRecord.Parameter {
  /// Every parameter of a model that has a value, in the model's order.
  static func all(of model: Model, _ values: [String: Double], _ fit: ModelEstimation.Fit?) -> [Self] {
    var owner: [String: String] = [:]
    for equation in fit?.equations ?? [] {
      for name in equation.names { owner[name] = equation.equation }
    }
    return model.parameters.compactMap { parameter in
      values[parameter.name].map { Self(name: parameter.name, value: $0, equation: owner[parameter.name]) }
    }
  }
}

extension ModelFitRecord.Equation {
  init(_ fit: EquationFit, _ model: Model) throws {
    let equation = model.equations.first { $0.name == fit.equation }
    let (errors, statistics) = (fit.standardErrors, fit.statistics)
    let (pValues, intervals) = (try fit.pValues, try fit.confidenceIntervals())
    let method = fit.method.words
    let line = equation?.place.line ?? 0
    var record = RegressionRecord(
      file: "\(model.text.file.split(separator: "/").last ?? ""):\(line)",
      formula: equation.map { "\($0.left) = \($0.right)" } ?? "", response: fit.equation,
      method: fit.method.rawValue, methodName: method, precision: "double", weights: nil,
      covariance: ModelCovariance(fit.covarianceChoice).record, n: fit.n, rows: fit.n, missing: [],
      coefficients: fit.names.indices.map { j in
        RegressionRecord.Coefficient(
          name: fit.names[j], estimate: fit.coefficients[j], standardError: errors[j],
          statistic: statistics[j], pValue: pValues[j], interval: intervals[j])
      })
    record.inferenceDegreesOfFreedom = fit.inferenceDegreesOfFreedom
    record.degreesOfFreedom = fit.degreesOfFreedom
    record.rSquared = fit.rSquared
    record.sigma = fit.sigma
    if let statistic = fit.durbinWatson {
      record.measures = [
        .init(id: "durbinWatson", name: Bilingual(en: "Durbin–Watson", zh: "DW统计量"), value: statistic)
      ]
    }
    let first = fit.periods.first ?? .year(0)
    let span = first...(fit.periods.last ?? first)
    record.panel = Bilingual("\(span.lowerBound)–\(span.upperBound)")
    if let clauses = equation?.estimation { record.notes = Self.notes(clauses) }
    record.notes += (fit.unused.map(\.message) + fit.priors.map(\.message)).map {
      Bilingual(en: "\($0.en).", zh: "\($0.zh)。")
    }
    self.init(name: fit.equation, line: line, span: span, estimates: record)
  }

  /// What the clauses impose on the coefficients.
  private static func notes(_ clauses: EstimationClauses) -> [Bilingual] {
    var notes = clauses.restrictions.map { Bilingual(en: "Restricted: \($0).", zh: "约束：\($0)。") }
    notes += clauses.polynomials.map { lag in
      let names = lag.parameters.joined(separator: ", ")
      return Bilingual(
        en: "\(names) lie on a polynomial of degree \(lag.degree).", zh: "\(names) 位于\(lag.degree)次多项式上。")
    }
    if !clauses.errors.isEmpty {
      let names = clauses.errors.joined(separator: ", ")
      notes.append(
        Bilingual(
          en: "\(names): autoregression of the errors.", zh: "\(names)：误差项的自回归系数。"))
    }
    if !clauses.instruments.isEmpty {
      let list = clauses.instruments.map { "\($0)" }.joined(separator: ", ")
      notes.append(Bilingual(en: "Instruments: \(list).", zh: "工具变量：\(list)。"))
    }
    return notes
  }
}

/// How standard errors of a model's equations allow for the disturbances, by the names of the command line.
enum ModelCovariance: String, ExpressibleByArgument, CaseIterable {
  case homoskedastic, hc0, hc1, hc2, hc3, hac

  var covariance: Covariance {
    switch self {
    case .homoskedastic: .homoskedastic
    case .hc0: .hc0
    case .hc1: .hc1
    case .hc2: .hc2
    case .hc3: .hc3
    case .hac: .hac()
    }
  }

  init(_ covariance: Covariance) {
    self = Self.allCases.first { $0.covariance == covariance } ?? .homoskedastic
  }

  var record: RegressionRecord.CovarianceRecord {
    let name =
      switch self {
      case .homoskedastic: Bilingual(en: "homoskedastic", zh: "同方差")
      case .hc0, .hc1, .hc2, .hc3:
        Bilingual(
          en: "robust to heteroskedasticity (\(rawValue.uppercased()))", zh: "异方差稳健（\(rawValue.uppercased())）"
        )
      case .hac: Bilingual(en: "robust to autocorrelation (HAC, Newey–West)", zh: "自相关稳健（HAC，Newey–West）")
      }
    return .init(id: rawValue, name: name)
  }
}

extension EstimationClauses.Method {
  var words: Bilingual {
    switch self {
    case .ols: Bilingual(en: "Ordinary least squares", zh: "普通最小二乘")
    case .iv: Bilingual(en: "Two-stage least squares", zh: "两阶段最小二乘")
    case .nls: Bilingual(en: "Nonlinear least squares", zh: "非线性最小二乘")
    }
  }
}
