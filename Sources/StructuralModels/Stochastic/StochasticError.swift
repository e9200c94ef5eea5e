public import TimeSeries

/// Why a model could not be simulated stochastically.
public enum StochasticError: BilingualError, Hashable {
  /// Disturbances are to be drawn as residuals were, and there are none.
  case noHistory
  /// The equations named were never known in the same two periods.
  case noCommonPeriods([String])
  case degreesOfFreedom(Double)
  case unknownEquation(String, among: [String])
  /// A matrix of disturbances with fewer periods or draws than the simulation.
  case shortMatrix(Int, needed: Int)
  case fewDraws(Int, given: Int)
  case tooFewDraws(Int)
  case quantile(Double)
  case unknownVariable(String, among: [String])
  /// Coefficients are to be drawn, and nothing says how uncertain they are.
  case noUncertainty
  /// The deterministic path cannot be found.
  case simulation(SimulationError)

  public var message: Bilingual {
    switch self {
    case .noHistory:
      Bilingual(
        en:
          "no equation has residuals to draw disturbances like; estimate the model, or give the residuals of history",
        zh: "没有方程残差可供抽取扰动；请先估计模型，或给出历史残差")
    case .noCommonPeriods(let names):
      Bilingual(
        en:
          "equations \(names.joined(separator: ", ")) have no two periods in common, so how they miss together is unknown; draw them independently",
        zh: "方程\(names.joined(separator: "、"))没有两个以上的共同时期，无从得知其相关；请改为相互独立抽取")
    case .degreesOfFreedom(let ν):
      Bilingual(
        en: "Student's t needs more than 2 degrees of freedom to have a variance, not \(ν)",
        zh: "t 分布的自由度须大于2才有方差，而不是\(ν)")
    case .unknownEquation(let name, let names):
      Bilingual(
        en: "the model has no equation \(name)" + Self.hint(name, names).en,
        zh: "模型中没有方程 \(name)" + Self.hint(name, names).zh)
    case .shortMatrix(let periods, let needed):
      Bilingual(
        en: "the disturbances given are of \(periods) periods, the simulation has \(needed)",
        zh: "给出的扰动只有\(periods)期，而模拟为\(needed)期")
    case .fewDraws(let draws, let given):
      Bilingual(
        en: "disturbances are given for \(given) draws, not for \(draws); ask for fewer draws",
        zh: "只给出了\(given)次抽样的扰动，不足\(draws)次；请减少抽样次数")
    case .tooFewDraws(let draws):
      Bilingual(
        en: "a stochastic simulation needs at least 1 draw, not \(draws); 1000 is usual",
        zh: "随机模拟至少需要1次抽样，而不是\(draws)；通常取1000")
    case .quantile(let p):
      Bilingual(en: "a quantile lies between 0 and 1, not at \(p)", zh: "分位点应在0与1之间，而不是\(p)")
    case .unknownVariable(let name, let names):
      Bilingual(
        en: "the model explains no variable \(name)" + Self.hint(name, names).en,
        zh: "模型不解释变量 \(name)" + Self.hint(name, names).zh)
    case .noUncertainty:
      Bilingual(
        en:
          "no parameter has an estimate's covariance or a prior to be drawn from; estimate the model, or keep coefficients fixed",
        zh: "没有参数带有估计协方差或先验，无法抽取系数；请先估计模型，或固定系数")
    case .simulation(let error): error.message
    }
  }

  private static func hint(_ name: String, _ names: [String]) -> Bilingual {
    guard let near = Suggestion.nearest(to: name, among: names) else { return Bilingual("") }
    return Bilingual(en: "; did you mean “\(near)”?", zh: "；是否想写“\(near)”？")
  }
}
