import Regression
import Reports

extension PanelError: ChineseSentence {
  var chinese: String {
    switch self {
    case .empty: "面板没有数据"
    case .duplicate(let entity, let period, let first, let second):
      "\(entity) 在 \(period) 有两行：第\(first + 1)行和第\(second + 1)行；请保留一行，或合并"
    case .absorbed(let regressors, let effects):
      "\(Self.list(effects)) 的效应已完全解释 \(Self.list(regressors))；请从公式中去掉，或加 --drop-collinear"
    case .nothingLeft(let regressors, let effects):
      "\(Self.list(effects)) 的效应已完全解释所有解释变量（\(Self.list(regressors))）；没有可估计的内容"
    case .noEffects: "没有可吸收的效应；请至少给出一个分组，或用混合最小二乘"
    case .tooFewObservations(let n, let k, let effects):
      "\(n)个观测不足以估计\(k)个系数、\(effects)个效应和误差方差；至少需要\(k + effects + 1)个"
    case .onlySingletons(let effects):
      "按 \(Self.list(effects)) 分组，每个观测都独自成组，去掉后没有数据；请用更粗的分组"
    case .notConverged(let iterations, let share):
      "经\(iterations)次迭代仍未消去效应，尚余变异的 \(share)；原因多为各分组几乎不相交"
    case .needsPanel(let covariance): "\(covariance) 标准误需要个体和时期；请给出面板，或按分组聚类"
    case .oneCluster(let name): "所有观测同属一个 \(name)；聚类标准误至少需要两组"
    case .noClusters: "聚类标准误至少需要一个分组"
    case .tooManyLags(let lags, let periods): "只有\(periods)个时期，滞后不能为\(lags)期；至多\(periods - 1)期"
    case .tooFewEntities(let what, let entities, let k):
      "\(entities)个个体、\(k)个系数，不足以作\(Self.chineseNames[what] ?? what)；至少需要\(k + 1)个个体"
    case .noErrors: "解释变量完全解释了对个体均值的偏离，随机效应将消去全部均值及常数项；请用固定效应"
    case .noDifferences: "没有个体具有相邻的两个时期，无法差分；请检查时期，或补上缺口"
    case .constantOverTime(let regressors):
      "\(Self.list(regressors)) 不随时间变化，差分将其消去；请从公式中去掉（趋势项可代替常数项）"
    case .entityTooShort(let entity, let n, let k):
      "\(entity) 有\(n)个观测，不足以估计自身的\(k)个系数；至少需要\(k + 1)个，请去掉该个体或减少可变的系数"
    case .collinearInEntity(let entity, let regressors):
      "\(entity) 内的解释变量共线（\(Self.list(regressors))）；请去掉该个体或该变量"
    }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: "、") }

  /// What cannot be estimated from few entities, as the library calls it.
  private static let chineseNames = [
    "The between estimator": "组间估计", "The variance of the effects": "效应方差估计",
    "The spread of coefficients": "系数离散程度的估计",
  ]
}
