import Scenarios
import TimeSeries

extension TargetRecord {
  /// The bound in few words: `≥ 7.6%`, `≥ 52 bn yuan`, `in full` for a delivery target.
  func boundText(_ record: RunRecord) -> Bilingual {
    switch kind {
    case .unquantified: return Bilingual("–")
    case .delivery: return deliveryText
    case .modelled: break
    }
    if isRelative { return relativeBoundText(record) }
    switch bound {
    case .atLeast(let a): return amount("≥ ", a)
    case .atMost(let b): return amount("≤ ", b)
    case .above(let a): return amount("> ", a)
    case .within(let a, let b):
      let low = EnglishAmount.of(a, unit)
      let high = EnglishAmount.of(b, unit)
      return Bilingual(
        en: low.unit == high.unit
          ? "\(low.figure)…\(high.figure)\(low.unit)" : "\(low.figure)\(low.unit)…\(high.figure)\(high.unit)",
        zh: "\(Figures.shortest(a))…\(Figures.shortest(b))\(Self.chinese(unit))")
    }
  }

  /// What is promised, counted in full.
  private var deliveryText: Bilingual {
    guard let amount, let amountUnit else { return Bilingual(en: "in full", zh: "全部完成") }
    let english = EnglishAmount.of(amount, amountUnit)
    return Bilingual(
      en: english.figure + english.unit, zh: Figures.shortest(amount) + Self.chinese(amountUnit))
  }

  private func amount(_ sign: String, _ value: Double) -> Bilingual {
    let english = EnglishAmount.of(value, unit)
    return Bilingual(
      en: sign + english.figure + english.unit, zh: sign + Figures.shortest(value) + Self.chinese(unit))
  }

  private static func chinese(_ unit: TimeSeries.Unit) -> String {
    unit == .percent ? "%" : " \(unit.symbol)"
  }

  /// What a number in the unit of the target is multiplied with to stand beside `boundText`.
  func displayScale(in language: Language) -> Double {
    guard language == .en, kind == .modelled, !isRelative else { return 1 }
    switch (unit.dimension, bound) {
    case (.yuan, .atLeast(let a)), (.yuan, .atMost(let a)), (.yuan, .above(let a)),
      (.yuan, .within(_, let a)),
      (.usDollar, .atLeast(let a)), (.usDollar, .atMost(let a)), (.usDollar, .above(let a)),
      (.usDollar, .within(_, let a)):
      return unit.scale / EnglishAmount.step(a * unit.scale)
    default: return EnglishAmount.multiple(unit)
    }
  }

  private func relativeBoundText(_ record: RunRecord) -> Bilingual {
    let other = forms.first?.terms.first { $0.coefficient < 0 }?.quantity
    let name = other.map { record.name(ofVariable: $0.variable) } ?? Bilingual("–")
    let isGrowth = other?.measure == .growth
    // Long names would make the narrow column of bounds many lines tall.
    let short = name.en.count > 12 ? other?.variable ?? name.en : name.en
    let en = isGrowth ? "growth of \(short)" : short
    let zh = isGrowth ? "\(name.zh)增速" : name.zh
    switch bound {
    case .atMost: return Bilingual(en: "not above \(en)", zh: "不高于\(zh)")
    case .atLeast: return Bilingual(en: "not below \(en)", zh: "不低于\(zh)")
    case .above, .within: return Bilingual(en: "above \(en)", zh: "高于\(zh)")
    }
  }
}
