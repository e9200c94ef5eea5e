import Glibc
import TimeSeries

/// What a file may measure before it is refused unread.
public struct TextLimits: Hashable, Sendable {
  public var bytesPerLine: Int
  public var bytesPerFile: Int

  /// One megabyte a line, 256 a file (1 MB = 1,048,576 bytes).
  public static let standard = TextLimits(bytesPerLine: 1 << 20, bytesPerFile: 256 << 20)

  public init(bytesPerLine: Int, bytesPerFile: Int) {
    self.bytesPerLine = bytesPerLine
    self.bytesPerFile = bytesPerFile
  }

  static func spelled(_ bytes: Int) -> String {
    bytes.isMultiple(of: 1 << 20) ? "\(bytes >> 20) MB" : "\(bytes) bytes"
  }
}

/// The bytes of a file, read in blocks so that one that breaks a limit is refused before it fills the memory.
enum FileContents {
  static func read(_ path: String, name: String, limits: TextLimits) throws(Diagnostics) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(name, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(name, errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw unreadable(name, EISDIR) }
    let size = Int(status.st_size)
    let tooLarge = size > limits.bytesPerFile
    var bytes = [UInt8]()
    bytes.reserveCapacity(tooLarge ? 0 : size)
    var line = 1
    var lineLength = 0
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0 { throw unreadable(name, errno) }
      if count == 0 { break }
      for byte in block[..<count] {
        if byte == 0x0A {
          if tooLarge { throw refusal(name, size: size, limits) }
          (line, lineLength) = (line + 1, 0)
        } else {
          lineLength += 1
          if lineLength > limits.bytesPerLine { throw longLine(name, line: line, limits) }
        }
      }
      if tooLarge, lineLength <= limits.bytesPerLine { continue }
      bytes.append(contentsOf: block[..<count])
      if bytes.count > limits.bytesPerFile { throw refusal(name, size: bytes.count, limits) }
    }
    return bytes
  }

  private static func unreadable(_ name: String, _ code: Int32) -> Diagnostics {
    let message =
      switch code {
      case ENOENT, ENOTDIR: FileTrouble.missing
      case EACCES, EPERM: FileTrouble.forbidden
      case EISDIR: FileTrouble.folder
      default: Bilingual(en: "the file cannot be read (system error \(code))", zh: "无法读取文件（系统错误 \(code)）")
      }
    return Diagnostics([Diagnostic(message, at: .wholeFile(name))])
  }

  private static func longLine(_ name: String, line: Int, _ limits: TextLimits) -> Diagnostics {
    let limit = TextLimits.spelled(limits.bytesPerLine)
    let message = Bilingual(
      en: "this line is longer than \(limit), the limit of a line; the file was not read further",
      zh: "该行超过单行上限 \(limit)；文件未继续读取")
    return Diagnostics([Diagnostic(message, at: SourcePosition(file: name, line: line, column: 0))])
  }

  private static func refusal(_ name: String, size: Int, _ limits: TextLimits) -> Diagnostics {
    let limit = TextLimits.spelled(limits.bytesPerFile)
    let message = Bilingual(
      en: "the file has \(size) bytes, more than \(limit), the limit of a file; split it",
      zh: "文件有 \(size) 字节，超过单个文件的上限 \(limit)；请拆分")
    return Diagnostics([Diagnostic(message, at: .wholeFile(name))])
  }
}
