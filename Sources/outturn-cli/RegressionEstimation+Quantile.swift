import Datasets
import Regression
import Reports
import TimeSeries

extension RegressionEstimation {
  func quantile() throws -> RegressionRecord {
    let τ = options.tau ?? 0.5
    let (errors, covariance) = try quantileErrors()
    let (fit, left) = try droppingCollinear(frame.regressors) { x in
      try QuantileRegression(quantile: τ, errors: errors).fit(frame.y, on: x.matrix, names: x.names)
    }
    let shown = Figures.shortest(τ)
    var record = try record(
      fit, method: "quantile",
      name: Bilingual(
        en: τ == 0.5 ? "Median regression" : "Quantile regression, τ = \(shown)",
        zh: τ == 0.5 ? "中位数回归" : "分位数回归，τ = \(shown)"), covariance: covariance)
    record.degreesOfFreedom = fit.degreesOfFreedom
    record.measures += [
      .init(id: "tau", name: Bilingual("τ"), value: τ),
      .init(id: "r1", name: Bilingual("R¹"), value: fit.r1),
      .init(
        id: "objective", name: Bilingual(en: "sum minimised", zh: "目标函数值"), value: fit.objective),
    ]
    record.notes += left
    if !fit.isUnique {
      record.notes.append(
        Bilingual(
          en: "Other coefficients fit as well: the quantile's line is not unique.", zh: "另有同样好的系数：该分位数的解不唯一。")
      )
    }
    return record
  }

  private func quantileErrors() throws(Diagnostics) -> (QuantileErrors, RegressionRecord.CovarianceRecord) {
    switch options.cov ?? (options.cluster == nil ? .sandwich : .cluster) {
    case .sandwich:
      return (
        .sandwich(),
        .init(
          id: "sandwich", name: Bilingual(en: "sandwich (Hendricks–Koenker)", zh: "三明治（Hendricks–Koenker）"))
      )
    case .homoskedastic:
      return (
        .identical(),
        .init(
          id: "homoskedastic",
          name: Bilingual(en: "errors alike (Koenker–Bassett)", zh: "同分布误差（Koenker–Bassett）"))
      )
    case .bootstrap:
      return (
        .pairsBootstrap(),
        .init(
          id: "bootstrap",
          name: Bilingual(en: "bootstrap of pairs, 1000 draws, seed 1", zh: "成对自助法，1000次，种子1"))
      )
    case let other:
      throw RegressionErrors.refusal(
        other, method: .quantile, instead: "sandwich (the default), homoskedastic, bootstrap")
    }
  }
}
