import Regression
import Reports
import TimeSeries

extension RegressionRecord.Test {
  /// What a test found, or why it does not apply.
  init(id: String, name: Bilingual, null hypothesis: Bilingual? = nil, _ outcome: TestOutcome) {
    switch outcome {
    case .computed(let statistic, let null, let pValue):
      self.init(
        id: id, name: name, null: hypothesis, statistic: statistic, distribution: null.symbol, pValue: pValue)
    case .notApplicable(let reason):
      self.init(id: id, name: name, null: hypothesis, reason: Bilingual(reason: reason))
    }
  }
}

extension NullDistribution {
  /// `F(2, 16)`, `χ²(3)`; nil where it has no name.
  var symbol: String? {
    switch self {
    case .normal: "z"
    case .studentT(let freedom): "t(\(freedom))"
    case .chiSquared(let freedom): "χ²(\(freedom))"
    case .f(let numerator, let denominator): "F(\(numerator), \(denominator))"
    case .tabulated: nil
    }
  }
}

extension Bilingual {
  /// Why a test does not apply, as the library says it, with its Chinese where these tests say it.
  init(reason: String) {
    self.init(sentence: reason)
    if let match = reason.firstMatch(of: /needs at least (\d+) observations; there are (\d+)/) {
      zh = "至少需要\(match.1)个观测，而只有\(match.2)个"
    } else if let match = reason.firstMatch(of: /with (\d+) instruments? for (\d+) endogenous/) {
      zh = "方程恰好识别（\(match.1)个工具变量，\(match.2)个内生变量），没有可检验的约束"
    } else if let known = Self.reasons[reason] {
      zh = known
    }
  }

  private static let reasons = [
    "The fit is perfect: its residuals are zero.": "拟合完全，残差为零",
    "Lagged residuals and regressors are collinear; try a lower order.": "滞后残差与解释变量共线；请降低阶数",
    "The squared residuals are all the same; they do not vary with anything.": "残差平方处处相同，不随任何变量变化",
    "There are no regressors that vary for the variance to depend on.": "没有可供方差依赖的解释变量",
    "The series is constant.": "序列不变",
    "No regressor takes more than two values; their powers say nothing new.": "解释变量均只取两值，其幂没有新信息",
    "The fitted values are constant; their powers say nothing new.": "拟合值不变，其幂没有新信息",
    "The powers are collinear with the regressors or each other; try fewer.": "各次幂与解释变量或彼此共线；请减少次数",
  ]
}
