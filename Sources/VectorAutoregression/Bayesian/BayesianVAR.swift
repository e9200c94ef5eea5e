import LinearAlgebra

/// A Bayesian vector autoregression with the conjugate Minnesota prior, whose hyperparameters may be given, found where data are most
/// probable, or sampled. Giannone, Lenza & Primiceri (2015).
///
///     let posterior = try BayesianVAR(lags: 5).fit(data)
///     let forecast = try posterior.forecast(12, draws: 10_000)
public struct BayesianVAR: Codable, Hashable, Sendable {
  /// p.
  public var lags: Int
  /// The prior, or where the search for its hyperparameters begins.
  public var prior: MinnesotaPrior
  public var hyperparameters: Hyperparameters

  /// Where λ, μ and δ come from.
  public enum Hyperparameters: Codable, Hashable, Sendable {
    /// From the prior as given.
    case given
    /// From the highest posterior density of them: the marginal likelihood of the data times the hyperpriors.
    case maximised(HyperPrior = HyperPrior())
  }

  public init(
    lags: Int, prior: MinnesotaPrior = MinnesotaPrior(), hyperparameters: Hyperparameters = .maximised()
  ) {
    self.lags = lags
    self.prior = prior
    self.hyperparameters = hyperparameters
  }

  /// What is believed once the data are known.
  ///
  /// - Throws: `VectorError` for data that cannot be used, and settings that do not fit them.
  public func fit(_ data: MultipleSeries) throws -> Posterior {
    let evidence = try MarginalLikelihood(self, data)
    switch hyperparameters {
    case .given: return try evidence.posterior(prior)
    case .maximised(let hyperPrior):
      return try evidence.posterior(HyperparameterSearch(evidence, prior, hyperPrior).mode)
    }
  }

  func requireUsable(_ data: MultipleSeries) throws(VectorError) {
    guard lags > 0 else { throw .lags(lags) }
    guard data.length > lags + 1 else {
      throw .tooFewPeriods(max(0, data.length - lags), needed: 2, coefficients: data.count * lags + 1)
    }
    let own = prior.ownLag.count
    guard own == 1 || own == data.count, prior.scales.map({ $0.count == data.count }) ?? true else {
      throw .refused(
        .init(
          en:
            "the prior has \(own) own-lag means or \(prior.scales?.count ?? 0) scales for \(data.count) variables; give one for all, or one each",
          zh: "先验给出\(own)个自身滞后均值、\(prior.scales?.count ?? 0)个尺度，而变量有\(data.count)个；请统一给一个，或每个变量一个"))
    }
    let sizes =
      [prior.tightness, prior.constantSpread, prior.sumOfCoefficients ?? 1, prior.singleUnitRoot ?? 1]
      + (prior.scales ?? [])
    guard sizes.allSatisfy({ $0 > 0 && $0.isFinite }), prior.decay >= 0 else {
      throw .refused(
        .init(
          en: "hyperparameters of the prior must be positive numbers", zh: "先验的超参数须为正数"))
    }
  }
}

/// The marginal likelihood of data as a function of the prior.
struct MarginalLikelihood {
  let model: BayesianVAR
  let data: MultipleSeries
  private let design: LagDesign
  private let start: [Double]
  private let scales: [Double]

  init(_ model: BayesianVAR, _ data: MultipleSeries) throws {
    try model.requireUsable(data)
    self.model = model
    self.data = data
    design = try LagDesign(VAR(lags: model.lags), data, nil, needsFreedom: false)
    start = (0..<data.count).map { j in
      (0..<model.lags).reduce(0) { $0 + data.values[$1, j] } / Double(model.lags)
    }
    scales = try model.prior.scales ?? PriorForData.scales(data)
  }

  /// log p(data | first p periods, prior).
  func log(_ prior: MinnesotaPrior) throws -> Double { try updated(prior).log }

  func posterior(_ prior: MinnesotaPrior) throws -> BayesianVAR.Posterior {
    let (moments, log) = try updated(prior)
    return BayesianVAR.Posterior(
      data: data, lags: model.lags, regressors: design.names, prior: prior, moments: moments,
      logMarginalLikelihood: log)
  }

  private func updated(_ prior: MinnesotaPrior) throws -> (moments: NormalInverseWishart, log: Double) {
    let given = PriorForData(
      prior, lags: model.lags, terms: 1, start: start, scales: prior.scales ?? scales)
    let dummies = try given.distribution.updated(given.dummyResponse, on: given.dummyRegressors)
    let all = try dummies.posterior.updated(design.response, on: design.regressors)
    return (all.posterior, all.logMarginalLikelihood)
  }
}
