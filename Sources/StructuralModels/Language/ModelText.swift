/// The text of a model and where it came from: what diagnostics quote.
public struct ModelText: Hashable, Sendable {
  /// The name of the file, or what else the text is called in messages.
  public let file: String
  /// Its lines, without line breaks.
  public let lines: [String]

  /// A text with any of the usual line breaks; a byte order mark is dropped.
  public init(_ text: String, file: String = "model") {
    self.file = file
    let plain = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    lines = plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
  }

  /// A stretch of one line: line from 1, characters of the line from 0.
  public struct Place: Hashable, Sendable, Comparable {
    public let line: Int
    public let characters: Range<Int>

    public init(line: Int, characters: Range<Int>) {
      self.line = line
      self.characters = characters
    }

    /// From the beginning of this place to the end of another; of this line only where the other is below.
    func joined(to other: Place) -> Place {
      guard other.line == line else { return self }
      let end = max(characters.upperBound, other.characters.upperBound)
      return Place(line: line, characters: characters.lowerBound..<end)
    }

    public static func < (a: Place, b: Place) -> Bool {
      (a.line, a.characters.lowerBound) < (b.line, b.characters.lowerBound)
    }
  }
}
