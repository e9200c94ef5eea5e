public import TimeSeries

/// How the text of a file was stored.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8
  case utf8WithMark
  case utf16LittleEndian
  case utf16BigEndian
  /// The Chinese national standard; GBK and GB2312 files are read as this.
  case gb18030

  public var name: Bilingual {
    switch self {
    case .utf8: Bilingual("UTF-8")
    case .utf8WithMark: Bilingual(en: "UTF-8 with a byte-order mark", zh: "带 BOM 的 UTF-8")
    case .utf16LittleEndian, .utf16BigEndian: Bilingual("UTF-16")
    case .gb18030: Bilingual("GB18030")
    }
  }
}

/// Bytes → UTF-8: byte-order mark, else strict UTF-8, else GB18030.
struct DecodedText {
  var bytes: [UInt8]
  var encoding: TextEncoding

  /// The first byte that could not be read in the encoding tried last.
  struct Failure: Error {
    var offset: Int
    var encoding: TextEncoding
  }

  init(_ raw: [UInt8]) throws(Failure) {
    if raw.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = Array(raw.dropFirst(3))
      encoding = .utf8WithMark
      if let offset = Self.firstInvalid(bytes) { throw Failure(offset: offset + 3, encoding: .utf8WithMark) }
    } else if raw.starts(with: [0xFF, 0xFE]) {
      encoding = .utf16LittleEndian
      bytes = try Self.converted(Array(raw.dropFirst(2)), from: "UTF-16LE", as: .utf16LittleEndian)
    } else if raw.starts(with: [0xFE, 0xFF]) {
      encoding = .utf16BigEndian
      bytes = try Self.converted(Array(raw.dropFirst(2)), from: "UTF-16BE", as: .utf16BigEndian)
    } else if Self.firstInvalid(raw) == nil {
      (bytes, encoding) = (raw, .utf8)
    } else {
      encoding = .gb18030
      bytes = try Self.converted(raw, from: "GB18030", as: .gb18030)
    }
  }

  private static func converted(_ raw: [UInt8], from name: String, as encoding: TextEncoding) throws(Failure)
    -> [UInt8]
  {
    switch CharacterConverter.utf8(raw, from: name) {
    case .success(let bytes): return bytes
    case .failure(let failure): throw Failure(offset: failure.offset, encoding: encoding)
    }
  }

  /// Offset of the first byte that is not UTF-8 (no overlong forms, no surrogates), or nil.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return offset
  }
}
