extension DoubleDouble {
  /// The number a decimal text spells, “-6.860120914” or “1.5e-7”, to 31 digits or so; nil where the text is no plain
  /// decimal number or leaves the range of doubles.
  public init?(decimal text: some StringProtocol) {
    var digits = Array(text.utf8)[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    var value = DoubleDouble(0)
    var exponent = 0
    var (read, kept, hasPoint) = (0, 0, false)
    while let character = digits.first, character | 0x20 != UInt8(ascii: "e") {
      digits.removeFirst()
      if character == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
      read += 1
      if kept < 31 {
        value = value * 10 + Double(character - UInt8(ascii: "0"))
        if value.high != 0 { kept += 1 }
        if hasPoint { exponent -= 1 }
      } else if !hasPoint {
        exponent += 1
      }
    }
    guard read > 0 else { return nil }
    if !digits.isEmpty {
      guard let written = Int(String(decoding: digits.dropFirst(), as: UTF8.self)), abs(written) < 400 else {
        return nil
      }
      exponent += written
    }
    let power = Self.powerOfTen(abs(exponent))
    let scaled = exponent < 0 ? value / power : value * power
    guard scaled.high.isFinite else { return nil }
    self = isNegative ? -scaled : scaled
  }

  /// The decimal of at most 15 digits whose nearest double is `value`, as it was typed before it was rounded to binary;
  /// `value` itself where there is none.
  ///
  /// No two such decimals share a double, so nothing is guessed; a value that was computed and hits one by chance
  /// changes by less than the half unit in the last place it is uncertain by.
  public init(decimalOf value: Double) {
    self.init(value)
    guard value.isFinite, value != value.rounded() else { return }
    var power = 1.0
    for _ in 1...22 {
      power *= 10
      let shifted = (value * power).rounded()
      guard abs(shifted) < 1e15 else { return }
      guard shifted / power == value else { continue }
      let product = DoubleDouble(product: value, power)
      self.init(ordered: value, ((shifted - product.high) - product.low) / power)
      return
    }
  }

  private static func powerOfTen(_ exponent: Int) -> DoubleDouble {
    var (result, square, left) = (DoubleDouble(1), DoubleDouble(10), exponent)
    while left > 0 {
      if left & 1 == 1 { result = result * square }
      left >>= 1
      if left > 0 { square = square * square }
    }
    return result
  }
}
