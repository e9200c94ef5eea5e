import Datasets
import LinearAlgebra
import Regression
import Reports
import TimeSeries

extension RegressionEstimation {
  func quantile() throws -> RegressionRecord {
    let quantiles = options.tau?.quantiles ?? [0.5]
    guard quantiles.count == 1, let τ = quantiles.first else { return try severalQuantiles(quantiles) }
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

  /// Quantiles that do not cross, one block of coefficients after another.
  private func severalQuantiles(_ quantiles: [Double]) throws -> RegressionRecord {
    let (errors, covariance) = try quantileErrors()
    let ((joint, separate), left) = try droppingCollinear(frame.regressors) { x in
      let joint = try NonCrossingQuantiles(quantiles: quantiles).fit(frame.y, on: x.matrix, names: x.names)
      let separate = try quantiles.map {
        try QuantileRegression(quantile: $0, errors: errors).fit(frame.y, on: x.matrix, names: x.names)
      }
      return (joint, separate)
    }
    let list = quantiles.map { Figures.shortest($0) }.joined(separator: ", ")
    let name = Bilingual(en: "Quantile regression, τ = \(list)", zh: "分位数回归，τ = \(list)")
    let blocks: [RegressionRecord] = try separate.enumerated().map { l, fit in
      var block = try record(
        QuantileBlock(separate: fit, coefficients: Array(joint.coefficients.column(l))), method: "quantile",
        name: name, covariance: covariance)
      for j in block.coefficients.indices { block.coefficients[j].quantile = quantiles[l] }
      return block
    }
    var result = blocks[0]
    result.coefficients = blocks.flatMap(\.coefficients)
    result.degreesOfFreedom = separate[0].degreesOfFreedom
    result.measures =
      joint.crossings > 0
      ? []
      : zip(quantiles, separate).map { τ, fit in
        let shown = Figures.shortest(τ)
        return RegressionRecord.Measure(id: "r1:\(shown)", name: Bilingual("R¹(\(shown))"), value: fit.r1)
      }
    result.measures.append(
      .init(id: "objective", name: Bilingual(en: "sum minimised", zh: "目标函数值"), value: joint.objective))
    result.notes += left + notes(joint)
    return result
  }

  private func notes(_ joint: NonCrossingQuantiles.Fit) -> [Bilingual] {
    var notes: [Bilingual] = []
    if joint.crossings > 0 {
      let raised = Figures.significant(100 * (joint.objective / joint.separateObjective - 1), digits: 2)
      notes.append(
        Bilingual(
          en:
            "Fitted one by one, neighbouring quantiles cross in \(joint.crossings) places; they are fitted together so that none do, which raises the sum minimised by \(raised)%. Standard errors are those of the fits one by one.",
          zh:
            "逐个拟合时，相邻分位数在\(joint.crossings)处相交；现联合拟合使其不相交，目标函数值因此增加\(raised)%。标准误取自逐个拟合。"))
    } else {
      notes.append(
        Bilingual(en: "The quantiles do not cross within the data.", zh: "各分位数在数据范围内不相交。"))
    }
    if !joint.isUnique {
      notes.append(
        Bilingual(
          en: "Other coefficients fit as well: the quantiles' lines are not unique.", zh: "另有同样好的系数：分位数的解不唯一。"
        ))
    }
    return notes
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

/// One of several quantiles: coefficients of all fitted together, the uncertainty of its own fit.
private struct QuantileBlock: RegressionFit {
  let names: [String]
  let coefficients: [Double]
  let covariance: Matrix
  let n: Int
  let inferenceDegreesOfFreedom: Int?

  init(separate fit: QuantileRegression.Fit, coefficients: [Double]) {
    (names, covariance, n) = (fit.names, fit.covariance, fit.n)
    (inferenceDegreesOfFreedom, self.coefficients) = (fit.inferenceDegreesOfFreedom, coefficients)
  }
}
