import Datasets
import LinearAlgebra
import Regression
import Reports
import TimeSeries

extension RegressionEstimation {
  /// Two-stage least squares, LIML or GMM, with what can be said of the instruments.
  func instrumental(_ method: MethodChoice) throws -> RegressionRecord {
    let errors = try RegressionErrors(equation, options)
    let (design, left) = try droppingCollinear(frame.regressors) { regressors in
      // Exogenous regressors may be none; the matrix then still has its rows.
      let exogenous = regressors.names.isEmpty ? Matrix(rows: frame.n, columns: 0) : regressors.matrix
      return try InstrumentalDesign(
        exogenous: exogenous, endogenous: frame.endogenous.matrix, instruments: frame.instruments.matrix,
        exogenousNames: regressors.names, endogenousNames: frame.endogenous.names,
        instrumentNames: frame.instruments.names)
    }
    var record =
      method == .gmm ? try gmm(design, errors) : try kClass(method, design, errors)
    record.notes += left
    return record
  }

  private func kClass(
    _ method: MethodChoice, _ design: InstrumentalDesign, _ errors: RegressionErrors
  ) throws -> RegressionRecord {
    let (covariance, small) = (errors.covariance, options.smallSample.smallSample)
    let fit =
      method == .liml
      ? try LIML(covariance: covariance, smallSample: small).fit(frame.y, on: design)
      : try TwoStageLeastSquares(covariance: covariance, smallSample: small).fit(frame.y, on: design)
    var record = try record(
      fit, method: method.rawValue,
      name: method == .liml
        ? Bilingual(en: "Limited-information maximum likelihood", zh: "有限信息最大似然")
        : Bilingual(en: "Two-stage least squares", zh: "两阶段最小二乘"),
      covariance: errors.record(fit.covarianceReport))
    record.degreesOfFreedom = fit.degreesOfFreedom
    record.rSquared = fit.rSquared
    record.sigma = fit.sigma
    if method == .liml { record.measures.append(.init(id: "kappa", name: Bilingual("κ̂"), value: fit.kappa)) }
    record.notes += errors.notes(fit.covarianceReport) + roles(design)
    record.tests += try validity(fit)
    record.tests.append(
      .init(id: "overidentification", name: Self.overidentification, try overidentification(fit)))
    let exogeneity =
      errors.choice == .homoskedastic ? try WuHausman(fit).outcome : try WooldridgeRegression(fit).outcome
    record.tests.append(.init(id: "exogeneity", name: Self.exogeneity, exogeneity))
    return record
  }

  /// The test that allows for what the standard errors allow for: Sargan's under equal variances, Wooldridge's for unequal
  /// ones, and for errors that are correlated Hansen's J at the two-step GMM estimate, as ivreg2 reports.
  private func overidentification(_ fit: InstrumentalFit) throws -> TestOutcome {
    switch fit.covarianceChoice {
    case .homoskedastic: return try Sargan(fit).outcome
    case .hc0, .hc1, .hc2, .hc3: return try WooldridgeOveridentification(fit).outcome
    case .clustered, .twoWayClustered, .hac, .driscollKraay:
      let exact = try WooldridgeOveridentification(fit).outcome
      if case .notApplicable = exact { return exact }
      do {
        return try HansenJ(GMM(weight: fit.covarianceChoice).fit(frame.y, on: fit.design)).outcome
      } catch let error as InstrumentError {
        return .notApplicable(reason: error.description)
      }
    }
  }

  private func gmm(_ design: InstrumentalDesign, _ errors: RegressionErrors) throws -> RegressionRecord {
    let weight = options.cov == nil && options.cluster == nil ? Covariance.hc0 : errors.covariance
    let fit = try GMM(weight: weight).fit(frame.y, on: design)
    var covariance = errors.record(nil)
    if options.cov == nil, options.cluster == nil {
      covariance = .init(id: "hc0", name: Bilingual(en: "robust (HC0)", zh: "稳健（HC0）"))
    }
    var record = try record(
      fit, method: "gmm", name: Bilingual(en: "Two-step GMM", zh: "两步广义矩估计"), covariance: covariance)
    record.notes += roles(design)
    record.tests += try validity(fit)
    record.tests.append(
      .init(id: "overidentification", name: Self.overidentification, try HansenJ(fit).outcome))
    return record
  }

  /// How strong the instruments are for each endogenous regressor.
  private func validity(_ fit: some InstrumentalRegressionFit) throws -> [RegressionRecord.Test] {
    try fit.design.endogenousNames.map { endogenous in
      RegressionRecord.Test(
        id: "firstStage:\(endogenous)",
        name: Bilingual(
          en: "First stage: the instruments do nothing for \(endogenous)",
          zh: "第一阶段：工具变量对 \(endogenous) 无作用"),
        try FirstStageF(fit, of: endogenous).outcome)
    }
  }

  private func roles(_ design: InstrumentalDesign) -> [Bilingual] {
    let (endogenous, instruments) = (design.endogenousNames, design.instrumentNames)
    return [
      Bilingual(
        en:
          "Endogenous: \(endogenous.joined(separator: ", ")); instruments: \(instruments.joined(separator: ", ")) and the exogenous regressors.",
        zh: "内生变量：\(endogenous.joined(separator: "、"))；工具变量：\(instruments.joined(separator: "、"))及外生变量。")
    ]
  }

  private static let overidentification = Bilingual(
    en: "Overidentification: the instruments are uncorrelated with the errors", zh: "过度识别：工具变量与误差不相关")
  private static let exogeneity = Bilingual(
    en: "Exogeneity: the endogenous regressors are uncorrelated with the errors", zh: "外生性：内生变量与误差不相关")
}
