import TimeSeries

extension ModelProblem {
  /// What is wrong where things measured differently meet.
  var unitMessage: Bilingual? {
    switch self {
    case .unitClash(let a, let unitA, let b, let unitB):
      Bilingual(
        en:
          "\(a) is measured in \(unitA) and \(b) in \(unitB): they cannot be added, compared or equal to each other",
        zh: "\(a) 以\(unitA)计，而 \(b) 以\(unitB)计：两者不能相加、比较或相等")
    case .sizeClash(let a, let unitA, let b, let unitB):
      Bilingual(
        en:
          "\(a) is counted in \(unitA) and \(b) in \(unitB); declare both in one unit, or convert one: 10000*x",
        zh: "\(a) 以\(unitA)计，而 \(b) 以\(unitB)计；请用同一单位声明，或作换算：10000*x")
    case .levelWithRate(let a, let unitA, let b, let unitB):
      Bilingual(
        en:
          "\(a) is measured in \(unitA) and \(b) in \(unitB): a level and a rate or index number stand in one sum",
        zh: "\(a) 以\(unitA)计，而 \(b) 以\(unitB)计：水平值与比率或指数不宜直接相加、比较或相等")
    case .basisClash(let a, let basisA, let b, let basisB):
      Bilingual(
        en:
          "\(a) is in \(basisA.name.en) and \(b) in \(basisB.name.en): multiply or divide one of them by a price index",
        zh: "\(a) 按\(basisA.name.zh)计，而 \(b) 按\(basisB.name.zh)计：请先用价格指数换算其中之一")
    default: nil
    }
  }
}
