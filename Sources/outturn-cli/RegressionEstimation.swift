import Datasets
import LinearAlgebra
import Regression
import Reports
import TimeSeries

/// Estimates an equation by the method asked for, and writes down what was found.
struct RegressionEstimation {
  let equation: RegressionEquation
  let options: EstimationOptions

  init(_ equation: RegressionEquation, _ options: EstimationOptions) {
    self.equation = equation
    self.options = options
  }

  var frame: ModelFrame { equation.frame }

  func record() throws -> RegressionRecord {
    try requireVariation()
    try requireAgreement()
    switch method {
    case .ols: return try leastSquares()
    case .iv, .liml, .gmm: return try instrumental(method)
    case .quantile: return try quantile()
    case .fe: return try fixedEffects()
    case .re: return try randomEffects()
    case .fd: return try firstDifferences()
    case .between: return try between()
    }
  }

  /// The method asked for, or that of the formula's parts.
  private var method: MethodChoice {
    let formula = equation.formula
    let implied: MethodChoice = formula.hasInstruments ? .iv : formula.hasFixedEffects ? .fe : .ols
    return options.method ?? implied
  }

  /// Refuses methods that do not fit the formula, and choices that do not fit the method.
  private func requireAgreement() throws(Diagnostics) {
    var problems = Diagnostics()
    let usesInstruments = [.iv, .liml, .gmm].contains(method)
    if usesInstruments != equation.formula.hasInstruments {
      problems.append(
        usesInstruments
          ? Diagnostic(
            Bilingual(
              en: "--method \(method.rawValue) needs instruments, and the formula has none",
              zh: "--method \(method.rawValue) 需要工具变量，而公式中没有"),
            suggestion: Bilingual(
              en: "write y ~ exogenous | endogenous ~ instruments", zh: "请写 y ~ 外生变量 | 内生变量 ~ 工具变量"))
          : Diagnostic(
            Bilingual(
              en: "--method \(method.rawValue) has no use for the formula's instruments",
              zh: "--method \(method.rawValue) 不使用公式中的工具变量"),
            suggestion: Bilingual(en: "use --method iv, liml or gmm", zh: "请用 --method iv、liml 或 gmm")))
    }
    if equation.formula.hasFixedEffects, method != .fe {
      problems.append(
        Diagnostic(
          Bilingual(
            en: "--method \(method.rawValue) absorbs no fixed effects",
            zh: "--method \(method.rawValue) 不吸收固定效应"),
          suggestion: Bilingual(
            en: "put them among the regressors, such as factor(year)", zh: "请作为解释变量写出，如 factor(year)")))
    }
    if method != .ols {
      let foreign = [
        (options.weights != nil, "--weights"), (options.precision == .extended, "--precision extended"),
        (options.tests, "--tests"),
      ]
      for (isGiven, option) in foreign where isGiven {
        let isInstrumental = option == "--weights" && equation.formula.hasInstruments
        problems.append(
          Diagnostic(
            Bilingual(
              en: "\(option) goes with least squares, not with --method \(method.rawValue)",
              zh: "\(option) 仅用于最小二乘，不用于 --method \(method.rawValue)"),
            suggestion: isInstrumental
              ? Bilingual(
                en:
                  "multiply every variable and the constant by the weights' square roots: (y*sqrt(w)) ~ sqrt(w) + … - 1",
                zh: "请将各变量及常数项乘以权重的平方根：(y*sqrt(w)) ~ sqrt(w) + … - 1") : nil))
      }
    }
    try problems.throwIfErrors()
  }

  /// Refuses to explain what does not vary, where a constant explains it all.
  private func requireVariation() throws {
    let y = frame.y
    guard let first = y.first, y.count > 1, y.allSatisfy({ $0 == first }),
      frame.hasConstant || !frame.fixedEffects.isEmpty
    else { return }
    let value = Figures.shortest(first)
    throw Diagnostics([
      Diagnostic(
        Bilingual(
          en:
            "\(frame.response) is \(value) in all \(frame.n) rows used; what does not vary cannot be explained",
          zh: "所用\(frame.n)行的 \(frame.response) 均为 \(value)；不变的量无从解释"))
    ])
  }

  // MARK: Least squares

  private func leastSquares() throws -> RegressionRecord {
    let errors = try RegressionErrors(equation, options)
    let estimator = LeastSquares(
      covariance: errors.covariance, smallSample: options.smallSample.smallSample,
      precision: options.precision.precision)
    let (fit, left) = try droppingCollinear(frame.regressors) { regressors in
      if frame.n * regressors.names.count * regressors.names.count <= 4_000_000
        || options.precision == .extended
      {
        return try estimator.fit(
          frame.extendedY, on: regressors.extended, weights: frame.weights, names: regressors.names)
      }
      return try estimator.fit(
        frame.y, on: regressors.matrix, weights: frame.weights, names: regressors.names)
    }
    var record = try record(
      fit, method: "ols",
      name: frame.weights == nil
        ? Bilingual(en: "Ordinary least squares", zh: "普通最小二乘")
        : Bilingual(en: "Weighted least squares", zh: "加权最小二乘"),
      covariance: errors.record(fit.covarianceReport))
    record.degreesOfFreedom = fit.degreesOfFreedom
    record.rSquared = fit.rSquared
    record.adjustedRSquared = fit.adjustedRSquared
    record.sigma = fit.sigma
    record.tests += try slopes(fit)
    if options.tests { record.diagnostics = try diagnostics(fit) }
    record.notes += left + errors.notes(fit.covarianceReport) + cautions(fit)
    return record
  }

  /// The F test of all slopes: an analysis of variance under equal variances, else Wald's with the covariance chosen.
  private func slopes(_ fit: LeastSquares.Fit) throws -> [RegressionRecord.Test] {
    let constants = Set(fit.hasConstant ? [ModelFrame.constantName] : [])
    let slopes = fit.names.filter { !constants.contains($0) }
    let name =
      constants.isEmpty
      ? Bilingual(en: "All coefficients zero", zh: "系数全为零") : Bilingual(en: "All slopes zero", zh: "斜率全为零")
    if fit.choice.covariance != .homoskedastic, !slopes.isEmpty {
      let test = try FTest(fit, LinearHypothesis(zero: slopes))
      return [RegressionRecord.Test(id: "slopes", name: name, test.outcome)]
    }
    guard let statistic = fit.fStatistic else { return [] }
    let (numerator, denominator) = fit.fDegreesOfFreedom
    return [
      RegressionRecord.Test(
        id: "slopes", name: name, statistic: statistic, distribution: "F(\(numerator), \(denominator))",
        pValue: try fit.fPValue)
    ]
  }

  private func cautions(_ fit: LeastSquares.Fit) -> [Bilingual] {
    var notes: [Bilingual] = []
    if !fit.hasConstant, fit.rSquared != nil {
      notes.append(Bilingual(en: "Without a constant, R² is measured about zero.", zh: "无常数项，R² 相对于零计算。"))
    }
    guard let share = fit.rSquared, share == 1 || fit.sigma == 0 else { return notes }
    return notes + [
      Bilingual(
        en: "The fit is perfect: residuals are rounding, and standard errors say nothing about other data.",
        zh: "拟合完全：残差仅为舍入误差，标准误对其他数据没有意义。")
    ]
  }

  // MARK: What all methods share

  /// Estimates; where regressors are collinear and may be dropped, drops those that add nothing and estimates again.
  func droppingCollinear<Fit>(
    _ regressors: ModelFrame.Block, _ estimate: (ModelFrame.Block) throws -> Fit
  ) throws -> (Fit, [Bilingual]) {
    do { return (try estimate(regressors), []) } catch RegressionError.collinear(let found)
      where options.dropCollinear
    {
      let dependences = RegressionError.Dependence.told(found, regressors.names)
      let notes = dependences.map { dependence in
        let sentence = dependence.sentence
        return Bilingual(
          en: "\(dependence.column) is left out: \(sentence.en).",
          zh: "已去掉 \(dependence.column)：\(sentence.zh)。")
      }
      let (fit, more) = try droppingCollinear(regressors.dropping(dependences.map(\.column)), estimate)
      return (fit, notes + more)
    }
  }

  func record(
    _ fit: some RegressionFit, method: String, name: Bilingual, covariance: RegressionRecord.CovarianceRecord
  ) throws -> RegressionRecord {
    let (errors, statistics) = (fit.standardErrors, fit.statistics)
    let (pValues, intervals) = (try fit.pValues, try fit.confidenceIntervals())
    let coefficients = fit.names.indices.map { j in
      RegressionRecord.Coefficient(
        name: fit.names[j], estimate: fit.coefficients[j], standardError: errors[j],
        statistic: statistics[j], pValue: pValues[j], interval: intervals[j])
    }
    var record = RegressionRecord(
      file: equation.source.name, formula: equation.formula.text, response: frame.response, method: method,
      methodName: name, precision: options.precision.rawValue, weights: options.weights,
      covariance: covariance, n: fit.n, rows: frame.tableRows,
      missing: frame.missing.map { .init(reason: $0.message, rows: $0.count) }, coefficients: coefficients)
    record.droppedRows = frame.droppedRows
    record.inferenceDegreesOfFreedom = fit.inferenceDegreesOfFreedom
    record.panel = equation.source.description(of: frame)
    record.notes = baseLevels()
    if covariance.id != CovarianceChoice.homoskedastic.rawValue {
      record.notes += vanishing(fit.names, fit.coefficients, errors)
    }
    return record
  }

  /// Robust standard errors of zero: least squares leaves no score where one cluster or observation alone decides.
  private func vanishing(_ names: [String], _ b: [Double], _ errors: [Double]) -> [Bilingual] {
    let lost = names.indices.filter { errors[$0] <= 1e-12 * abs(b[$0]) && b[$0] != 0 }.map { names[$0] }
    guard !lost.isEmpty else { return [] }
    return [
      Bilingual(
        en:
          "The standard error of \(lost.joined(separator: ", ")) is zero but for rounding, as where one cluster or observation alone decides a coefficient, or the fit is perfect: its t and p mean nothing.",
        zh: "\(lost.joined(separator: "、")) 的标准误除舍入误差外为零（系数仅由一个聚类或观测决定，或拟合完全）：其 t 值和 p 值没有意义。")
    ]
  }

  private func baseLevels() -> [Bilingual] {
    guard !frame.baseLevels.isEmpty else { return [] }
    let levels = frame.baseLevels.map { "\($0.variable)[\($0.level)]" }
    return [
      Bilingual(
        en: "Categories are compared with \(levels.joined(separator: ", ")).",
        zh: "各类别以 \(levels.joined(separator: "、")) 为基准。")
    ]
  }
}
