extension Character {
  /// Fullwidth and typographic signs as ASCII: what people type who write Chinese, or paste from a document.
  package var plain: Character {
    switch self {
    case "−", "–": return "-"
    case "×", "·": return "*"
    case "÷": return "/"
    case "、": return ","
    default: break
    }
    guard unicodeScalars.count == 1, let scalar = unicodeScalars.first,
      (0xFF01...0xFF5E).contains(scalar.value)
    else { return self }
    return Character(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
  }

  /// 0 … 9.
  package var isDigit: Bool { isASCII && isNumber }
}
