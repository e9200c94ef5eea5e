import Datasets
import TimeSeries

/// `--set KEY=VALUE`: replaces one value of a plan before it is decoded.
struct SettingReplacement {
  let text: PlanText
  let index: Int
  private let components: [String]
  private let valueColumn: Int

  /// `model.growth.SECTION`: a section of the model that is not there yet is made; what is new below it is one name, dots and all.
  private static let depthOfModel = 2

  /// - Throws: `Diagnostics` where there is no `=`, no key or no value.
  init(_ index: Int, of text: PlanText) throws(Diagnostics) {
    self.text = text
    self.index = index
    let argument = text.replacements[index]
    let start = SourcePosition(file: PlanText.replacementFile, line: index + 1, column: 1)
    let remedy = Bilingual(
      en: "write “--set KEY=VALUE”, for example “--set run.draws=5000”",
      zh: "请写“--set 键=值”，如“--set run.draws=5000”")
    guard let equals = argument.firstIndex(of: "=") else {
      throw Diagnostics([
        text.diagnostic(
          Bilingual(en: "“\(argument)” has no “=”", zh: "“\(argument)”中没有“=”"), at: start,
          length: argument.count, suggestion: remedy)
      ])
    }
    components = argument[..<equals].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    valueColumn = argument.distance(from: argument.startIndex, to: equals) + 2
    if components.contains("") || argument.index(after: equals) == argument.endIndex {
      throw Diagnostics([
        text.diagnostic(
          Bilingual(en: "“\(argument)” lacks a key or a value", zh: "“\(argument)”缺少键或值"), at: start,
          length: argument.count,
          suggestion: remedy)
      ])
    }
  }

  func applied(to tree: SettingTree) throws(Diagnostics) -> SettingTree {
    let value = try YAMLReader.readValue(of: index, from: valueColumn, in: text)
    return try replaced(components[...], in: tree, content: .section(.plan), value: value)
  }

  /// The tree with the value below `path` replaced. Keys the format knows may be added; others are refused. Below `.free` the
  /// longest key that fits is taken, since names of variables have dots in them.
  private func replaced(
    _ path: ArraySlice<String>, in tree: SettingTree?, content: PlanSection.Content, value: SettingTree
  ) throws(Diagnostics) -> SettingTree {
    guard let first = path.first else { return value }
    if case .list(let items, let position) = tree { return try inList(items, position, path, content, value) }
    guard tree == nil || tree?.entries != nil || tree?.isEmpty == true else {
      throw unknown(path, known: [], inside: Bilingual(en: "a single value", zh: "单个值"))
    }
    var entries = tree?.entries ?? []
    let position = tree?.position ?? place(of: path)
    if let (index, length) = match(path, in: entries, content) {
      let below = self.content(below: entries[index].key, of: content)
      entries[index].value = try replaced(
        path.dropFirst(length), in: entries[index].value, content: below, value: value)
      return .map(entries, position)
    }
    guard accepts(first, content, path) else {
      throw unknown(path, known: known(entries, content), inside: noun(of: content))
    }
    let length = content == .free && path.startIndex > Self.depthOfModel ? path.count : 1
    let key = path.prefix(length).joined(separator: ".")
    let new = try replaced(
      path.dropFirst(length), in: nil, content: self.content(below: key, of: content), value: value)
    entries.append(SettingTree.Entry(key: key, keyPosition: place(of: path), value: new))
    return .map(entries, position)
  }

  private func inList(
    _ items: [SettingTree], _ position: SourcePosition, _ path: ArraySlice<String>,
    _ content: PlanSection.Content,
    _ value: SettingTree
  ) throws(Diagnostics) -> SettingTree {
    let ids = items.map { $0["id"]?.text }
    var found = ids.firstIndex(of: path.first)
    if found == nil, let number = path.first.flatMap({ Int($0) }), items.indices.contains(number - 1) {
      found = number - 1
    }
    guard let found else {
      let numbers = items.indices.map { ids[$0] ?? "\($0 + 1)" }
      throw unknown(path, known: numbers, inside: Bilingual(en: "this list", zh: "该列表"))
    }
    var changed = items
    let inner: PlanSection.Content =
      switch content {
      case .list(let section), .named(let section): .section(section)
      default: content
      }
    changed[found] = try replaced(path.dropFirst(), in: items[found], content: inner, value: value)
    return .list(changed, position)
  }

  private func match(
    _ path: ArraySlice<String>, in entries: [SettingTree.Entry], _ content: PlanSection.Content
  ) -> (index: Int, length: Int)? {
    let longest = content == .free ? path.count : 1
    for length in stride(from: longest, through: 1, by: -1) {
      let key = path.prefix(length).joined(separator: ".")
      if let index = entries.firstIndex(where: { $0.key == key }) { return (index, length) }
    }
    return nil
  }

  private func content(below key: String, of content: PlanSection.Content) -> PlanSection.Content {
    switch content {
    case .section(let section): section.content(of: key) ?? .value
    case .named(let section): .list(section)
    case .free: .free
    case .list, .value: content
    }
  }

  private func accepts(_ key: String, _ content: PlanSection.Content, _ path: ArraySlice<String>) -> Bool {
    switch content {
    case .section(let section): section.keyNames.contains(key)
    // A model's own settings: its reader refuses what it does not know.
    case .free: true
    case .named, .list, .value: false
    }
  }

  private func known(_ entries: [SettingTree.Entry], _ content: PlanSection.Content) -> [String] {
    if case .section(let section) = content { return section.keyNames }
    return entries.map(\.key)
  }

  private func noun(of content: PlanSection.Content) -> Bilingual {
    if case .section(let section) = content { return section.noun }
    return Bilingual(en: "this place", zh: "此处")
  }

  private func place(of path: ArraySlice<String>) -> SourcePosition {
    let before = components[..<path.startIndex].reduce(0) { $0 + $1.count + 1 }
    return SourcePosition(file: PlanText.replacementFile, line: index + 1, column: before + 1)
  }

  private func unknown(_ path: ArraySlice<String>, known: [String], inside: Bilingual) -> Diagnostics {
    let word = path.first ?? ""
    return Diagnostics([
      text.diagnostic(
        Bilingual(en: "unknown key “\(word)” in \(inside.en)", zh: "\(inside.zh)中有未知的键“\(word)”"),
        at: place(of: path),
        length: word.count, suggestion: SettingReader.nearest(word, among: known))
    ])
  }
}
