/// A language of the output, or both side by side.
public enum Language: String, CaseIterable, Codable, Sendable, Hashable {
  case en, zh, both
}

/// A name or a sentence in English and in Chinese.
public struct Bilingual: Hashable, Codable, Sendable {
  public var en: String
  public var zh: String

  public init(en: String, zh: String) {
    self.en = en
    self.zh = zh
  }

  /// The same text in both languages: a symbol, an identifier.
  public init(_ same: String) {
    self.init(en: same, zh: same)
  }

  /// The text in one language; `both` gives “Chinese / English”, or the text once where they are equal. A language
  /// that is empty falls back on the other.
  public func rendered(in language: Language) -> String {
    switch language {
    case .en: en.isEmpty ? zh : en
    case .zh: zh.isEmpty ? en : zh
    case .both: en == zh || en.isEmpty ? zh : zh.isEmpty ? en : "\(zh) / \(en)"
    }
  }
}

/// An error that explains itself in both languages; `description` is the English sentence.
public protocol BilingualError: Error, CustomStringConvertible {
  var message: Bilingual { get }
}

extension BilingualError {
  public var description: String { message.en }
}
