import Glibc

/// The C library's character-set conversion.
enum CharacterConverter {
  struct Failure: Error {
    /// The first byte that does not belong to the encoding.
    var offset: Int
  }

  static func utf8(_ raw: [UInt8], from encoding: String) -> Result<[UInt8], Failure> {
    let descriptor = iconv_open("UTF-8", encoding)
    guard Int(bitPattern: descriptor) != -1 else { return .failure(Failure(offset: 0)) }
    defer { iconv_close(descriptor) }
    var input = raw.map { CChar(bitPattern: $0) }
    var output = [UInt8]()
    output.reserveCapacity(raw.count + raw.count / 2)
    var chunk = [CChar](repeating: 0, count: 1 << 16)
    var consumed = 0
    while consumed < raw.count {
      let (status, read, written, code) = step(descriptor, &input, from: consumed, into: &chunk)
      consumed += read
      output.append(contentsOf: chunk[..<written].lazy.map { UInt8(bitPattern: $0) })
      if status == -1, code != E2BIG { return .failure(Failure(offset: consumed)) }
    }
    return .success(output)
  }

  private static func step(
    _ descriptor: iconv_t?, _ input: inout [CChar], from start: Int, into chunk: inout [CChar]
  ) -> (status: Int, read: Int, written: Int, code: Int32) {
    input.withUnsafeMutableBufferPointer { source in
      chunk.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress.map { $0 + start }
        var remaining = source.count - start
        var to = target.baseAddress
        var room = target.count
        let before = (remaining, room)
        let status = iconv(descriptor, &from, &remaining, &to, &room)
        return (status, before.0 - remaining, before.1 - room, errno)
      }
    }
  }
}
