public import TimeSeries

/// A parameter's prior that was combined with data, and what the data alone say: where an estimate comes from.
public struct CombinedPrior: Hashable, Sendable {
  public let parameter: String
  public let mean: Double
  public let sd: Double
  /// The estimate without any prior of the equation, and its standard error.
  public let data: Double
  public let dataStandardError: Double

  public var message: Bilingual {
    let (m, s) = (Expression.spell(mean), Expression.spell(sd))
    return Bilingual(
      en: "\(parameter) combines the prior normal(\(m), \(s)) with the data's \(data) ± \(dataStandardError)",
      zh: "\(parameter) 由先验 normal(\(m), \(s)) 与数据估计 \(data) ± \(dataStandardError) 结合而得")
  }
}
