public import TimeSeries

/// Five steps of calibrated language for a probability, each with a symbol that is told apart without colour.
///
/// Words and limits follow the guidance note of the IPCC on uncertainty (Mastrandrea et al. 2010, table 1), made
/// exclusive of each other; “about as likely as not” is shortened to “toss-up”.
public enum Likelihood: String, Sendable, Hashable, Codable, CaseIterable {
  case veryLikely = "very likely"
  case likely = "likely"
  case tossUp = "toss-up"
  case unlikely = "unlikely"
  case veryUnlikely = "very unlikely"

  public init(_ probability: Double) {
    switch probability {
    case 0.90...: self = .veryLikely
    case 0.66...: self = .likely
    case 0.33...: self = .tossUp
    case 0.10...: self = .unlikely
    default: self = .veryUnlikely
    }
  }

  /// A disc filled the more the likelier.
  public var symbol: String {
    switch self {
    case .veryLikely: "●"
    case .likely: "◕"
    case .tossUp: "◑"
    case .unlikely: "◔"
    case .veryUnlikely: "○"
    }
  }

  public var word: Bilingual {
    switch self {
    case .veryLikely: Bilingual(en: rawValue, zh: "很可能")
    case .likely: Bilingual(en: rawValue, zh: "可能")
    case .tossUp: Bilingual(en: rawValue, zh: "难料")
    case .unlikely: Bilingual(en: rawValue, zh: "不太可能")
    case .veryUnlikely: Bilingual(en: rawValue, zh: "很不可能")
    }
  }

  /// The percentages it stands for.
  public var range: String {
    switch self {
    case .veryLikely: "90–100%"
    case .likely: "66–90%"
    case .tossUp: "33–66%"
    case .unlikely: "10–33%"
    case .veryUnlikely: "0–10%"
    }
  }

  /// `● very likely 90–100%`: its entry in the scale.
  func entry(in language: Language) -> String { "\(symbol) \(word.rendered(in: language)) \(range)" }

  /// The scale in one line.
  public static let key = Bilingual(
    en: allCases.map { $0.entry(in: .en) }.joined(separator: "  "),
    zh: allCases.map { $0.entry(in: .zh) }.joined(separator: "  "))
}
