import TimeSeries

extension Table {
  /// GitHub-flavoured Markdown. Section headings become rows in bold, rules are left out.
  public func markdown() -> String {
    func line(_ cells: [String]) -> String {
      let shown = columns.indices.map { j in j < cells.count ? Self.escapingMarkdown(cells[j]) : "" }
      return "| " + shown.joined(separator: " | ") + " |"
    }
    let marks = columns.map { column in
      switch column.alignment {
      case .left: ":---"
      case .right: "---:"
      case .centre: ":---:"
      }
    }
    var lines = [line(columns.map(\.title)), "| " + marks.joined(separator: " | ") + " |"]
    for row in rows {
      switch row {
      case .cells(let cells): lines.append(line(cells))
      case .section(let title): lines.append(line(["**\(title)**"]))
      case .rule: break
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Comma-separated values (RFC 4180, lines end in CR LF). Section headings fill the first column, rules are left out.
  ///
  /// - Parameter byteOrderMark: begins with U+FEFF, by which Excel knows the text is UTF-8.
  public func csv(byteOrderMark: Bool = false) -> String {
    func line(_ cells: [String]) -> String {
      columns.indices.map { j in j < cells.count ? Self.quotingCSV(cells[j]) : "" }.joined(separator: ",")
    }
    var lines = [line(columns.map(\.title))]
    for row in rows {
      switch row {
      case .cells(let cells): lines.append(line(cells))
      case .section(let title): lines.append(line([title]))
      case .rule: break
      }
    }
    return (byteOrderMark ? "\u{FEFF}" : "") + lines.map { $0 + "\r\n" }.joined()
  }

  private static func escapingMarkdown(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("\n", with: " ")
  }

  private static func quotingCSV(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
