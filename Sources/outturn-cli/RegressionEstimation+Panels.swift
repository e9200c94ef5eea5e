import Datasets
import LinearAlgebra
import Regression
import Reports
import TimeSeries

extension RegressionEstimation {
  /// The effects of the formula, or of the entities, absorbed.
  func fixedEffects() throws -> RegressionRecord {
    let errors = try RegressionErrors(equation, options)
    let covariance = try errors.panelCovariance(method: .fe)
    let isOfPanels = frame.fixedEffects.isEmpty || errors.choice == .driscollKraay
    let panel = try isOfPanels ? panel() : nil
    let ways = frame.fixedEffects.isEmpty ? panel.map { [$0.entities] } ?? [] : frame.fixedEffects
    let estimator = FixedEffects(
      covariance: covariance, smallSample: options.smallSample.ofPanels,
      absorbedRegressors: options.dropCollinear ? .dropped : .refused)
    let slopes = frame.regressors.dropping([ModelFrame.constantName])
    try requireRegressors(slopes)
    let (fit, left) = try droppingCollinear(slopes) { x in
      try estimator.fit(frame.y, on: x.matrix, absorbing: ways, panel: panel, names: x.names)
    }
    var record = try record(
      fit, method: "fe", name: Bilingual(en: "Fixed effects", zh: "固定效应"),
      covariance: errors.record(fit.inference))
    record.fixedEffects = fit.effects.map { .init(name: $0.groups.name, count: $0.groups.levels.count) }
    record.degreesOfFreedom = fit.degreesOfFreedom
    record.rSquared = fit.rSquaredWithEffects
    record.sigma = fit.sigma
    record.measures += measures([("rSquaredWithin", Self.within, fit.rSquaredWithin)])
    if fit.singletons > 0 { record.leave(out: Self.singletons(fit.singletons), rows: fit.singletons) }
    record.tests.append(.init(id: "effects", name: Self.sameEffects, try FixedEffectsF(fit).outcome))
    record.notes += left + errors.notes(fit.inference) + absorbed(fit)
    return record
  }

  func randomEffects() throws -> RegressionRecord {
    let errors = try RegressionErrors(equation, options)
    let covariance = try errors.panelCovariance(method: .re)
    let (panel, small) = (try panel(), options.smallSample.ofPanels)
    let (fit, left) = try droppingCollinear(frame.regressors) { x in
      try RandomEffects(covariance: covariance, smallSample: small).fit(
        frame.y, on: x.matrix, panel: panel, names: x.names)
    }
    var record = try record(
      fit, method: "re", name: Bilingual(en: "Random effects (Swamy–Arora)", zh: "随机效应（Swamy–Arora）"),
      covariance: errors.record(fit.inference))
    record.degreesOfFreedom = fit.degreesOfFreedom
    record.rSquared = fit.rSquared.overall
    record.measures += measures([
      ("rSquaredWithin", Self.within, fit.rSquared.within),
      ("rSquaredBetween", Bilingual(en: "R² between", zh: "组间R²"), fit.rSquared.between),
      ("sigmaErrors", Bilingual(en: "σ̂ of errors", zh: "误差 σ̂"), fit.variances.errors.squareRoot()),
      ("sigmaEffects", Bilingual(en: "σ̂ of effects", zh: "效应 σ̂"), fit.variances.effects.squareRoot()),
    ])
    let pooled = try PooledLeastSquares().fit(
      frame.y, on: fit.regressors, panel: panel, names: fit.names)
    record.tests += [
      .init(
        id: "effectsVariance",
        name: Bilingual(en: "Breusch–Pagan: the effects have no variance", zh: "Breusch–Pagan：效应方差为零"),
        try BreuschPaganEffects(pooled).outcome),
      .init(
        id: "hausman",
        name: Bilingual(
          en: "Hausman, robust: the effects are uncorrelated with the regressors",
          zh: "Hausman（稳健）：效应与解释变量不相关"), try RegressionHausman(fit).outcome),
    ]
    record.notes += left + errors.notes(fit.inference)
    return record
  }

  func firstDifferences() throws -> RegressionRecord {
    let errors = try RegressionErrors(equation, options)
    let covariance = try errors.panelCovariance(method: .fd)
    let panel = try panel()
    let slopes = frame.regressors.dropping([ModelFrame.constantName])
    try requireRegressors(slopes)
    let (fit, left) = try droppingCollinear(slopes) { x in
      try FirstDifferences(covariance: covariance, smallSample: options.smallSample.ofPanels).fit(
        frame.y, on: x.matrix, panel: panel, names: x.names)
    }
    var record = try record(
      fit, method: "fd", name: Bilingual(en: "First differences", zh: "一阶差分"),
      covariance: errors.record(fit.inference))
    record.degreesOfFreedom = fit.degreesOfFreedom
    record.rSquared = fit.rSquared
    record.sigma = fit.sigma
    let alone = frame.n - fit.n
    record.leave(
      out: Bilingual(
        en: "\(alone) \(alone == 1 ? "row has" : "rows have") no period before to take a difference from",
        zh: "\(alone)行没有可供差分的前一期"), rows: alone)
    record.notes += left + errors.notes(fit.inference)
    record.notes.append(
      Bilingual(en: "Differences remove the constant; R² is about zero.", zh: "差分消去常数项；R² 相对于零计算。"))
    return record
  }

  func between() throws -> RegressionRecord {
    let errors = try RegressionErrors(equation, options)
    guard [.homoskedastic, .hc0, .hc1, .hc2, .hc3].contains(errors.choice) else {
      throw errors.refusal(method: .between, instead: "homoskedastic, hc0 … hc3")
    }
    let panel = try panel()
    let (fit, left) = try droppingCollinear(frame.regressors) { x in
      try BetweenEstimator(covariance: errors.covariance).fit(
        frame.y, on: x.matrix, panel: panel, names: x.names)
    }
    var record = try record(
      fit, method: "between", name: Bilingual(en: "Between estimator", zh: "组间估计"),
      covariance: errors.record(fit.covarianceReport))
    record.degreesOfFreedom = fit.degreesOfFreedom
    (record.rSquared, record.adjustedRSquared) = (fit.rSquared, fit.adjustedRSquared)
    record.sigma = fit.sigma
    record.notes += left
    record.notes.append(
      Bilingual(
        en: "Observations are means: \(frame.n) rows of \(fit.n) entities.",
        zh: "观测为均值：\(fit.n)个个体，共\(frame.n)行。"))
    return record
  }

  /// The panel of the rows used.
  private func panel() throws -> Panel {
    var problems = Diagnostics()
    if frame.entities == nil {
      problems.append(
        Diagnostic(
          Bilingual(en: "a panel needs the entity of each row", zh: "面板需要各行的个体"),
          suggestion: Bilingual(en: "say which column holds it: --entity COLUMN", zh: "请指明个体所在的列：--entity 列名")
        ))
    }
    if frame.periods == nil {
      problems.append(
        Diagnostic(
          Bilingual(en: "a panel needs the period of each row", zh: "面板需要各行的时期"),
          suggestion: Bilingual(en: "say which column holds it: --period COLUMN", zh: "请指明时期所在的列：--period 列名")
        ))
    }
    try problems.throwIfErrors()
    guard let entities = frame.entities, let periods = frame.periods else { throw problems }
    return try Panel(
      entities: entities.labels.map { entities.levels[$0] }, periods: periods,
      entityName: equation.source.entityColumn ?? "entity",
      periodName: equation.source.periodColumns.joined(separator: " + "))
  }

  private func requireRegressors(_ slopes: ModelFrame.Block) throws(Diagnostics) {
    guard slopes.names.isEmpty else { return }
    throw Diagnostics([
      Diagnostic(
        Bilingual(
          en: "no regressor is left to estimate beside the effects", zh: "除效应外没有可估计的解释变量"))
    ])
  }

  private func measures(_ all: [(String, Bilingual, Double?)]) -> [RegressionRecord.Measure] {
    all.compactMap { id, name, value in value.map { .init(id: id, name: name, value: $0) } }
  }

  private func absorbed(_ fit: FixedEffects.Fit) -> [Bilingual] {
    var notes = fit.droppedRegressors.map { name in
      Bilingual(en: "\(name) is left out: the effects explain it completely.", zh: "已去掉 \(name)：效应已将其完全解释。")
    }
    let freedom = fit.absorbedDegreesOfFreedom
    let most = fit.absorbedDegreesAreExact ? "" : " at most"
    notes.append(
      Bilingual(
        en: "The effects take\(most) \(freedom) degrees of freedom.",
        zh: "效应占用\(fit.absorbedDegreesAreExact ? "" : "至多")\(freedom)个自由度。"))
    return notes
  }

  private static func singletons(_ count: Int) -> Bilingual {
    Bilingual(
      en: "\(count) \(count == 1 ? "row is" : "rows are") alone in a group of the effects",
      zh: "\(count)行在效应组中仅有自身")
  }

  private static let within = Bilingual(en: "R² within", zh: "组内R²")
  private static let sameEffects = Bilingual(en: "All groups have the same effect", zh: "各组效应相同")
}

extension RegressionRecord {
  /// Rows that had all values but are not among the observations.
  fileprivate mutating func leave(out reason: Bilingual, rows: Int) {
    guard rows > 0 else { return }
    missing.append(.init(reason: reason, rows: rows))
    droppedRows += rows
  }
}

extension SmallSampleChoice {
  /// The factors of panels: reghdfe's and fixest's, plm's, linearmodels'.
  var ofPanels: PanelSmallSample {
    switch self {
    case .stata: .clusters
    case .r, .none: .none
    case .statsmodels: .residuals
    }
  }
}
