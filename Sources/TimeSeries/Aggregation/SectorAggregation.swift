/// Growth of a total from its parts: g = Σ w_j g_j with last year's nominal weights. Rates in percent.
public enum SectorAggregation {
  /// Σ w_j g_j. Weights must be finite, not negative and sum to one within 1e-6; a published percentage split is divided by its sum first.
  public static func aggregateGrowth(growths: [Double], weights: [Double]) throws(SectorAggregationError)
    -> Double
  {
    guard growths.count == weights.count else { throw .differentCounts(growths.count, weights.count) }
    for (j, w) in weights.enumerated() where !(w >= 0 && w.isFinite) {
      throw .impossibleWeight(part: j + 1, w)
    }
    let sum = weights.reduce(0, +)
    guard abs(sum - 1) <= 1e-6 else { throw .weightsDoNotSumToOne(sum) }
    return zip(weights, growths).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Last year's weights from this year's levels and growth rates: the bases L_j / (1 + g_j/100) over their sum. Levels at this year's
  /// prices and real rates make last year's structure at this year's prices, the usual stand-in for its nominal weights.
  public static func baseWeights(levels: [Double], growths: [Double]) throws(SectorAggregationError)
    -> [Double]
  {
    guard growths.count == levels.count, !levels.isEmpty else {
      throw .differentCounts(growths.count, levels.count)
    }
    let bases = zip(levels, growths).map { Growth.comparableBase(level: $0, growth: $1) }
    for (j, base) in bases.enumerated() where !(base >= 0 && base.isFinite) {
      throw .impossibleBase(part: j + 1, level: levels[j], growth: growths[j])
    }
    let sum = bases.reduce(0, +)
    guard sum > 0 else { throw .weightsDoNotSumToOne(sum) }
    return bases.map { $0 / sum }
  }
}

/// Parts that make no total.
public enum SectorAggregationError: BilingualError, Equatable {
  case differentCounts(Int, Int)
  case impossibleWeight(part: Int, Double)
  case weightsDoNotSumToOne(Double)
  case impossibleBase(part: Int, level: Double, growth: Double)

  public var message: Bilingual {
    switch self {
    case .differentCounts(let a, let b):
      Bilingual(
        en: "\(a) growth rates but \(b) parts; give one rate a part", zh: "有\(a)个增速，却有\(b)个组成部分；每个部分应有一个增速")
    case .impossibleWeight(let part, let w):
      Bilingual(
        en: "the weight of part \(part) is \(w); weights lie in [0, 1]",
        zh: "第\(part)部分的权重为 \(w)；权重应在 0 与 1 之间")
    case .weightsDoNotSumToOne(let sum):
      Bilingual(en: "the weights of the parts sum to \(sum), not to 1", zh: "各部分权重之和为 \(sum)，应为 1")
    case .impossibleBase(let part, let level, let growth):
      Bilingual(
        en: "part \(part) has level \(level) and growth \(growth)%: no base above zero gives both",
        zh: "第\(part)部分水平为 \(level)、增速为 \(growth)%：不存在大于零的基数")
    }
  }
}
