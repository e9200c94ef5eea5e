import FoundationEssentials

/// Writes a table as comma-separated text: RFC 4180 quoting, numbers in the shortest form that reads back as the same double.
public struct DelimitedTextWriter: Sendable {
  public enum Cell: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
  {
    case text(String)
    case number(Double)
    case empty

    public init(stringLiteral value: String) { self = .text(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(nilLiteral: ()) { self = .empty }
    /// A number, or an empty cell where there is none.
    public init(_ value: Double?) { self = value.map(Cell.number) ?? .empty }
  }

  /// For whom the text is written.
  public enum Flavour: Sendable, Hashable {
    /// Lines end with a line feed; no byte-order mark.
    case plain
    /// Excel takes the text for UTF-8 only with a byte-order mark; lines end as on Windows.
    case excel
  }

  public let columns: [String]
  private var rows: [[Cell]] = []

  public init(columns: [String]) { self.columns = columns }

  /// Precondition: one cell a column.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "\(row.count) cells for \(columns.count) columns")
    rows.append(row)
  }

  public func text(_ flavour: Flavour = .plain) -> String {
    let lineBreak = flavour == .excel ? "\r\n" : "\n"
    let header = columns.map { Self.written(.text($0)) }.joined(separator: ",")
    let lines = rows.map { $0.map(Self.written).joined(separator: ",") }
    let body = ([header] + lines).map { $0 + lineBreak }.joined()
    return (flavour == .excel ? "\u{FEFF}" : "") + body
  }

  /// Replaces the file as a whole or not at all.
  public func write(to path: String, _ flavour: Flavour = .plain) throws {
    try Data(text(flavour).utf8).write(to: URL(filePath: path), options: .atomic)
  }

  /// A number as text: shortest round trip, whole numbers without a point; empty for NaN and infinity.
  public static func written(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    if number == number.rounded(), abs(number) < 1e15 { return "\(Int(number))" }
    return "\(number)"
  }

  private static func written(_ cell: Cell) -> String {
    switch cell {
    case .empty: ""
    case .number(let number): written(number)
    case .text(let text): quoted(text)
    }
  }

  private static func quoted(_ text: String) -> String {
    let special = text.utf8.contains { "\",\r\n".utf8.contains($0) } || text.first == " " || text.last == " "
    return special ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
