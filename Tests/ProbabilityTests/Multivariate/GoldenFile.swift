import Foundation

/// Tests/References/golden/golden.json, read by walking up from this file.
enum GoldenFile {
  static func section(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: referencesFolder.appending(path: "golden/golden.json"))
    let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    guard let section = root?[name] as? [String: Any] else { throw CocoaError(.coderValueNotFound) }
    return section
  }

  static func numbers(_ value: Any?) -> [Double] { value as? [Double] ?? [] }
  static func rows(_ value: Any?) -> [[Double]] { value as? [[Double]] ?? [] }
  static func number(_ value: Any?) -> Double { value as? Double ?? .nan }

  static let referencesFolder: URL = {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    while folder.lastPathComponent != "Tests" { folder.deleteLastPathComponent() }
    return folder.appending(path: "References")
  }()
}

/// |a - b| ≤ tolerance · max(1, |b|).
func close(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool { abs(a - b) <= tolerance * max(1, abs(b)) }
