import Datasets
import Regression
import Reports
import TimeSeries

/// What the residuals of least squares say of its assumptions: `--tests`.
extension RegressionEstimation {
  func diagnostics(_ fit: LeastSquares.Fit) throws -> [RegressionRecord.Test] {
    let variances = Bilingual(en: "the errors have equal variances", zh: "误差方差相等")
    return [
      .init(
        id: "breuschPagan", name: Bilingual(BreuschPagan.name), null: variances,
        try BreuschPagan(fit).outcome),
      .init(id: "white", name: Bilingual(White.name), null: variances, try White(fit).outcome),
    ] + (try autocorrelation(fit)) + [
      .init(
        id: "jarqueBera", name: Bilingual(JarqueBera.name),
        null: Bilingual(en: "the errors are normal", zh: "误差服从正态分布"), try JarqueBera(fit).outcome),
      .init(
        id: "reset", name: Bilingual(en: "RESET, squares and cubes", zh: "RESET（二次、三次）"),
        null: Bilingual(en: "the equation is linear in its regressors", zh: "方程对解释变量是线性的"),
        try RESET(fit).outcome),
    ] + (try collinearity(fit))
  }

  /// Where periods give an order; lags are those of one year.
  private func autocorrelation(_ fit: LeastSquares.Fit) throws -> [RegressionRecord.Test] {
    let order = max(1, equation.source.frequency?.periodsPerYear ?? 1)
    let names = (
      godfrey: Bilingual(
        en: "\(BreuschGodfrey.name), order \(order)", zh: "\(BreuschGodfrey.name)（\(order)阶）"),
      watson: Bilingual(DurbinWatson.name)
    )
    let nulls = (
      godfrey: Bilingual(
        en: "the errors are not correlated up to order \(order)", zh: "误差直至\(order)阶不相关"),
      watson: Bilingual(en: "the errors are not autocorrelated", zh: "误差无自相关")
    )
    if let reason = withoutOrder {
      return [
        .init(id: "breuschGodfrey", name: names.godfrey, null: nulls.godfrey, reason: reason),
        .init(id: "durbinWatson", name: names.watson, null: nulls.watson, reason: reason),
      ]
    }
    let godfrey = RegressionRecord.Test(
      id: "breuschGodfrey", name: names.godfrey, null: nulls.godfrey,
      try BreuschGodfrey(fit, order: order).outcome)
    guard !fit.names.contains(where: { $0.hasPrefix("lag(\(frame.response)") }) else {
      return [
        godfrey,
        .init(
          id: "durbinWatson", name: names.watson, null: nulls.watson,
          reason: Bilingual(
            en: "\(frame.response) is lagged among the regressors, which draws the statistic towards 2",
            zh: "解释变量中有 \(frame.response) 的滞后，统计量因此偏向2")),
      ]
    }
    let test = try DurbinWatson(fit)
    var watson = RegressionRecord.Test(
      id: "durbinWatson", name: names.watson, null: nulls.watson, test.outcome)
    if test.isExact != nil { watson.distribution = "d(\(fit.n), \(fit.coefficients.count))" }
    return [godfrey, watson]
  }

  /// Why residuals have no order in time to be correlated in; nil where they have.
  private var withoutOrder: Bilingual? {
    guard let periods = frame.periods else {
      return Bilingual(en: "no column says which period a row is of", zh: "没有说明各行时期的列")
    }
    if Set(periods).count < periods.count {
      return Bilingual(en: "several rows are of one period", zh: "同一时期有多行")
    }
    if zip(periods, periods.dropFirst()).contains(where: { $1 != $0 + 1 }) {
      return Bilingual(en: "periods have gaps", zh: "时期有缺口")
    }
    return nil
  }

  /// No tests, but read beside them: how much the regressors say the same.
  private func collinearity(_ fit: LeastSquares.Fit) throws -> [RegressionRecord.Test] {
    let factors = try VarianceInflation(fit).factors
    let indices = try CollinearityDiagnostics(fit).conditionIndices
    let largest = factors.max { $0.value < $1.value }
    let column = largest.map { " (\($0.columns.joined(separator: ", ")))" } ?? ""
    var inflation = RegressionRecord.Test(
      id: "varianceInflation",
      name: Bilingual(en: "Largest VIF\(column)", zh: "最大方差膨胀因子\(column)"), statistic: largest?.value)
    if largest == nil {
      inflation.reason = Bilingual(en: "there is no regressor beside the constant", zh: "常数项外没有解释变量")
    }
    return [
      inflation,
      .init(
        id: "conditionIndex", name: Bilingual(en: "Largest condition index", zh: "最大条件指数"),
        statistic: indices.last),
    ]
  }
}
