/// What becomes of observations that are alone in a group: its effect fits them exactly, so they say nothing of the
/// coefficients, but they count as clusters and make clustered errors look smaller than they are (Correia 2015).
public enum Singletons: String, Codable, Sendable {
  /// Left out, again and again until no group has a single observation; the count is stated.
  case dropped
  /// Kept; the count of groups with one observation is stated.
  case kept
}

extension Singletons {
  /// Rows left once singletons are dropped, rising.
  static func remaining(_ ways: [Grouping]) -> [Int] {
    var sizes = ways.map(\.sizes)
    var isKept = [Bool](repeating: true, count: ways.first?.rows ?? 0)
    var changed = sizes.contains { $0.contains(1) }
    while changed {
      changed = false
      for row in isKept.indices where isKept[row] {
        guard ways.indices.contains(where: { sizes[$0][ways[$0].labels[row]] == 1 }) else { continue }
        isKept[row] = false
        changed = true
        for way in ways.indices { sizes[way][ways[way].labels[row]] -= 1 }
      }
    }
    return isKept.indices.filter { isKept[$0] }
  }

  /// Rows that are alone in a group of some way.
  static func count(_ ways: [Grouping]) -> Int {
    guard ways.contains(where: { $0.sizes.contains(1) }) else { return 0 }
    return (0..<(ways.first?.rows ?? 0)).count { row in
      ways.contains { $0.sizes[$0.labels[row]] == 1 }
    }
  }
}
