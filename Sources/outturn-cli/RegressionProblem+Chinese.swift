import Regression
import Reports
import TimeSeries

/// An error of the regression library that says itself in Chinese: every case, so that none is shown in English alone.
protocol ChineseSentence: Error, CustomStringConvertible {
  var chinese: String { get }
}

extension ChineseSentence {
  /// In the form of the program's messages, in both languages.
  var bilingual: Bilingual { Bilingual(en: Bilingual(sentence: description).en, zh: chinese) }
}

private func list(_ names: [String]) -> String { names.joined(separator: "、") }
private func list(_ dependences: [RegressionError.Dependence]) -> String {
  Bilingual.list(dependences.map(\.sentence)).zh
}

extension RegressionError: ChineseSentence {
  var chinese: String {
    switch self {
    case .lengthMismatch(let what, let count, let n): "\(what) 有\(count)个值，而观测为\(n)个；每个观测须有一个值"
    case .nameCount(let names, let columns): "\(columns)列却有\(names)个名称；每列须有一个名称"
    case .notFinite(let variable, let observation, let value):
      "\(variable) 在第\(observation + 1)个观测为 \(value)；请删去该观测或补上数值"
    case .noRegressors: "没有解释变量；至少需要常数项"
    case .tooFewObservations(let n, let k): "\(n)个观测不足以估计\(k)个系数和误差方差；至少需要\(k + 1)个"
    case .collinear(let dependences): "解释变量共线：\(list(dependences))"
    case .weightNotPositive(_, let value): "权重为 \(Figures.shortest(value))，而权重须为正数；请删去该行"
    case .fullLeverage(_, let covariance):
      "该行独自决定其拟合值（杠杆值为1），\(covariance) 无定义；请用 --cov hc1，或删去该行及只对它起作用的变量"
    case .outOfRange(let names): "\(list(names)) 的系数或标准误超出数值范围；请换用单位，使数值大小适中"
    case .oneCluster: "所有观测同属一组；聚类标准误至少需要两组"
    }
  }
}

extension CovarianceError: ChineseSentence {
  var chinese: String {
    switch self {
    case .onePeriod: "所有观测同属一个时期；Driscoll–Kraay 标准误至少需要两个时期，请改用聚类标准误"
    case .bandwidthNotUsable(let value): "带宽不能为 \(value)；请给出不小于0的数"
    case .bandwidthTooLong(let value, let n): "带宽 \(value) 长于 \(n) 期的序列；请给出短得多的带宽"
    case .bandwidthUndefined(let rule): "残差没有长期方差，无法按 \(rule) 确定带宽；请直接给出带宽"
    case .prewhiteningUndefined: "得分的一阶自回归无法识别或有单位根，不能预白化；请不用预白化"
    case .notOfScores(let covariance): "该估计量没有 \(covariance) 标准误；请用 HC0 或 HC1"
    }
  }
}

extension InstrumentError: ChineseSentence {
  var chinese: String {
    switch self {
    case .fewerInstruments(let instruments, let endogenous):
      return "工具变量（\(instruments)个）少于内生变量（\(endogenous)个）；请增加工具变量或去掉内生变量"
    case .noEndogenousRegressors: return "没有需要工具变量的内生变量；请用最小二乘"
    case .duplicateName(let name): return "有两列名为 \(name)；请各取其名"
    case .nameCount(let part, let names, let columns):
      return "\(part)：\(columns)列却有\(names)个名称；每列须有一个名称"
    case .rowMismatch(let part, let rows, let n): return "\(part)：有\(rows)行，而观测为\(n)个；每个观测须有一行"
    case .collinear(let dependences): return "工具变量共线：\(list(dependences))；请去掉其中一个"
    case .notIdentified(let rank, let endogenous):
      return
        "\(endogenous.count)个内生变量（\(list(endogenous))）中，工具变量只能解释\(rank)个独立部分；请增加能影响其余部分的工具变量"
    case .tooFewObservations(let n, let columns):
      return "\(n)个观测不多于外生变量与工具变量之和（\(columns)个），第一阶段将完全拟合；请减少工具变量"
    case .kappaTooLarge(let kappa, let largest):
      return "对这些数据，k = \(kappa) 的 k 类估计无定义；k 须小于 \(largest)"
    case .exactFirstStage: return "被解释变量和内生变量恰为工具变量的组合，LIML 无定义；请用 --method iv"
    case .singularMoments(let moments, let clusters?):
      return "\(clusters)组不足以为\(moments)个矩条件加权：其协方差奇异；请减少工具变量或细分聚类"
    case .singularMoments(let moments, nil):
      return "\(moments)个矩条件的协方差奇异；请去掉一个工具变量或换用其他权重"
    case .notConverged(let estimator, let iterations, let change):
      return "\(estimator) 经\(iterations)次迭代仍未收敛（最后一步为 \(change) 个标准误）；请提高上限，或在两步后停止"
    }
  }
}

extension QuantileError: ChineseSentence {
  var chinese: String {
    switch self {
    case .quantileOutside(let τ): "分位数 \(τ) 不在0与1之间；请给出位于线下的观测所占比重，如 0.5"
    case .quantilesNotRising(let first, let second): "分位数须递增，而 \(second) 在 \(first) 之后；请排序并去重"
    case .noQuantiles: "没有给出分位数；至少需要一个，如 0.5"
    case .constantResponse(let value): "被解释变量在所有观测中均为 \(value)，没有可估计的分布；请检查变量是否选对"
    case .notSolved(let τ): "分位数 \(τ) 的线性规划因舍入误差未能求解；请使各列大小相近，或减去其均值"
    case .tooFewReplications(let count): "\(count)次重复无法给出协方差；至少2次，宜为1000次"
    case .sparsityUndefined(let τ, _):
      "无法估计分位数 \(τ) 处的误差密度：邻近残差的间距为零或超出范围；请用 --cov bootstrap"
    }
  }
}

extension DiagnosticError: ChineseSentence {
  var chinese: String {
    switch self {
    case .unknownCoefficient(let name, let known): "没有名为 \(name) 的系数；现有\(list(known))"
    case .restrictionColumns(let columns, let k): "约束有\(columns)列，而系数为\(k)个；每个系数须有一列"
    case .restrictionValues(let values, let rows): "\(rows)个约束却有\(values)个值；每个约束须有一个值"
    case .noRestrictions: "没有可检验的约束；至少需要一个"
    case .dependentRestriction(let row): "第\(row)个约束是其他约束的线性组合；请去掉"
    case .outOfRange(_, let value, let allowed): "参数为 \(value)，超出范围（\(allowed)）"
    }
  }
}
