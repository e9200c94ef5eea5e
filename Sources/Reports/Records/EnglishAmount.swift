import TimeSeries

/// Amounts as English readers count them; Chinese ones keep their units.
enum EnglishAmount {
  /// In the units English readers count in: 520 亿元 is 52 bn yuan, 1.5 万人 is 15,000 persons.
  static func of(_ value: Double, _ unit: TimeSeries.Unit) -> (figure: String, unit: String) {
    if unit == .percent { return (Figures.shortest(value), "%") }
    switch unit.dimension {
    case .yuan, .usDollar:
      let base = value * unit.scale
      let currency = unit.dimension == .yuan ? "yuan" : "US$"
      let step = step(base)
      let word = step == 1e9 ? " bn" : step == 1e6 ? " m" : ""
      return (Figures.significant(base / step, digits: 7), "\(word) \(currency)")
    case .persons, .visits, .count:
      let base = value * unit.scale
      let name = unit.scale == 1 ? unit.name.en : wordsAfterScale(unit.name.en)
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

  /// Billions, millions or ones, whichever an amount of money is told in.
  static func step(_ amount: Double) -> Double {
    abs(amount) >= 1e9 ? 1e9 : abs(amount) >= 1e6 ? 1e6 : 1
  }
}
