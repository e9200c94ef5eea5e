import TimeSeries

/// A table of numbers with a title a row and a column; columns that do not fit beside each other follow below, each time with the
/// titles of the rows.
struct NumberPanels {
  var corner: String
  var rows: [String]
  var columns: [(title: String, values: [Double?])]
  /// Whether all columns are of one kind and get the same decimals.
  var isUniform = false

  func text(width: Int) -> String {
    let all = ModelFigures.column(columns.flatMap(\.values))
    let texts = columns.indices.map { j in
      isUniform
        ? Array(all[j * rows.count..<(j + 1) * rows.count]) : ModelFigures.column(columns[j].values)
    }
    let widths = columns.indices.map { j in
      (texts[j] + [columns[j].title]).map { DisplayWidth.of($0) }.max() ?? 0
    }
    let first = (rows + [corner]).map { DisplayWidth.of($0) }.max() ?? 0
    var panels: [[Int]] = []
    var used = 0
    for j in columns.indices {
      if panels.isEmpty || used + 2 + widths[j] > width {
        panels.append([])
        used = first
      }
      panels[panels.count - 1].append(j)
      used += 2 + widths[j]
    }
    return panels.map { panel in
      var table = Table([Table.Column(corner)] + panel.map { Table.Column(columns[$0].title, .right) })
      table.rows = rows.indices.map { t in .cells([rows[t]] + panel.map { texts[$0][t] }) }
      let natural = first + panel.reduce(0) { $0 + 2 + widths[$1] }
      return table.text(width: max(width, natural))
    }.joined(separator: "\n\n")
  }
}
