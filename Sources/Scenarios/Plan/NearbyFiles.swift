import Datasets
import FoundationEssentials
import TimeSeries

/// Files in the folder of a path that does not exist: what may have been meant.
struct NearbyFiles {
  /// The folder as the path names it, with its final slash; empty for none.
  private let prefix: String
  private let name: String
  private let names: [String]

  /// - Parameters:
  ///   - path: as written; what is suggested begins like it.
  ///   - location: the same path as it can be opened.
  init(to path: String, at location: String) {
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    prefix = String(path[..<cut])
    name = String(path[cut...])
    let folder = location.lastIndex(of: "/").map { String(location[...$0]) } ?? "."
    names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// The path whose name is nearest, with and without its extension; folders that all share are not counted.
  func nearest(where isCandidate: (String) -> Bool) -> String? {
    let near = names.filter {
      $0 != name && isCandidate(prefix + $0) && Suggestion.nearest(to: stem(name), among: [stem($0)]) != nil
    }
    return Suggestion.nearest(to: name, among: near).map { prefix + $0 }
  }

  private func stem(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
