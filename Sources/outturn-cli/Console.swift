import TimeSeries

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal: results go to standard output, talk to standard error.
enum Console {
  /// Results that could not be written: a full disk, a closed descriptor.
  struct NotWritten: BilingualError {
    var reason: String

    var message: Bilingual {
      Bilingual(en: "cannot write to standard output: \(reason)", zh: "无法写入标准输出：\(reason)")
    }
  }

  /// Results. The text ends in its own line break.
  ///
  /// - Throws: `NotWritten`, unless the reader has closed the pipe: then nobody misses the rest.
  static func put(_ text: String) throws(NotWritten) {
    guard let code = write(text, to: STDOUT_FILENO), code != EPIPE else { return }
    throw NotWritten(reason: String(cString: strerror(code)))
  }

  /// Talk: messages and warnings, a line break after each.
  static func tell(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  /// A line of progress that the next one overwrites; an empty text clears it.
  static func progress(_ text: String) {
    write("\r\u{1B}[2K" + text, to: STDERR_FILENO)
  }

  static var talksToTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal: `COLUMNS`, else what the terminal says, else 100.
  static var width: Int {
    if let columns = variable("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return 100
  }

  /// Puts something that refuses to be written to in the place of standard streams a parent has closed. A file opened later
  /// would take their numbers, and results would end in it.
  static func fillClosedStreams() {
    var descriptor = open("/dev/null", O_RDONLY)
    while (0...STDERR_FILENO).contains(descriptor) { descriptor = open("/dev/null", O_RDONLY) }
    close(descriptor)
  }

  /// The language of the environment: Chinese where `LC_ALL`, `LC_MESSAGES` or `LANG`, the first one set, begins with zh.
  static var language: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
    return locale?.lowercased().hasPrefix("zh") == true ? .zh : .en
  }

  /// A path as a shell takes it: quoted where it holds anything but plain characters.
  static func quoted(_ path: String) -> String {
    let plain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    return plain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Writes all bytes; the error number where they are refused.
  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    let bytes = Array(text.utf8)
    var sent = 0
    return bytes.withUnsafeBytes { buffer in
      while sent < buffer.count, let base = buffer.baseAddress {
        #if canImport(Darwin)
          let count = Darwin.write(descriptor, base + sent, buffer.count - sent)
        #elseif canImport(Musl)
          let count = Musl.write(descriptor, base + sent, buffer.count - sent)
        #else
          let count = Glibc.write(descriptor, base + sent, buffer.count - sent)
        #endif
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return errno }
        sent += count
      }
      return nil
    }
  }
}
