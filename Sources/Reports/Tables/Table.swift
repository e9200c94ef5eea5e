public import TimeSeries

/// A table of texts: columns with a title and an alignment, rows of cells, rows that head a section, and rules.
/// One table is rendered as terminal text, Markdown or CSV.
public struct Table: Sendable, Hashable {
  public struct Column: Sendable, Hashable {
    public var title: String
    public var alignment: DisplayWidth.Alignment
    /// Whether its texts may be broken into several lines where the table is too wide.
    public var wraps: Bool
    /// The width it gives way to before other columns do; nil for none of its own.
    public var comfortable: Int?

    public init(
      _ title: String, _ alignment: DisplayWidth.Alignment = .left, wraps: Bool = false,
      comfortable: Int? = nil
    ) {
      self.title = title
      self.alignment = alignment
      self.wraps = wraps
      self.comfortable = comfortable
    }
  }

  public enum Row: Sendable, Hashable {
    /// One text a column; missing ones are blank.
    case cells([String])
    /// A heading across all columns.
    case section(String)
    case rule
  }

  public var columns: [Column]
  public var rows: [Row]
  /// Blanks between columns.
  public var gap: Int

  public init(_ columns: [Column], rows: [Row] = [], gap: Int = 2) {
    self.columns = columns
    self.rows = rows
    self.gap = gap
  }

  /// The table in at most `width` columns of a terminal where its columns can give way that far: wrapping ones get no
  /// narrower than eight, others than their widest cell. A table that cannot stays wider.
  public func text(width: Int) -> String {
    let widths = columnWidths(within: width)
    let total = widths.reduce(0, +) + gap * max(0, widths.count - 1)
    var lines: [String] = []
    if columns.contains(where: { !$0.title.isEmpty }) {
      lines += Self.lines(columns.map(\.title), columns, widths, gap, isHeading: true)
      lines.append(String(repeating: "─", count: total))
    }
    for row in rows {
      switch row {
      case .cells(let cells): lines += Self.lines(cells, columns, widths, gap)
      case .section(let title): lines += TextWrapping.lines(of: title, width: max(total, 8))
      case .rule: lines.append(String(repeating: "─", count: total))
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func lines(
    _ cells: [String], _ columns: [Column], _ widths: [Int], _ gap: Int, isHeading: Bool = false
  ) -> [String] {
    let broken = widths.indices.map { j in
      let text = j < cells.count ? cells[j] : ""
      return columns[j].wraps || isHeading ? TextWrapping.lines(of: text, width: widths[j]) : [text]
    }
    let height = broken.map(\.count).max() ?? 1
    let blank = String(repeating: " ", count: gap)
    return (0..<height).map { i in
      let parts = widths.indices.map { j in
        (i < broken[j].count ? broken[j][i] : "").padded(to: widths[j], alignment: columns[j].alignment)
      }
      return trimmingBlanks(parts.joined(separator: blank))
    }
  }

  /// Natural widths; where they exceed the width, the widest column that can give way does, one by one: wrapping columns
  /// down to eight, others down to their widest cell, their titles breaking.
  private func columnWidths(within width: Int) -> [Int] {
    var least = columns.map { $0.wraps ? 8 : 4 }
    var widths = columns.map { DisplayWidth.of($0.title) }
    for case .cells(let cells) in rows {
      for (j, cell) in cells.enumerated() where j < widths.count {
        let natural = DisplayWidth.of(cell)
        widths[j] = max(widths[j], natural)
        if !columns[j].wraps { least[j] = max(least[j], natural) }
      }
    }
    var excess = widths.reduce(0, +) + gap * max(0, widths.count - 1) - width
    while excess > 0 {
      let shrinkable = widths.indices.filter { widths[$0] > least[$0] }
      let generous = shrinkable.filter { widths[$0] > columns[$0].comfortable ?? .max }
      let candidates = generous.isEmpty ? shrinkable : generous
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private static func trimmingBlanks(_ text: String) -> String {
    var kept = text[...]
    while kept.last == " " { kept.removeLast() }
    return String(kept)
  }
}
