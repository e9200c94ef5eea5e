public import TimeSeries

/// What instruments must be for targets to be met, and what follows.
public struct ModelTargetingRecord: Sendable, Hashable {
  public var model: String
  /// Periods simulated.
  public var span: PeriodSpan
  /// Simulations it took.
  public var iterations: Int
  /// Found, over the periods of the targets.
  public var instruments: SeriesTable
  /// The same instruments before.
  public var before: [SeriesTable.Column]
  public var targets: SeriesTable
  /// Every explained variable over the span.
  public var paths: SeriesTable
  public var notes: [Bilingual]

  public init(
    model: String, span: PeriodSpan, iterations: Int, instruments: SeriesTable, before: [SeriesTable.Column],
    targets: SeriesTable, paths: SeriesTable, notes: [Bilingual] = []
  ) {
    self.model = model
    self.span = span
    self.iterations = iterations
    self.instruments = instruments
    self.before = before
    self.targets = targets
    self.paths = paths
    self.notes = notes
  }

  /// The document of `outturn model target --json`; Documentation/json.md describes it.
  public func json() -> JSONValue {
    let columns = { (columns: [SeriesTable.Column]) -> JSONValue in
      .array(
        columns.map { column in
          object(
            ("name", .string(column.name)),
            ("values", .array(column.values.map { $0.map { .number($0) } ?? .null })))
        })
    }
    return object(
      ("format", .string("outturn-model-target/1")), ("model", .string(model)),
      ("from", .string("\(span.lowerBound)")), ("to", .string("\(span.upperBound)")),
      ("iterations", integer(iterations)),
      ("targetPeriods", .array(targets.periods.map { .string("\($0)") })),
      ("targets", columns(targets.columns)), ("instruments", columns(instruments.columns)),
      ("before", columns(before)),
      ("periods", .array(paths.periods.map { .string("\($0)") })), ("series", columns(paths.columns)),
      ("notes", .array(notes.map { JSONValue($0) })))
  }

  /// Instruments with what they were, then the paths.
  public func text(width: Int, language: Language) -> String {
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    let names = targets.columns.map(\.name).joined(separator: ", ")
    let title = say(
      "\(model) · instruments that meet the targets of \(names)", "\(model) · 实现目标 \(names) 所需的工具")
    var columns: [(title: String, values: [Double?])] = []
    for (found, old) in zip(instruments.columns, before) {
      columns.append((found.name, found.values))
      columns.append((say("before", "原值"), old.values))
      columns.append(
        (
          say("change", "变动"),
          zip(found.values, old.values).map { a, b in a.flatMap { a in b.map { a - $0 } } }
        ))
    }
    let needed = NumberPanels(corner: "", rows: instruments.periods.map { "\($0)" }, columns: columns)
    let sections = [
      TextWrapping.lines(of: title, width: width), instruments.legend(width: width, language: language),
      [needed.text(width: width)],
      [say("What follows", "由此得到的结果"), paths.text(width: width)],
      notes.flatMap { TextWrapping.paragraph($0.rendered(in: language), first: "– ", width: width) },
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }
}
