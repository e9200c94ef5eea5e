/// Numbers as they are printed: no locale, no thousands separators inside tables, a dot.
public enum Figures {
  /// Fixed number of decimals, halves away from zero; `-0` is written `0`.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "−∞" : "∞" }
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = (abs(value) * power).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let whole = Int64(scaled)
    let unit = Int64(power)
    let sign = value < 0 && whole != 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let fraction = String(whole % unit)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(sign)\(whole / unit).\(zeros)\(fraction)"
  }

  /// The shortest text that reads back as the same number, whole numbers without a fraction.
  public static func shortest(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  /// About `digits` significant digits, without an exponent where the number is of an everyday size.
  public static func significant(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : fixed(value, decimals: 0) }
    var exponent = 0
    var size = abs(value)
    while size >= 10, exponent < 300 { size /= 10; exponent += 1 }
    while size < 1, exponent > -300 { size *= 10; exponent -= 1 }
    if exponent < -6 || exponent > 12 { return "\(value)" }
    let decimals = max(0, digits - 1 - exponent)
    let text = fixed(value, decimals: decimals)
    return text.contains(".") ? trimmingZeros(text) : text
  }

  /// A whole number in groups of three: `100,000`.
  public static func grouped(_ value: Int) -> String {
    var digits = Array(String(abs(value)))
    var at = digits.count - 3
    while at > 0 { digits.insert(",", at: at); at -= 3 }
    return (value < 0 ? "-" : "") + String(digits)
  }

  private static func trimmingZeros(_ text: String) -> String {
    var kept = text[...]
    while kept.last == "0" { kept.removeLast() }
    if kept.last == "." { kept.removeLast() }
    return String(kept)
  }
}
