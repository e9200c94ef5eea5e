import TimeSeries

/// Breaks a text into lines no wider than a number of terminal columns: at blanks, and between East Asian characters.
/// A word wider than a line is cut. Closing punctuation stays on the line of what it closes. No line is broken at a
/// no-break space; it is printed as a blank.
public enum TextWrapping {
  public static func lines(of text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(of: text) {
      let blankless = piece.hasPrefix(" ") ? String(piece.dropFirst()) : piece
      if line.isEmpty {
        line = blankless
      } else if DisplayWidth.of(line) + DisplayWidth.of(piece) <= width {
        line += piece
      } else {
        lines.append(line)
        line = blankless
      }
      while DisplayWidth.of(line) > width, line.count > 1 {
        let head = prefix(of: line, width: width)
        lines.append(head)
        line = String(line.dropFirst(head.count))
      }
    }
    let all = line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    return all.map { $0.replacing("\u{A0}", with: " ") }
  }

  /// Texts two blanks apart, none of them broken unless it is wider than a line by itself.
  static func lines(ofItems items: [String], width: Int) -> [String] {
    var lines: [String] = []
    for item in items {
      if let last = lines.last, DisplayWidth.of(last) + 2 + DisplayWidth.of(item) <= width {
        lines[lines.count - 1] = last + "  " + item
      } else {
        lines += Self.lines(of: item, width: width)
      }
    }
    return lines
  }

  /// A paragraph: the first line after `first`, the others indented as far.
  public static func paragraph(_ text: String, first: String = "", width: Int) -> [String] {
    let indent = DisplayWidth.of(first)
    let blank = String(repeating: " ", count: indent)
    return lines(of: text, width: max(10, width - indent)).enumerated().map { ($0 == 0 ? first : blank) + $1 }
  }

  /// The longest beginning that fits, at least one character.
  static func prefix(of text: String, width: Int) -> String {
    var used = 0
    var end = text.startIndex
    while end < text.endIndex {
      used += DisplayWidth.of(text[end])
      if used > width, end > text.startIndex { break }
      end = text.index(after: end)
    }
    return String(text[..<end])
  }

  /// Words with the blank before them, wide characters one by one.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var word = ""
    for character in text {
      let isWide = DisplayWidth.of(character) > 1
      if character == " " {
        if !word.isEmpty { pieces.append(word) }
        word = " "
      } else if isWide, !closing.contains(character) {
        if !word.isEmpty, word != " ", word.last != "\u{A0}" {
          pieces.append(word)
          word = ""
        }
        pieces.append(word + String(character))
        word = ""
      } else if closing.contains(character), word.isEmpty, let last = pieces.popLast() {
        pieces.append(last + String(character))
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty, word != " " { pieces.append(word) }
    return pieces
  }

  private static let closing: Set<Character> = ["，", "。", "；", "：", "、", "）", "”", "》", "％", "！", "？"]
}
