public import Datasets

/// A plan text as read: scalars, lists and maps, each with its place in the file. What a section means is decided by
/// whoever owns it; the `model` section is decoded by the model it names.
public indirect enum SettingTree: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    public var key: String
    public var keyPosition: SourcePosition
    public var value: SettingTree

    public init(key: String, keyPosition: SourcePosition, value: SettingTree) {
      self.key = key
      self.keyPosition = keyPosition
      self.value = value
    }
  }

  /// A scalar as written, and whether it stood in quotes.
  case scalar(String, quoted: Bool, SourcePosition)
  case list([SettingTree], SourcePosition)
  /// Entries in the order written, keys unique.
  case map([Entry], SourcePosition)

  public var position: SourcePosition {
    switch self {
    case .scalar(_, _, let position), .list(_, let position), .map(_, let position): position
    }
  }
}
