import TimeSeries

/// A table of comma-separated text (RFC 4180) whose cells know their places.
///
/// Reading does not stop at the first problem: whatever is wrong goes to the caller's `Diagnostics`, and the rows that are whole are
/// kept, so that their cells are checked as well.
public struct DelimitedText: Sendable {
  /// Which columns a table must and may have.
  public struct Columns: Sendable {
    public var required: [String]
    public var optional: [String]
    /// Whether columns named in neither list are passed over; else each is an error.
    public var allowsOthers: Bool

    public init(required: [String], optional: [String] = [], allowsOthers: Bool = false) {
      self.required = required
      self.optional = optional
      self.allowsOthers = allowsOthers
    }
  }

  public let file: TextFile
  public let columns: [String]
  let cells: [[Cell]]

  /// One cell: its text without quotes, and the bytes of the file it takes with them.
  struct Cell: Sendable {
    var text: String
    var bytes: Range<Int>
  }

  public var rowCount: Int { cells.count }
  public var rows: [Row] { cells.indices.map { Row(table: self, index: $0) } }

  /// Reads a file; nil where there is nothing to go on with (the file cannot be read, its header is wrong), with the reasons in
  /// `diagnostics`. A file that is not UTF-8 leaves a note there.
  public static func read(
    path: String, name: String? = nil, columns: Columns? = nil, delimiter: Character = ",",
    limits: TextLimits = .standard, into diagnostics: inout Diagnostics
  ) -> DelimitedText? {
    do {
      let file = try TextFile(path: path, name: name, limits: limits)
      if let note = file.encodingNote { diagnostics.append(note) }
      return DelimitedText(file, columns: columns, delimiter: delimiter, into: &diagnostics)
    } catch {
      for var item in error.items {
        if item.message == FileTrouble.empty, let columns {
          let header = columns.required.joined(separator: String(delimiter))
          item.suggestion = Bilingual(en: "its first line is “\(header)”", zh: "首行应为“\(header)”")
        }
        diagnostics.append(item)
      }
      return nil
    }
  }

  /// Reads a table from a text at hand. Precondition: an ASCII delimiter.
  public init?(
    _ file: TextFile, columns wanted: Columns? = nil, delimiter: Character = ",",
    into diagnostics: inout Diagnostics
  ) {
    guard let delimiter = delimiter.asciiValue else {
      preconditionFailure("the delimiter is an ASCII character")
    }
    var scanner = DelimitedTextScanner(file: file, delimiter: delimiter)
    guard let header = scanner.nextRow(&diagnostics) else { return nil }
    var problems = Diagnostics()
    Self.check(header, wanted, file, &problems)
    diagnostics.append(contentsOf: problems)
    var whole: [[Cell]] = []
    while let row = scanner.nextRow(&diagnostics) {
      if row.count == header.count {
        whole.append(row)
      } else {
        diagnostics.append(Self.ragged(row, header.count, file))
      }
    }
    if problems.hasErrors { return nil }
    self.file = file
    columns = header.map(\.text)
    cells = whole
  }

  private static func ragged(_ row: [Cell], _ expected: Int, _ file: TextFile) -> Diagnostic {
    let message = Bilingual(
      en: "this row has \(row.count) cell\(row.count == 1 ? "" : "s"), the header has \(expected)",
      zh: "该行有\(row.count)个单元格，表头有\(expected)个")
    if row.count > expected {
      let advice = Bilingual(en: "put a cell that contains a comma between quotes", zh: "含逗号的单元格请用引号括起")
      return file.diagnostic(message, bytes: row[expected].bytes, suggestion: advice)
    }
    let end = row.last?.bytes.upperBound ?? 0
    return file.diagnostic(message, bytes: end..<end)
  }

  private static func check(
    _ header: [Cell], _ wanted: Columns?, _ file: TextFile, _ problems: inout Diagnostics
  ) {
    var seen: [String: Cell] = [:]
    for cell in header {
      if cell.text.isEmpty {
        problems.append(
          file.diagnostic(Bilingual(en: "a column without a name", zh: "列没有名称"), bytes: cell.bytes))
      } else if let first = seen[cell.text] {
        let column = file.position(ofByte: first.bytes.lowerBound).column
        let message = Bilingual(
          en: "column “\(cell.text)” stands twice; the first is at column \(column) of the line",
          zh: "列“\(cell.text)”重复；前一个在该行第\(column)列")
        problems.append(file.diagnostic(message, bytes: cell.bytes))
      } else {
        seen[cell.text] = cell
      }
    }
    guard let wanted else { return }
    let known = wanted.required + wanted.optional
    var suggested: Set<String> = []
    for cell in header where !known.contains(cell.text) && !cell.text.isEmpty {
      let absent = known.filter { seen[$0] == nil }
      let near = Suggestion.nearest(to: cell.text, among: absent)
      if wanted.allowsOthers, near == nil || !wanted.required.contains(near ?? "") { continue }
      if let near { suggested.insert(near) }
      let message = Bilingual(en: "unknown column “\(cell.text)”", zh: "未知的列“\(cell.text)”")
      problems.append(
        file.diagnostic(message, bytes: cell.bytes, suggestion: Diagnostic.didYouMean(near)))
    }
    for column in wanted.required where seen[column] == nil && !suggested.contains(column) {
      let message = Bilingual(en: "column “\(column)” is missing", zh: "缺少列“\(column)”")
      let line = header.first.map { $0.bytes.lowerBound..<(header.last?.bytes.upperBound ?? 0) } ?? 0..<0
      problems.append(file.diagnostic(message, bytes: line))
    }
  }
}
