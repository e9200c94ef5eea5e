import Regression
import Reports
import TimeSeries

extension RegressionRecord.Test {
  /// What a test found, or why it does not apply.
  init(id: String, name: Bilingual, _ outcome: TestOutcome) {
    switch outcome {
    case .computed(let statistic, let null, let pValue):
      self.init(
        id: id, name: name, statistic: statistic, distribution: null.symbol, pValue: pValue)
    case .notApplicable(let reason): self.init(id: id, name: name, reason: Bilingual(sentence: reason))
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
