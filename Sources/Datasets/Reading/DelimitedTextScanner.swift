import TimeSeries

/// Cuts the bytes of a file into rows and cells.
struct DelimitedTextScanner {
  private let file: TextFile
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var at = 0

  init(file: TextFile, delimiter: UInt8) {
    self.file = file
    bytes = file.bytes
    self.delimiter = delimiter
  }

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// The next row that is not blank (no cell, or empty ones only); nil at the end.
  mutating func nextRow(_ diagnostics: inout Diagnostics) -> [DelimitedText.Cell]? {
    while at < bytes.count {
      var row: [DelimitedText.Cell] = []
      repeat { row.append(nextCell(&diagnostics)) } while takeDelimiter()
      takeLineBreak()
      if row.contains(where: { !$0.text.isEmpty }) { return row }
    }
    return nil
  }

  private mutating func nextCell(_ diagnostics: inout Diagnostics) -> DelimitedText.Cell {
    let start = at
    if at < bytes.count, bytes[at] == Self.quote, let cell = quotedCell(&diagnostics) { return cell }
    at = start
    skipToEndOfCell()
    return DelimitedText.Cell(text: trimmed(start..<at), bytes: start..<at)
  }

  /// A cell between quotes, doubled ones inside; nil (after telling) where the closing quote is missing: the rest of the line is
  /// then read as it stands, so that the lines below keep their meaning.
  private mutating func quotedCell(_ diagnostics: inout Diagnostics) -> DelimitedText.Cell? {
    let start = at
    var content: [UInt8] = []
    at += 1
    while at < bytes.count {
      if bytes[at] != Self.quote {
        content.append(bytes[at])
        at += 1
      } else if at + 1 < bytes.count, bytes[at + 1] == Self.quote {
        content.append(Self.quote)
        at += 2
      } else {
        at += 1
        return closed(start, content, &diagnostics)
      }
    }
    let message = Bilingual(en: "this quote is never closed", zh: "引号没有闭合")
    diagnostics.append(file.diagnostic(message, bytes: start..<(start + 1)))
    return nil
  }

  private mutating func closed(_ start: Int, _ content: [UInt8], _ diagnostics: inout Diagnostics)
    -> DelimitedText.Cell
  {
    let end = at
    skipToEndOfCell()
    if !trimmed(end..<at).isEmpty {
      let message = Bilingual(en: "text after the closing quote", zh: "引号之后还有文字")
      let advice = Bilingual(en: "write a quote inside a quoted cell twice: \"\"", zh: "引号内的引号请写两次：\"\"")
      diagnostics.append(file.diagnostic(message, bytes: end..<at, suggestion: advice))
    }
    return DelimitedText.Cell(text: String(decoding: content, as: UTF8.self), bytes: start..<end)
  }

  private mutating func skipToEndOfCell() {
    while at < bytes.count, bytes[at] != delimiter, bytes[at] != Self.newline { at += 1 }
  }

  /// Text of a range without the blanks at its ends.
  private func trimmed(_ range: Range<Int>) -> String {
    let blank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == Self.carriageReturn }
    let tail = bytes[range].drop(while: blank)
    guard let last = tail.lastIndex(where: { !blank($0) }) else { return "" }
    return String(decoding: tail[...last], as: UTF8.self)
  }

  private mutating func takeDelimiter() -> Bool {
    guard at < bytes.count, bytes[at] == delimiter else { return false }
    at += 1
    return true
  }

  private mutating func takeLineBreak() {
    if at < bytes.count, bytes[at] == Self.newline { at += 1 }
  }
}
