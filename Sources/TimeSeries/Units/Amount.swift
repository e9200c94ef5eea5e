/// A number with its unit: `7.6%`, `13 百分点`, `520亿元`.
public struct Amount: Hashable, Codable, Sendable, CustomStringConvertible {
  public var value: Double
  public var unit: Unit

  public init(_ value: Double, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }

  /// Reads a number and a unit, with or without a blank. Thousands separators are accepted; a number alone is not.
  public init(parsing text: String) throws(UnitError) {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let figures = Self.figures(of: trimmed)
    guard let plain = ThousandsSeparators.removed(from: figures.replacing("−", with: "-")) else {
      throw .misplacedComma(text)
    }
    guard let value = Double(plain), value.isFinite else { throw .noNumber(text) }
    let name = trimmed.dropFirst(figures.count).drop(while: \.isWhitespace)
    if name.isEmpty { throw .noUnit(text) }
    self.init(value, try Unit(parsing: String(name)))
  }

  /// The longest beginning that reads as a number; `520 1e8 yuan` keeps its `1e8` for the unit.
  private static func figures(of text: String) -> Substring {
    var end = text.startIndex
    var afterExponent = false
    while end < text.endIndex {
      let c = text[end]
      let signAllowed = end == text.startIndex || afterExponent
      let isFigure = (c.isASCII && c.isNumber) || c == "." || c == "," || c == "，"
      guard isFigure || (signAllowed && "+-−".contains(c)) || (c == "e" && hasExponent(text, after: end))
      else { break }
      afterExponent = c == "e"
      end = text.index(after: end)
    }
    return text[..<end]
  }

  private static func hasExponent(_ text: String, after e: String.Index) -> Bool {
    let tail = text[text.index(after: e)...]
    let digits = tail.first.map { "+-".contains($0) } == true ? tail.dropFirst() : tail
    return digits.first?.isNumber == true
  }

  public var description: String {
    let number = value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    return unit == .percent ? "\(number)%" : "\(number) \(unit)"
  }

  public func converted(to other: Unit) throws(UnitError) -> Amount {
    Amount(try unit.convert(value, to: other), other)
  }
}
