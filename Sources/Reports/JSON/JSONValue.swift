public import TimeSeries

/// A JSON document whose objects keep the order in which their keys are stated, so that equal results are equal bytes.
public indirect enum JSONValue: Sendable, Hashable {
  public struct Member: Sendable, Hashable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  case object([Member])
  case array([JSONValue])
  case string(String)
  /// Written as the shortest text that reads back as the same number; what is not finite is written `null`.
  case number(Double)
  case integer(Int64)
  /// Whole numbers beyond `Int64`, such as seeds.
  case unsigned(UInt64)
  case bool(Bool)
  case null

  public init(_ text: Bilingual) {
    self = .object([Member("en", .string(text.en)), Member("zh", .string(text.zh))])
  }

  public init(optional text: String?) {
    self = text.map { .string($0) } ?? .null
  }

  /// The document with two blanks a level, ending in a line break. Arrays of plain numbers stay on one line.
  public func text() -> String {
    var out = ""
    write(to: &out, indent: "")
    out += "\n"
    return out
  }

  private func write(to out: inout String, indent: String) {
    switch self {
    case .object(let members):
      guard !members.isEmpty else { return out += "{}" }
      out += "{"
      let inner = indent + "  "
      for (i, member) in members.enumerated() {
        out += (i == 0 ? "\n" : ",\n") + inner + Self.quoted(member.key) + ": "
        member.value.write(to: &out, indent: inner)
      }
      out += "\n\(indent)}"
    case .array(let values): Self.write(values, to: &out, indent: indent)
    case .string(let text): out += Self.quoted(text)
    case .number(let x): out += x.isFinite ? "\(x)" : "null"
    case .integer(let n): out += "\(n)"
    case .unsigned(let n): out += "\(n)"
    case .bool(let flag): out += flag ? "true" : "false"
    case .null: out += "null"
    }
  }

  private static func write(_ values: [JSONValue], to out: inout String, indent: String) {
    let isFlat = values.allSatisfy { !$0.isContainer }
    let inner = indent + "  "
    out += "["
    for (i, value) in values.enumerated() {
      out += isFlat ? (i == 0 ? "" : ", ") : (i == 0 ? "\n" : ",\n") + inner
      value.write(to: &out, indent: inner)
    }
    out += isFlat ? "]" : "\n\(indent)]"
  }

  private var isContainer: Bool {
    switch self {
    case .object, .array: true
    default: false
    }
  }

  /// A string literal; control characters, quotes and backslashes are escaped, everything else is itself.
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
