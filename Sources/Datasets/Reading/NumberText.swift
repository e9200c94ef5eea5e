public import TimeSeries

/// Reads the number of a cell or an option, and says why where there is none.
public enum NumberText {
  public struct Problem: Error, Hashable, Sendable {
    public var message: Bilingual
    public var suggestion: Bilingual?
  }

  public static func read(_ text: String) -> Result<Double, Problem> {
    let plain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    if plain, let value = Double(text) {
      if value.isFinite { return .success(value) }
      return .failure(problem(text, Bilingual(en: "is too large a number", zh: "数值过大")))
    }
    return .failure(explained(text))
  }

  private static func explained(_ text: String) -> Problem {
    let bare = text.lowercased().drop { "+-".contains($0) }
    if ["nan", "inf", "infinity", "na", "n/a", "null", "none", "-", "--", "—", "…", "#n/a"].contains(
      String(bare)) || bare.isEmpty
    {
      var found = problem(text, Bilingual(en: "is not a number", zh: "不是数字"))
      found.suggestion = Bilingual(en: "leave the cell empty where there is no value", zh: "没有数值时请留空")
      return found
    }
    if let repaired = repaired(text) {
      var found = problem(text, Bilingual(en: "is not a plain number", zh: "不是规范的数字"))
      found.suggestion = Bilingual(en: "write \(repaired)", zh: "请写 \(repaired)")
      return found
    }
    if let quantity = try? Amount(parsing: text) {
      var found = problem(
        text, Bilingual(en: "holds a unit; this cell takes the number alone", zh: "带有单位；此处只填数字"))
      found.suggestion = Bilingual(
        en: "write \(quantity.value), the unit apart", zh: "请写 \(quantity.value)，单位另列")
      return found
    }
    return problem(text, Bilingual(en: "is not a number", zh: "不是数字"))
  }

  /// The number without separators, with an ASCII minus and ASCII digits, if that makes it one.
  private static func repaired(_ text: String) -> String? {
    var result = ""
    guard let text = ThousandsSeparators.removed(from: text) else { return nil }
    for scalar in text.unicodeScalars where scalar != "'" && scalar != " " {
      switch scalar {
      case "−", "–": result.append("-")
      case let wide where (0xFF01...0xFF5E).contains(wide.value):
        result.unicodeScalars.append(Unicode.Scalar(UInt8(wide.value - 0xFEE0)))
      default: result.unicodeScalars.append(scalar)
      }
    }
    let plain = result.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    return plain && Double(result)?.isFinite == true ? result : nil
  }

  private static func problem(_ text: String, _ what: Bilingual) -> Problem {
    Problem(message: Bilingual(en: "“\(text)” \(what.en)", zh: "“\(text)”\(what.zh)"))
  }
}
