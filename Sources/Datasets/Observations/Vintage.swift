public import TimeSeries

/// Which of the several figures published for one period this is: levels and rates are revised for years.
public struct Vintage: Hashable, Codable, Sendable {
  /// From the earliest to the last. `unmarked` is what a communiqué prints without comment.
  public enum Stage: Int, Hashable, Codable, Sendable, CaseIterable, Comparable {
    /// Made before the period closed (预计).
    case estimate
    /// The first release (初步核算).
    case preliminary
    case unmarked
    /// 初步核实
    case revised
    /// 最终核实
    case final

    public static func < (a: Stage, b: Stage) -> Bool { a.rawValue < b.rawValue }

    public var name: Bilingual {
      switch self {
      case .estimate: Bilingual(en: "year-end estimate", zh: "预计数")
      case .preliminary: Bilingual(en: "first release", zh: "初步核算数")
      case .unmarked: Bilingual(en: "as published", zh: "公布数")
      case .revised: Bilingual(en: "revised", zh: "初步核实数")
      case .final: Bilingual(en: "final", zh: "最终核实数")
      }
    }
  }

  public var stage: Stage
  /// The month it was published in, where the source says so.
  public var released: Period?

  public init(stage: Stage = .unmarked, released: Period? = nil) {
    self.stage = stage
    self.released = released
  }

  /// Read from the remark beside a published figure.
  init(note: String) {
    if note.isEmpty {
      stage = .unmarked
    } else if note.mentions("预计") {
      stage = .estimate
    } else if note.mentions("final") || note.mentions("最终核实") {
      stage = .final
    } else if note.mentions("revised") || note.mentions("初步核实") {
      stage = .revised
    } else if note.mentions("first estimate") || note.mentions("preliminary") {
      stage = .preliminary
    } else {
      stage = .unmarked
    }
    if stage != .unmarked, let month = note.firstMatch(of: /(?:19|20)\d\d-(?:0[1-9]|1[0-2])/) {
      released = try? Period(String(month.output))
    }
  }
}

extension String {
  /// Whether a phrase stands in the text, byte for byte.
  func mentions(_ phrase: String) -> Bool {
    let (text, wanted) = (utf8, phrase.utf8)
    guard let first = wanted.first else { return true }
    var rest = text[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: wanted) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
