import Datasets
import TimeSeries

/// What stopped the YAML library, in plain words.
struct YAMLTrouble {
  /// The library's own words.
  let problem: String

  func diagnostic(in text: PlanText, at: SourcePosition) -> Diagnostic {
    let words = plainWords(line: text.line(at: at) ?? "", column: at.column)
    return text.diagnostic(
      Bilingual(en: "this is not YAML: \(words.wrong.en)", zh: "不是有效的 YAML：\(words.wrong.zh)"), at: at,
      suggestion: words.remedy)
  }

  static func isLeftOpen(_ problem: String) -> Bool {
    ["end of stream", "could not find expected ':'", "expected ',' or"].contains { problem.contains($0) }
  }

  private typealias Words = (wrong: Bilingual, remedy: Bilingual?)

  private func plainWords(line: String, column: Int) -> Words {
    let character = Array(line).indices.contains(column - 1) ? Array(line)[column - 1] : nil
    if character == "\t" || line.hasPrefix("\t") {
      return (
        Bilingual(en: "a tab stands where blanks are needed", zh: "此处用了制表符，应使用空格"),
        Bilingual(en: "indent with blanks, two for each level", zh: "请用空格缩进，每级两个")
      )
    }
    if line.contains("：") && !line.contains(": ") {
      return (
        Bilingual(en: "the colon after the key is a fullwidth one", zh: "键后的冒号是全角冒号"),
        Bilingual(en: "write “: ” (colon, blank) instead of “：”", zh: "请把“：”改为英文冒号加空格“: ”")
      )
    }
    for (words, meaning) in Self.vocabulary where problem.contains(words) { return meaning }
    return (Bilingual(en: problem, zh: problem), nil)
  }

  private static let indentation = Bilingual(
    en: "entries of one map begin in the same column, each as “key: value”", zh: "同一层的各项应对齐，每项写作“键: 值”")

  private static let nesting: Words = (
    Bilingual(en: "lists and maps are nested too deeply", zh: "嵌套层次过深"),
    Bilingual(en: "close the brackets that are open", zh: "请补上右括号")
  )

  private static let vocabulary: [(String, Words)] = [
    (
      "mapping values are not allowed",
      (
        Bilingual(
          en: "a second “: ” stands in a value, or the line is indented too far", zh: "值中又出现“: ”，或该行缩进过深"),
        Bilingual(en: "put the value in quotes, or align the line with its neighbours", zh: "请给该值加引号，或与相邻行对齐")
      )
    ),
    (
      "cannot start any token",
      (
        Bilingual(en: "a value cannot begin with this character", zh: "值不能以此字符开头"),
        Bilingual(en: "put the value in quotes", zh: "请给该值加引号")
      )
    ),
    (
      "found unexpected end of stream",
      (
        Bilingual(en: "the text ends inside quotes or brackets", zh: "引号或括号未闭合，文件已结束"),
        Bilingual(en: "close what is open", zh: "请补上引号或括号")
      )
    ),
    (
      "did not find expected ',' or '}'",
      (
        Bilingual(en: "a comma or a closing “}” is missing", zh: "缺少逗号或“}”"),
        Bilingual(
          en: "close the map “{…}”, or put a comma between its entries", zh: "请闭合“{…}”，或在各项之间加逗号"
        )
      )
    ),
    (
      "did not find expected ',' or ']'",
      (
        Bilingual(en: "a comma or a closing “]” is missing", zh: "缺少逗号或“]”"),
        Bilingual(
          en: "close the list “[…]”, or put a comma between its items", zh: "请闭合“[…]”，或在各项之间加逗号")
      )
    ),
    (
      "did not find expected '-' indicator",
      (
        Bilingual(en: "this line ends a list but stands in its column", zh: "该行与列表对齐，却不以“- ”开头"),
        Bilingual(en: "begin it with “- ”, or indent it as the item it belongs to", zh: "请以“- ”开头，或按所属项缩进")
      )
    ),
    (
      "did not find expected key",
      (Bilingual(en: "the indentation fits no open map", zh: "缩进与任何一层都不对应"), indentation)
    ),
    (
      "could not find expected ':'",
      (Bilingual(en: "a key without “: ” after it", zh: "键后缺少“: ”"), indentation)
    ),
    (
      "block sequence entries are not allowed",
      (
        Bilingual(en: "a list cannot begin here", zh: "此处不能开始列表"),
        Bilingual(en: "begin “- ” on a line of its own below the key", zh: "请另起一行写“- ”")
      )
    ),
    (
      "found undefined alias",
      (
        Bilingual(en: "this alias (*name) has no anchor (&name) before it", zh: "别名（*名称）之前没有对应的锚点（&名称）"), nil
      )
    ),
    (
      "unknown escape character",
      (
        Bilingual(en: "an unknown escape after “\\”", zh: "“\\”后的转义字符无效"),
        Bilingual(en: "use single quotes, or write “\\\\” for a backslash", zh: "请改用单引号，或把反斜杠写成“\\\\”")
      )
    ),
    (
      "another document",
      (
        Bilingual(
          en: "a second document begins here (“---”); a plan is one", zh: "此处开始了第二个文档（“---”）；计划只能有一个"), nil
      )
    ),
    (
      "control characters are not allowed",
      (Bilingual(en: "the text holds a control character", zh: "文本中含有控制字符"), nil)
    ),
    ("exceeded", nesting), ("Maximum nesting level", nesting),
  ]
}

extension YAMLTrouble {
  static func repeatedKey(_ key: String, first: SourcePosition? = nil) -> Bilingual {
    let en = first.map { "; first on line \($0.line), column \($0.column)" } ?? ""
    let zh = first.map { "；首次出现于第\($0.line)行第\($0.column)列" } ?? ""
    return Bilingual(en: "the key “\(key)” stands twice in one map\(en)", zh: "同一层中键“\(key)”重复\(zh)")
  }

  static let keepOne = Bilingual(en: "keep one of the two", zh: "请只保留一个")
  static let keyIsNoWord = Bilingual(en: "a key is a word, not a list or a map", zh: "键应为单词，不能是列表或映射")
  static let tooLarge = Bilingual(
    en: "with its aliases expanded the text holds more than \(YAMLReader.largestTree) values",
    zh: "展开别名后内容超过 \(YAMLReader.largestTree) 个值")
  static let tooManyRepeats = Bilingual(en: "more than 64 keys are repeated", zh: "重复的键超过 64 个")

  static func unreadable(_ what: String) -> Bilingual {
    Bilingual(en: "this is not YAML: \(what)", zh: "不是有效的 YAML：\(what)")
  }
}
