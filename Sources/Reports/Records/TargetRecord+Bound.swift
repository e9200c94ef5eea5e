import Scenarios
import TimeSeries

extension TargetRecord {
  /// The bound in few words: `≥ 7.6%`, `≥ 52 bn yuan`, `in full` for a delivery target.
  func boundText(_ record: RunRecord) -> Bilingual {
    switch kind {
    case .unquantified: return Bilingual("–")
    case .delivery: return Bilingual(en: "in full", zh: "全部完成")
    case .modelled: break
    }
    if isRelative { return relativeBoundText(record) }
    switch bound {
    case .atLeast(let a): return amount("≥ ", a)
    case .atMost(let b): return amount("≤ ", b)
    case .above(let a): return amount("> ", a)
    case .within(let a, let b):
      let low = english(a)
      let high = english(b)
      return Bilingual(
        en: low.unit == high.unit
          ? "\(low.figure)…\(high.figure)\(low.unit)" : "\(low.figure)\(low.unit)…\(high.figure)\(high.unit)",
        zh: "\(Figures.shortest(a))…\(Figures.shortest(b))\(chineseUnit)")
    }
  }

  private func amount(_ sign: String, _ value: Double) -> Bilingual {
    let english = english(value)
    return Bilingual(
      en: sign + english.figure + english.unit, zh: sign + Figures.shortest(value) + chineseUnit)
  }

  private var chineseUnit: String { unit == .percent ? "%" : " \(unit.symbol)" }

  /// In the units English readers count in: 520 亿元 is 52 bn yuan, 1.5 万人 is 15,000 persons.
  private func english(_ value: Double) -> (figure: String, unit: String) {
    if unit == .percent { return (Figures.shortest(value), "%") }
    switch unit.dimension {
    case .yuan, .usDollar:
      let base = value * unit.scale
      let currency = unit.dimension == .yuan ? "yuan" : "US$"
      let step = Self.step(base)
      let word = step == 1e9 ? " bn" : step == 1e6 ? " m" : ""
      return (Figures.significant(base / step, digits: 7), "\(word) \(currency)")
    case .persons, .visits, .count:
      let base = value * unit.scale
      let name = unit.scale == 1 ? unit.name.en : Self.wordsAfterScale(unit.name.en)
      let figure =
        base == base.rounded() && abs(base) < 1e15 ? Figures.grouped(Int(base)) : Figures.shortest(base)
      return (figure, " \(name)")
    default: return (Figures.shortest(value), " \(unit.name.en)")
    }
  }

  /// `10 thousand persons` without its multiple.
  private static func wordsAfterScale(_ name: String) -> String {
    name.split(separator: " ").last.map(String.init) ?? name
  }

  /// What a number in the unit of the target is multiplied with to stand beside `boundText`.
  func displayScale(in language: Language) -> Double {
    guard language == .en, kind == .modelled, !isRelative else { return 1 }
    switch (unit.dimension, bound) {
    case (.yuan, .atLeast(let a)), (.yuan, .atMost(let a)), (.yuan, .above(let a)),
      (.yuan, .within(_, let a)),
      (.usDollar, .atLeast(let a)), (.usDollar, .atMost(let a)), (.usDollar, .above(let a)),
      (.usDollar, .within(_, let a)):
      return unit.scale / Self.step(a * unit.scale)
    case (.persons, _), (.visits, _), (.count, _): return unit.scale
    default: return 1
    }
  }

  /// Billions, millions or ones, whichever an amount of money is told in.
  private static func step(_ amount: Double) -> Double {
    abs(amount) >= 1e9 ? 1e9 : abs(amount) >= 1e6 ? 1e6 : 1
  }

  private func relativeBoundText(_ record: RunRecord) -> Bilingual {
    let other = forms.first?.terms.first { $0.coefficient < 0 }?.quantity
    let name = other.map { record.name(ofVariable: $0.variable) } ?? Bilingual("–")
    let isGrowth = other?.measure == .growth
    let en = isGrowth ? "growth of \(name.en)" : name.en
    let zh = isGrowth ? "\(name.zh)增速" : name.zh
    switch bound {
    case .atMost: return Bilingual(en: "not above \(en)", zh: "不高于\(zh)")
    case .atLeast: return Bilingual(en: "not below \(en)", zh: "不低于\(zh)")
    case .above, .within: return Bilingual(en: "above \(en)", zh: "高于\(zh)")
    }
  }
}
