import FoundationEssentials
import Reports

extension InputRecord {
  /// The record of a file that has been read; nil where it has gone meanwhile.
  init?(role: String, path: String, readFrom place: String) {
    guard let bytes = FileManager.default.contents(atPath: place) else { return nil }
    self.init(role: role, path: path, sha256: SHA256.hexadecimal(of: bytes), bytes: bytes.count)
  }
}
