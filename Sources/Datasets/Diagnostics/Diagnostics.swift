public import TimeSeries

/// Everything found wrong with the inputs, in the order of files and lines. Thrown as one error, so that a reader sees
/// all of it at once.
public struct Diagnostics: Error, Hashable, Sendable {
  public private(set) var items: [Diagnostic]

  public init(_ items: [Diagnostic] = []) { self.items = items }

  public var isEmpty: Bool { items.isEmpty }
  public var hasErrors: Bool { items.contains { $0.severity == .error } }
  public var errorCount: Int { items.count { $0.severity == .error } }

  public mutating func append(_ diagnostic: Diagnostic) { items.append(diagnostic) }
  public mutating func append(contentsOf other: Diagnostics) { items += other.items }

  /// Throws itself if it holds an error; warnings and notes alone pass.
  public func throwIfErrors() throws(Diagnostics) {
    if hasErrors { throw self }
  }

  /// By position; those without one first; equal places keep the order in which they were found.
  public var sorted: [Diagnostic] {
    items.enumerated().sorted { a, b in
      switch (a.element.position, b.element.position) {
      case (let p?, let q?) where p != q: p < q
      case (nil, .some): true
      case (.some, nil): false
      default: a.offset < b.offset
      }
    }.map(\.element)
  }

  /// All of them, one below the other; beyond `limit` only their number is told.
  public func rendered(in language: Language = .en, limit: Int = 100) -> String {
    let all = sorted
    var parts = all.prefix(limit).map { $0.rendered(in: language) }
    if all.count > limit {
      let more = all.count - limit
      parts.append(
        Bilingual(en: "… and \(more) more (\(all.count) in all)", zh: "……另有\(more)项（共\(all.count)项）")
          .rendered(in: language))
    }
    return parts.joined(separator: "\n")
  }
}

extension Diagnostics: CustomStringConvertible {
  public var description: String { rendered() }
}
