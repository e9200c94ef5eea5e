/// Numbers of regression tables: as many digits as a reader weighs, in columns that align.
enum RegressionFigures {
  /// Six significant digits, without an exponent from 0.0001 to 10⁹.
  static func number(_ value: Double, digits: Int = 6) -> String {
    guard value.isFinite else { return Figures.fixed(value, decimals: 0) }
    guard value != 0 else { return "0" }
    let size = abs(value)
    if size < 1e-4 || size >= 1e9 { return scientific(value, digits: digits) }
    var exponent = 0
    var power = 1.0
    while size >= power * 10 { power *= 10; exponent += 1 }
    while size < power { power /= 10; exponent -= 1 }
    return Figures.fixed(value, decimals: max(0, digits - 1 - exponent))
  }

  /// `1.23457e-07`.
  static func scientific(_ value: Double, digits: Int) -> String {
    var exponent = 0
    var size = abs(value)
    while size >= 10 { size /= 10; exponent += 1 }
    while size < 1 { size *= 10; exponent -= 1 }
    var mantissa = Figures.fixed(size, decimals: digits - 1)
    if mantissa.hasPrefix("10.") {
      mantissa = Figures.fixed(1, decimals: digits - 1)
      exponent += 1
    }
    let number = String(abs(exponent))
    let padded = number.count < 2 ? "0" + number : number
    return "\(value < 0 ? "-" : "")\(mantissa)e\(exponent < 0 ? "-" : "+")\(padded)"
  }

  /// t, z and F.
  static func statistic(_ value: Double) -> String {
    abs(value) < 1e5 ? Figures.fixed(value, decimals: 3) : number(value, digits: 4)
  }

  /// Four decimals; what is smaller is said to be.
  static func pValue(_ value: Double) -> String {
    value.isNaN ? "–" : value < 0.00005 ? "<0.0001" : Figures.fixed(value, decimals: 4)
  }

  /// Shares: four decimals, more where they round to one.
  static func share(_ value: Double) -> String {
    for decimals in [4, 6, 8] where abs(value) < 1 {
      let text = Figures.fixed(value, decimals: decimals)
      if !text.hasPrefix("1.") { return text }
    }
    return Figures.fixed(value, decimals: 4)
  }
}
