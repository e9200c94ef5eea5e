import Foundation

/// Where this checkout's files are, found from this source file's place.
enum Repository {
  static let root: URL = {
    let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    return (0..<4).reduce(file) { folder, _ in folder.deletingLastPathComponent() }
  }()

  static var plan: String { root.appending(path: "datasets/caidian-2020/plan.yaml").path }
  static var program: String { root.appending(path: ".build/release/outturn").path }
  static var report: URL { root.appending(path: ".build/bench.json") }
  static func peer(_ script: String) -> String { root.appending(path: "Benchmarks/peers/\(script)").path }
}
