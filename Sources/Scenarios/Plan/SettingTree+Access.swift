public import Datasets

extension SettingTree {
  /// Entries of a map; nil for a scalar or a list.
  public var entries: [Entry]? {
    if case .map(let entries, _) = self { entries } else { nil }
  }

  public var items: [SettingTree]? {
    if case .list(let items, _) = self { items } else { nil }
  }

  /// The scalar as written; nil for a list or a map.
  public var text: String? {
    if case .scalar(let text, _, _) = self { text } else { nil }
  }

  /// The value of a key of a map.
  public subscript(key: String) -> SettingTree? {
    entries?.first { $0.key == key }?.value
  }

  /// Whether it is a plain scalar without content, or `null`.
  public var isEmpty: Bool {
    if case .scalar(let text, quoted: false, _) = self { ["", "~", "null"].contains(text) } else { false }
  }

  /// Characters a caret marks: a scalar's, with its quotes.
  var length: Int {
    if case .scalar(let text, let quoted, _) = self { max(1, text.count + (quoted ? 2 : 0)) } else { 1 }
  }

  /// Every scalar below this place with its path, `a.b.c`: items of a list by their `id`, or by number from 1.
  public func leaves(under path: String = "") -> [(path: String, text: String, position: SourcePosition)] {
    func below(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
    switch self {
    case .scalar(let text, _, let position): return [(path, text, position)]
    case .map(let entries, _): return entries.flatMap { $0.value.leaves(under: below($0.key)) }
    case .list(let items, _):
      return items.enumerated().flatMap { index, item in
        item.leaves(under: below(item["id"]?.text ?? "\(index + 1)"))
      }
    }
  }

  /// The map that begins at a place.
  func node(at place: SourcePosition) -> SettingTree? {
    switch self {
    case .scalar: return nil
    case .list(let items, _): return items.lazy.compactMap { $0.node(at: place) }.first
    case .map(let entries, let position):
      if let inner = entries.lazy.compactMap({ $0.value.node(at: place) }).first { return inner }
      return position == place ? self : nil
    }
  }
}
