import Datasets
import FoundationEssentials

/// The path of a file of the repository, found by walking up from this source file.
func repositoryPath(_ path: String) throws -> String {
  var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
  while folder.path != "/" {
    let candidate = folder.appending(path: path)
    if FileManager.default.fileExists(atPath: candidate.path) { return candidate.path }
    folder = folder.deletingLastPathComponent()
  }
  throw CocoaError(.fileNoSuchFile)
}

/// Calls `body` with the path of a temporary file of these bytes, and removes it.
func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
  let url = FileManager.default.temporaryDirectory.appending(path: "outturn-\(UUID().uuidString).csv")
  try Data(bytes).write(to: url)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url.path)
}
