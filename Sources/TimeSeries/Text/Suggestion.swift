/// “Did you mean …”: the known word nearest to a mistyped one.
public enum Suggestion {
  /// The candidate with the smallest Damerau–Levenshtein distance (insertions, deletions, substitutions and swaps of
  /// neighbours), ignoring case; nil where none is within a third of the longer word's length (at least one edit for
  /// words of two or more characters). Ties go to the earlier candidate.
  public static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
    let word = Array(text.lowercased())
    guard !word.isEmpty else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      let longest = max(word.count, other.count)
      let allowed = longest < 2 ? 0 : max(1, longest / 3)
      guard abs(word.count - other.count) <= allowed else { continue }
      let d = distance(word, other)
      if d <= allowed, d < best?.distance ?? .max { best = (d, candidate) }
    }
    return best?.candidate
  }

  /// Optimal string alignment distance between two words. O(nm) time.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var older = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var d = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { d = min(d, older[j - 2] + 1) }
        row[j] = d
      }
      (older, previous) = (previous, row)
    }
    return previous[b.count]
  }
}
