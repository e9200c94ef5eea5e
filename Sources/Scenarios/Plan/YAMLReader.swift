import Datasets
import TimeSeries
import Yams

/// Reads a YAML (or JSON) text into a `SettingTree`. The only place that knows the YAML library.
struct YAMLReader {
  /// Values a text may hold with its aliases expanded: a guard against texts that explode when read.
  static let largestTree = 200_000

  private let text: PlanText
  private let file: String
  /// Added to every line number: a `--set` argument is one line of a made-up file.
  private let lineOffset: Int
  private var problems = Diagnostics()
  private var nodes = 0
  /// Keys masked to get past the library's refusal of duplicates: place → the key as written.
  private var masked: [SourcePosition: String] = [:]
  /// Lines in which characters are more than one scalar may be: their columns are counted anew.
  private let countedLines: Set<Int>

  /// - Throws: `Diagnostics` with every duplicate key, or the one syntax error that stopped the reading.
  static func read(_ text: PlanText) throws(Diagnostics) -> SettingTree {
    var reader = YAMLReader(text: text, file: text.file, lineOffset: 0)
    return try reader.tree(of: text.lines.joined(separator: "\n"))
  }

  /// Reads the value of the `index`-th `--set` argument; `column` is where the value begins, from 1.
  static func readValue(of index: Int, from column: Int, in text: PlanText) throws(Diagnostics) -> SettingTree
  {
    var reader = YAMLReader(text: text, file: PlanText.replacementFile, lineOffset: index)
    let value = String(text.replacements[index].dropFirst(column - 1))
    let blanks = String(repeating: " ", count: column - 1)
    return try reader.tree(of: blanks + value)
  }

  private init(text: PlanText, file: String, lineOffset: Int) {
    self.text = text
    self.file = file
    self.lineOffset = lineOffset
    let lines = file == text.file ? text.lines : text.replacements
    countedLines = Set(lines.indices.filter { !lines[$0].utf8.allSatisfy { $0 < 0x80 } }.map { $0 + 1 })
  }

  private mutating func tree(of source: String) throws(Diagnostics) -> SettingTree {
    guard let root = try compose(source) else {
      return .map([], SourcePosition(file: file, line: lineOffset + 1, column: 1))
    }
    let tree = convert(root)
    if nodes > Self.largestTree {
      problems.append(text.diagnostic(YAMLTrouble.tooLarge, at: tree.position))
    }
    try problems.throwIfErrors()
    return tree
  }

  /// Parses; where the library stops at a key written twice, masks its first occurrence by a word of the same length and parses again,
  /// so that both places are seen.
  private mutating func compose(_ source: String) throws(Diagnostics) -> Node? {
    var scalars = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(
      Array.init)
    for attempt in 0..<64 {
      let joined = scalars.map { line in String(String.UnicodeScalarView(line)) }.joined(separator: "\n")
      do {
        return try Parser(yaml: joined, encoding: .utf8).singleRoot()
      } catch let YamlError.duplicatedKeysInMapping(keys, context) {
        guard mask(keys[0], at: context.mark, in: &scalars, attempt: attempt) else {
          let at = position(context.mark)
          problems.append(text.diagnostic(YAMLTrouble.repeatedKey(keys[0]), at: at, length: keys[0].count))
          throw problems
        }
      } catch let error as YamlError {
        throw Diagnostics([trouble(error, in: joined)])
      } catch {
        throw Diagnostics([text.diagnostic(YAMLTrouble.unreadable("\(error)"), at: position(nil))])
      }
    }
    throw Diagnostics([text.diagnostic(YAMLTrouble.tooManyRepeats, at: position(nil))])
  }

  private func trouble(_ error: YamlError, in source: String) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      YAMLTrouble(problem: problem).diagnostic(in: text, at: place(of: problem, mark, context: context?.mark))
    case .reader(let problem, let offset, _, _):
      YAMLTrouble(problem: problem).diagnostic(in: text, at: position(ofCharacter: offset ?? 0, in: source))
    default: text.diagnostic(YAMLTrouble.unreadable("\(error)"), at: position(nil))
    }
  }

  /// Where something is left open the place it was opened at helps more than the line on which the library gave up.
  private func place(of problem: String, _ mark: Mark, context: Mark?) -> SourcePosition {
    guard let context, context.line < mark.line || problem.contains("end of stream"),
      YAMLTrouble.isLeftOpen(problem)
    else { return position(mark) }
    return position(context)
  }

  private func position(ofCharacter offset: Int, in source: String) -> SourcePosition {
    let before = source.prefix(offset)
    let line = before.count { $0.isNewline } + 1
    let column = before.reversed().prefix { !$0.isNewline }.count + 1
    return SourcePosition(file: file, line: line + lineOffset, column: column)
  }

  /// Overwrites a key by private-use characters. Columns stay what they were.
  private mutating func mask(
    _ key: String, at mark: Mark, in lines: inout [[Unicode.Scalar]], attempt: Int
  ) -> Bool {
    let word = Array(key.unicodeScalars)
    guard lines.indices.contains(mark.line - 1), let filler = Unicode.Scalar(0xE000 + UInt32(attempt)) else {
      return false
    }
    let line = lines[mark.line - 1]
    var from = mark.column - 1
    guard line.indices.contains(from) else { return false }
    if line[from] == "\"" || line[from] == "'" { from += 1 }
    guard !word.isEmpty, from + word.count <= line.count, Array(line[from..<(from + word.count)]) == word
    else {
      return false
    }
    for i in from..<(from + word.count) { lines[mark.line - 1][i] = filler }
    masked[position(mark)] = key
    return true
  }

  /// Characters, not scalars, are counted on the way out.
  private func position(_ mark: Mark?) -> SourcePosition {
    guard let mark else { return SourcePosition(file: file, line: lineOffset + 1, column: 1) }
    var place = SourcePosition(file: file, line: mark.line + lineOffset, column: mark.column)
    if countedLines.contains(place.line), let written = text.line(at: place)?.unicodeScalars {
      let before = String(String.UnicodeScalarView(written.prefix(mark.column - 1)))
      place.column = before.count + 1 + max(0, mark.column - 1 - written.count)
    }
    return place
  }

  private mutating func convert(_ node: Node) -> SettingTree {
    nodes += 1
    let at = position(node.mark)
    guard nodes <= Self.largestTree else { return .list([], at) }
    switch node {
    case .scalar(let scalar):
      let quoted = scalar.style != .plain && scalar.style != .any
      return .scalar(scalar.string, quoted: quoted, at)
    case .sequence(let items):
      return .list(items.map { convert($0) }, at)
    case .mapping(let pairs):
      return .map(entries(pairs), at)
    case .alias:
      return .list([], at)
    }
  }

  private mutating func entries(_ pairs: Node.Mapping) -> [SettingTree.Entry] {
    var entries: [SettingTree.Entry] = []
    var first: [String: SourcePosition] = [:]
    var merged: [SettingTree.Entry] = []
    for (keyNode, valueNode) in pairs {
      let at = position(keyNode.mark)
      guard case .scalar(let scalar) = keyNode else {
        problems.append(text.diagnostic(YAMLTrouble.keyIsNoWord, at: at))
        continue
      }
      let key = masked[at] ?? scalar.string
      if key == "<<" {
        if case .map(let inner, _) = convert(valueNode) { merged += inner }
        continue
      }
      if let earlier = first[key] {
        problems.append(
          text.diagnostic(
            YAMLTrouble.repeatedKey(key, first: earlier), at: at, length: key.count,
            suggestion: YAMLTrouble.keepOne))
        continue
      }
      first[key] = at
      entries.append(SettingTree.Entry(key: key, keyPosition: at, value: convert(valueNode)))
    }
    return entries + merged.filter { first[$0.key] == nil }
  }
}
