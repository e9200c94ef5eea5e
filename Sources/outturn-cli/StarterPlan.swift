import Datasets
import FoundationEssentials
import TimeSeries

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
    do {
      try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for file in files {
        try Data(file.text.utf8).write(to: URL(filePath: file.path), options: .withoutOverwriting)
      }
    } catch {
      throw Diagnostics([
        Diagnostic(
          Bilingual(en: "cannot write to \(folder): \(error)", zh: "无法写入\(folder)：\(error)"))
      ])
    }
    return files.map(\.path)
  }
}
