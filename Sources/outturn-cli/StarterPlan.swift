import Datasets
import FoundationEssentials
import TimeSeries

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files of `outturn init`: a plan for an invented district, with its priors.
enum StarterPlan {
  /// Writes them and returns their paths, the plan first.
  ///
  /// - Throws: `Diagnostics` when a file of one of the names exists (nothing is written then), or the folder cannot be
  ///   written to.
  static func write(to folder: String) throws(Diagnostics) -> [String] {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let manager = FileManager.default
    let files = [("plan.yaml", plan), ("parameters.csv", parameters)].map {
      (path: prefix + $0.0, text: $0.1)
    }
    let taken = files.filter { manager.fileExists(atPath: $0.path) }.map { file in
      Diagnostic(
        Bilingual(en: "\(file.path) exists and is kept; nothing was written", zh: "\(file.path)已存在，未写入任何文件"),
        suggestion: Bilingual(en: "name another folder", zh: "请另选文件夹"))
    }
    try Diagnostics(taken).throwIfErrors()
    try makeFolder(folder)
    for (index, file) in files.enumerated() {
      guard let code = write(file.text, to: file.path) else { continue }
      for written in files.prefix(index + 1) where code != EEXIST || written.path != file.path {
        unlink(written.path)
      }
      throw cannotWrite(to: folder, because: code, at: file.path)
    }
    return files.map(\.path)
  }

  /// Makes a folder and those it lies in, where they are missing.
  private static func makeFolder(_ folder: String) throws(Diagnostics) {
    var path = folder.hasPrefix("/") ? "/" : ""
    for part in folder.split(separator: "/") {
      path += (path.isEmpty || path.hasSuffix("/") ? "" : "/") + part
      guard mkdir(path, 0o777) != 0 else { continue }
      let code = errno
      var found = stat()
      let exists = stat(path, &found) == 0
      if exists, found.st_mode & S_IFMT == S_IFDIR { continue }
      throw cannotWrite(to: folder, because: exists ? ENOTDIR : code, at: path)
    }
  }

  /// Makes a file that is not there yet; the error number where that fails.
  private static func write(_ text: String, to path: String) -> Int32? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress, $0.count, off_t(text.utf8.count - $0.count))
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return errno }
      rest = rest.dropFirst(count)
    }
    return nil
  }

  private static func cannotWrite(to folder: String, because code: Int32, at path: String) -> Diagnostics {
    let reason: Bilingual =
      switch code {
      case ENOTDIR: Bilingual(en: "\(path) is a file, not a folder", zh: "\(path)是文件，不是文件夹")
      case EACCES, EPERM, EROFS:
        Bilingual(en: "nothing may be written at \(path)", zh: "\(path)处不允许写入")
      case ENOENT: Bilingual(en: "\(path) cannot be made", zh: "无法建立\(path)")
      case ENOSPC: Bilingual(en: "the disk is full", zh: "磁盘已满")
      default: Bilingual(String(cString: strerror(code)))
      }
    return Diagnostics([
      Diagnostic(
        Bilingual(en: "cannot write to \(folder): \(reason.en)", zh: "无法写入\(folder)：\(reason.zh)"),
        suggestion: Bilingual(en: "name another folder", zh: "请另选文件夹"))
    ])
  }
}
