public import Datasets

extension SettingTree {
  /// Entries of a map; nil for a scalar or a list.
  public var entries: [Entry]? {
    if case .map(let entries, _) = self { entries } else { nil }
  }

  /// Items of a list; nil for a scalar or a map.
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

  /// Every map below this place by where it begins.
  var maps: [SourcePosition: SettingTree] {
    var found: [SourcePosition: SettingTree] = [:]
    collectMaps(into: &found)
    return found
  }

  private func collectMaps(into found: inout [SourcePosition: SettingTree]) {
    switch self {
    case .scalar: break
    case .list(let items, _): for item in items { item.collectMaps(into: &found) }
    case .map(let entries, let position):
      found[position] = self
      for entry in entries { entry.value.collectMaps(into: &found) }
    }
  }
}
