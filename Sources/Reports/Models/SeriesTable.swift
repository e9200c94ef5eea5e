public import TimeSeries

/// Paths side by side: a row a period, a column a series.
public struct SeriesTable: Sendable, Hashable {
  /// One series with what it is called.
  public struct Column: Sendable, Hashable {
    public var name: String
    public var label: Bilingual
    /// Unit and prices, in words; nil where there are none to tell.
    public var measure: Bilingual?
    /// One value a period of the table; nil where there is none.
    public var values: [Double?]

    public init(name: String, label: Bilingual, measure: Bilingual? = nil, values: [Double?]) {
      self.name = name
      self.label = label
      self.measure = measure
      self.values = values
    }
  }

  public var periods: [Period]
  public var columns: [Column]

  /// Precondition: each column has one value a period.
  public init(periods: [Period], columns: [Column]) {
    precondition(columns.allSatisfy { $0.values.count == periods.count }, "one value a period")
    self.periods = periods
    self.columns = columns
  }

  /// Comma-separated values: the period, then one column a series, every number as the shortest text that reads back as the
  /// same double; empty where there is none. Lines end in CR LF where a byte-order mark is asked for, as Excel likes it.
  public func csv(forExcel: Bool = false) -> String {
    var table = Table([Table.Column("period")] + columns.map { Table.Column($0.name) })
    table.rows = periods.indices.map { t in
      .cells(["\(periods[t])"] + columns.map { $0.values[t].map(ModelFigures.exact) ?? "" })
    }
    return forExcel ? table.csv(byteOrderMark: true) : table.csv().replacing("\r\n", with: "\n")
  }

  /// The table for a terminal; columns that do not fit beside each other follow below, each time with the periods.
  public func text(width: Int) -> String {
    NumberPanels(corner: "", rows: periods.map { "\($0)" }, columns: columns.map { ($0.name, $0.values) })
      .text(width: width)
  }

  /// What the columns are: “cn consumption (prices of 1934)”, as many as fit on a line; a measure that all share is told once.
  /// Columns of which there is no more to say than their name are left out.
  public func legend(width: Int, language: Language) -> [String] {
    let measures = Set(columns.map(\.measure))
    let shared = columns.count > 1 && measures.count == 1 ? columns.first?.measure : nil
    var items = columns.compactMap { column -> String? in
      let label = column.label.rendered(in: language)
      let measure = shared == nil ? column.measure?.rendered(in: language) : nil
      guard label != column.name || measure != nil else { return nil }
      let words = label == column.name ? column.name : "\(column.name) \(label)"
      return measure.map { language == .zh ? "\(words)（\($0)）" : "\(words) (\($0))" } ?? words
    }
    if let shared {
      items.append(Bilingual(en: "all in \(shared.en)", zh: "均为\(shared.zh)").rendered(in: language))
    }
    return TextWrapping.lines(
      of: items.map { $0.replacing(" ", with: "\u{A0}") }.joined(separator: " · "), width: width
    ).filter { !$0.isEmpty }
  }

  var json: [(String, JSONValue)] {
    [
      ("periods", .array(periods.map { .string("\($0)") })),
      (
        "series",
        .array(
          columns.map { column in
            object(
              ("name", .string(column.name)), ("label", JSONValue(column.label)),
              ("values", .array(column.values.map { $0.map { .number($0) } ?? .null })))
          })
      ),
    ]
  }
}
