public import TimeSeries

/// A decoded text file that knows its lines, so that whatever is found in it can be shown in its place.
public struct TextFile: Sendable {
  /// What messages call it.
  public let name: String
  public let encoding: TextEncoding
  /// The text in UTF-8, without a byte-order mark.
  let bytes: [UInt8]
  private let lineStarts: [Int]

  /// Reads a file. A byte-order mark decides its encoding, else strict UTF-8 is tried, then GB18030. Throws for a file that is missing,
  /// empty, over the limits, in none of the encodings, or holds NUL bytes (each line of them is told).
  ///
  /// - Parameter name: what messages call the file; its path unless given.
  public init(path: String, name: String? = nil, limits: TextLimits = .standard) throws(Diagnostics) {
    let name = name ?? path
    let raw = try FileContents.read(path, name: name, limits: limits)
    try self.init(raw: raw, name: name)
  }

  /// A text that is at hand already.
  public init(text: String, name: String) throws(Diagnostics) {
    try self.init(raw: Array(text.utf8), name: name)
  }

  init(raw: [UInt8], name: String) throws(Diagnostics) {
    let decoded: DecodedText
    do { decoded = try DecodedText(raw) } catch { throw Self.undecodable(name, raw, error) }
    self.name = name
    encoding = decoded.encoding
    bytes = decoded.bytes
    var starts = [0]
    for (offset, byte) in decoded.bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    lineStarts = starts
    if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      throw Diagnostics([Diagnostic(FileTrouble.empty, at: .wholeFile(name))])
    }
    try refuseNULs()
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }
  public var lineCount: Int { bytes.last == 0x0A ? lineStarts.count - 1 : lineStarts.count }

  /// A line by its number from 1, without its line break; empty for a line that does not exist.
  public func line(_ number: Int) -> String {
    String(decoding: bytes[range(ofLine: number)], as: UTF8.self)
  }

  private func range(ofLine number: Int) -> Range<Int> {
    guard (1...lineStarts.count).contains(number) else { return 0..<0 }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The position of a byte of `bytes`.
  func position(ofByte offset: Int) -> SourcePosition {
    let line = lineNumber(ofByte: offset)
    return SourcePosition(file: name, line: line, column: characters(lineStarts[line - 1]..<offset) + 1)
  }

  /// Characters in a range of bytes. ASCII and Han are a character each scalar, which spares the search for clusters.
  private func characters(_ range: Range<Int>) -> Int {
    var count = 0
    for byte in bytes[range] where byte & 0xC0 != 0x80 {
      guard byte < 0x80 || (0xE4...0xE9).contains(byte) else {
        return String(decoding: bytes[range], as: UTF8.self).count
      }
      count += 1
    }
    return count
  }

  private func lineNumber(ofByte offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// A diagnostic that marks bytes of this file; a mark ends with its line.
  func diagnostic(
    _ message: Bilingual, severity: Diagnostic.Severity = .error, bytes range: Range<Int>,
    suggestion: Bilingual? = nil
  ) -> Diagnostic {
    let position = position(ofByte: range.lowerBound)
    let end = min(range.upperBound, max(range.lowerBound, self.range(ofLine: position.line).upperBound))
    let marked = String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
    return Diagnostic(
      severity, message, at: position, length: max(1, marked.count), sourceLine: line(position.line),
      suggestion: suggestion)
  }

  /// A diagnostic at a line and column found by another reader, such as the YAML parser's marks.
  public func diagnostic(
    _ message: Bilingual, severity: Diagnostic.Severity = .error, line: Int, column: Int, length: Int = 1,
    suggestion: Bilingual? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, message, at: SourcePosition(file: name, line: line, column: column), length: length,
      sourceLine: self.line(line), suggestion: suggestion)
  }

  /// A note for a file that is not UTF-8; nil for one that is.
  public var encodingNote: Diagnostic? {
    if encoding == .utf8 || encoding == .utf8WithMark { return nil }
    let name = encoding.name.en
    let message = Bilingual(
      en: "the file is not UTF-8 and was read as \(name); save it as UTF-8 to be safe",
      zh: "文件不是 UTF-8 编码，已按 \(name) 读取；建议另存为 UTF-8")
    return Diagnostic(.note, message, at: .wholeFile(self.name))
  }

  private func refuseNULs() throws(Diagnostics) {
    guard bytes.contains(0) else { return }
    var found = Diagnostics()
    var lastLine = 0
    for (offset, byte) in bytes.enumerated() where byte == 0 {
      let line = lineNumber(ofByte: offset)
      if line == lastLine { continue }
      lastLine = line
      let message = Bilingual(
        en: "a NUL byte: this is no text file, or it is damaged", zh: "含有 NUL 字节：文件已损坏或不是文本文件")
      found.append(diagnostic(message, bytes: offset..<(offset + 1)))
    }
    throw found
  }

  private static func undecodable(_ name: String, _ raw: [UInt8], _ failure: DecodedText.Failure)
    -> Diagnostics
  {
    let line = raw[..<failure.offset].count { $0 == 0x0A } + 1
    let digits = String(raw[min(failure.offset, raw.count - 1)], radix: 16, uppercase: true)
    let byte = (digits.count < 2 ? "0" : "") + digits
    let message =
      switch failure.encoding {
      case .gb18030:
        Bilingual(
          en: "the text is neither UTF-8 nor GB18030 (byte 0x\(byte)); save the file as UTF-8",
          zh: "文本既不是 UTF-8 也不是 GB18030（字节 0x\(byte)）；请另存为 UTF-8")
      default:
        Bilingual(
          en:
            "the file is marked as \(failure.encoding.name.en), but byte 0x\(byte) is not; save the file as UTF-8",
          zh: "文件标记为\(failure.encoding.name.zh)，但字节 0x\(byte) 不符；请另存为 UTF-8")
      }
    return Diagnostics([Diagnostic(message, at: SourcePosition(file: name, line: line, column: 0))])
  }
}
