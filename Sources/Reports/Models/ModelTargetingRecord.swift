public import TimeSeries

/// What instruments must be for targets to be met, and what follows.
public struct ModelTargetingRecord: Sendable, Hashable {
  /// A wish for a variable in a period, and what came of it.
  public struct Target: Sendable, Hashable {
    public var variable: String
    public var period: Period
    /// `=`, `≥` or `≤`.
    public var sign: String
    public var value: Double
    public var reached: Double
    /// How much the cost rises where the target rises by one; nil where targets are met without weighing costs.
    public var shadowPrice: Double?

    public init(
      variable: String, period: Period, sign: String, value: Double, reached: Double,
      shadowPrice: Double? = nil
    ) {
      self.variable = variable
      self.period = period
      self.sign = sign
      self.value = value
      self.reached = reached
      self.shadowPrice = shadowPrice
    }
  }

  /// A bound of an instrument that binds.
  public struct Limit: Sendable, Hashable {
    public var instrument: String
    public var period: Period
    public var value: Double
    public var shadowPrice: Double

    public init(instrument: String, period: Period, value: Double, shadowPrice: Double) {
      self.instrument = instrument
      self.period = period
      self.value = value
      self.shadowPrice = shadowPrice
    }
  }

  public var model: String
  /// Periods simulated.
  public var span: PeriodSpan
  /// Simulations or quadratic programs it took.
  public var iterations: Int
  /// Found, over the periods in which they may move.
  public var instruments: SeriesTable
  /// The same instruments without targets.
  public var before: [SeriesTable.Column]
  public var targets: [Target]
  /// Every explained variable over the span.
  public var paths: SeriesTable
  /// The effort; nil where targets are met without weighing costs.
  public var cost: Double?
  public var limits: [Limit] = []
  public var notes: [Bilingual]

  public init(
    model: String, span: PeriodSpan, iterations: Int, instruments: SeriesTable, before: [SeriesTable.Column],
    targets: [Target], paths: SeriesTable, notes: [Bilingual] = []
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
      ("method", .string(cost == nil ? "exact" : "leastEffort")),
      ("from", .string("\(span.lowerBound)")), ("to", .string("\(span.upperBound)")),
      ("iterations", integer(iterations)), ("cost", cost.map { .number($0) } ?? .null),
      ("targets", .array(targets.map(\.json))), ("limits", .array(limits.map(\.json))),
      ("instrumentPeriods", .array(instruments.periods.map { .string("\($0)") })),
      ("instruments", columns(instruments.columns)), ("before", columns(before)),
      ("periods", .array(paths.periods.map { .string("\($0)") })), ("series", columns(paths.columns)),
      ("notes", .array(notes.map { JSONValue($0) })))
  }

  // MARK: Text

  /// Instruments with what they were, the targets, then the paths.
  public func text(width: Int, language: Language) -> String {
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    let how =
      cost == nil
      ? say("what the targets take", "实现目标所需的工具")
      : say("what the targets take, with the least effort", "以最小代价实现目标所需的工具")
    let sections = [
      TextWrapping.lines(of: "\(model) · \(how)", width: width), wishes(width, language),
      [say("Instruments", "政策工具")] + instruments.legend(width: width, language: language)
        + [needed(width, language)],
      bounds(width, language),
      [say("What follows", "由此得到的结果"), paths.text(width: width)], remarks(width, language),
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func wishes(_ width: Int, _ language: Language) -> [String] {
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    var columns: [Table.Column] = [
      .init(say("target", "目标")), .init(say("in", "时期")), .init(say("wished", "要求"), .right),
      .init(say("reached", "达到"), .right),
    ]
    let hasPrices = targets.contains { $0.shadowPrice != nil }
    if hasPrices { columns.append(.init(say("cost of one more", "每提高一单位的代价"), .right)) }
    var table = Table(columns)
    table.rows = targets.map { target in
      var cells = [
        target.variable, "\(target.period)", "\(target.sign) \(RegressionFigures.number(target.value))",
        RegressionFigures.number(target.reached),
      ]
      if hasPrices {
        let price = target.shadowPrice ?? 0
        cells.append(abs(price) < 1e-12 ? say("none", "无") : RegressionFigures.number(price, digits: 4))
      }
      return .cells(cells)
    }
    return [table.text(width: width)]
  }

  private func needed(_ width: Int, _ language: Language) -> String {
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    var columns: [(title: String, values: [Double?])] = []
    for (found, old) in zip(instruments.columns, before) {
      let change = zip(found.values, old.values).map { pair -> Double? in
        guard let a = pair.0, let b = pair.1 else { return nil }
        return a - b
      }
      columns.append((found.name, found.values))
      columns.append((say("before", "原值"), old.values))
      columns.append((say("change", "变动"), change))
    }
    return NumberPanels(corner: "", rows: instruments.periods.map { "\($0)" }, columns: columns)
      .text(width: width)
  }

  private func bounds(_ width: Int, _ language: Language) -> [String] {
    guard !limits.isEmpty else { return [] }
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    var table = Table([
      .init(say("at its bound", "处于界限")), .init(say("in", "时期")), .init(say("bound", "界限"), .right),
      .init(say("cost of one more", "每提高一单位的代价"), .right),
    ])
    table.rows = limits.map { limit in
      .cells([
        limit.instrument, "\(limit.period)", RegressionFigures.number(limit.value),
        RegressionFigures.number(limit.shadowPrice, digits: 4),
      ])
    }
    return [table.text(width: width)]
  }

  private func remarks(_ width: Int, _ language: Language) -> [String] {
    var remarks: [Bilingual] = []
    if let cost {
      let shown = RegressionFigures.number(cost)
      remarks.append(Bilingual(en: "The effort is \(shown).", zh: "总代价为 \(shown)。"))
    }
    return (remarks + notes).flatMap {
      TextWrapping.paragraph($0.rendered(in: language), first: "– ", width: width)
    }
  }
}

extension ModelTargetingRecord.Target {
  var json: JSONValue {
    object(
      ("variable", .string(variable)), ("period", .string("\(period)")), ("bound", .string(sign)),
      ("value", .number(value)), ("reached", .number(reached)),
      ("shadowPrice", shadowPrice.map { .number($0) } ?? .null))
  }
}

extension ModelTargetingRecord.Limit {
  var json: JSONValue {
    object(
      ("instrument", .string(instrument)), ("period", .string("\(period)")), ("value", .number(value)),
      ("shadowPrice", .number(shadowPrice)))
  }
}
