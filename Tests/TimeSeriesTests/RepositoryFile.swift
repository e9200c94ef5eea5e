import FoundationEssentials

/// A file of the repository, found by walking up from this source file.
func repositoryFile(_ path: String) throws -> Data {
  var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
  while folder.path != "/" {
    let candidate = folder.appending(path: path)
    if FileManager.default.fileExists(atPath: candidate.path) { return try Data(contentsOf: candidate) }
    folder = folder.deletingLastPathComponent()
  }
  throw CocoaError(.fileNoSuchFile)
}
