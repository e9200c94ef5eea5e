import TimeSeries

/// Amounts as English readers count them; Chinese ones keep their units.
enum EnglishAmount {
  /// In the units English readers count in: 520 亿元 is 52 bn yuan, 1.5 万人 is 15,000 persons, 1 家 is 1 firm.
  static func of(_ value: Double, _ unit: TimeSeries.Unit) -> (figure: String, unit: String) {
    if unit == .percent { return (Figures.shortest(value), "%") }
    if unit.dimension == .yuan || unit.dimension == .usDollar {
      let base = value * unit.scale
      let currency = unit.dimension == .yuan ? "yuan" : "US$"
      let step = step(base)
      let word = step == 1e9 ? " bn" : step == 1e6 ? " m" : ""
      return (grouped(Figures.significant(base / step, digits: 7)), "\(word) \(currency)")
    }
    let (multiple, name) = plain(unit)
    let base = multiple == 1 ? value : (value * multiple * 1e6).rounded() / 1e6
    let noun = base == 1 && name.hasSuffix("s") ? String(name.dropLast()) : name
    return (grouped(Figures.shortest(base)), " \(noun)")
  }

  /// What an amount is multiplied with to be counted in the unit of `of`, money apart.
  static func multiple(_ unit: TimeSeries.Unit) -> Double { plain(unit).multiple }

  /// `10 thousand persons` without its multiple.
  private static func plain(_ unit: TimeSeries.Unit) -> (multiple: Double, name: String) {
    let name = unit.name.en
    for (words, multiple) in [("10 thousand ", 1e4), ("100 million ", 1e8)] where name.hasPrefix(words) {
      return (multiple, String(name.dropFirst(words.count)))
    }
    return (1, name)
  }

  /// The digits before the decimal point in groups of three.
  private static func grouped(_ figure: String) -> String {
    let whole = figure.prefix { $0 != "." }
    guard let number = Int(whole), abs(number) >= 1000 else { return figure }
    return Figures.grouped(number) + figure.dropFirst(whole.count)
  }

  /// Billions, millions or ones, whichever an amount of money is told in.
  static func step(_ amount: Double) -> Double {
    abs(amount) >= 1e9 ? 1e9 : abs(amount) >= 1e6 ? 1e6 : 1
  }
}
