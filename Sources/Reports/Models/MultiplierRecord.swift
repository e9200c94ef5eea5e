public import TimeSeries

/// How variables answer instruments one unit higher.
public struct MultiplierRecord: Sendable, Hashable {
  public struct Answer: Sendable, Hashable {
    public var instrument: String
    /// What it is called.
    public var label: Bilingual
    /// A row a period from the origin on, a column a variable.
    public var responses: SeriesTable

    public init(instrument: String, label: Bilingual, responses: SeriesTable) {
      self.instrument = instrument
      self.label = label
      self.responses = responses
    }
  }

  public var model: String
  /// The period in which instruments change.
  public var origin: Period
  /// Whether they stay changed, rather than being changed in the origin alone.
  public var isSustained: Bool
  public var answers: [Answer]

  public init(model: String, origin: Period, isSustained: Bool, answers: [Answer]) {
    self.model = model
    self.origin = origin
    self.isSustained = isSustained
    self.answers = answers
  }

  /// Instrument and period, then one column a variable.
  public func csv(forExcel: Bool = false) -> String {
    let names = answers.first?.responses.columns.map(\.name) ?? []
    var table = Table((["instrument", "period"] + names).map { Table.Column($0) })
    for answer in answers {
      for (t, period) in answer.responses.periods.enumerated() {
        let values = answer.responses.columns.map { $0.values[t].map(ModelFigures.exact) ?? "" }
        table.rows.append(.cells([answer.instrument, "\(period)"] + values))
      }
    }
    return forExcel ? table.csv(byteOrderMark: true) : table.csv().replacing("\r\n", with: "\n")
  }

  /// The document of `outturn model multipliers --json`; Documentation/json.md describes it.
  public func json() -> JSONValue {
    object(
      ("format", .string("outturn-model-multipliers/1")), ("model", .string(model)),
      ("origin", .string("\(origin)")), ("sustained", .bool(isSustained)),
      (
        "multipliers",
        .array(
          answers.map { object([("instrument", .string($0.instrument))] + $0.responses.json) })
      ))
  }

  /// Impact multipliers as one table, variable by instrument; then, where there are later periods, a table an instrument.
  public func text(width: Int, language: Language) -> String {
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    let how =
      isSustained
      ? say("one unit higher from \(origin) on", "自 \(origin) 起提高一个单位")
      : say("one unit higher in \(origin)", "\(origin) 提高一个单位")
    var sections = [
      TextWrapping.lines(of: "\(model) · " + say("multipliers", "乘数") + " · " + how, width: width)
    ]
    sections.append([impact(say("impact on", "当期影响"), width)])
    for answer in answers where answer.responses.periods.count > 1 {
      let label = answer.label.rendered(in: language)
      let name = label == answer.instrument ? label : "\(answer.instrument) \(label)"
      sections.append([name, answer.responses.text(width: width)])
    }
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func impact(_ title: String, _ width: Int) -> String {
    let variables = answers.first?.responses.columns.map(\.name) ?? []
    return NumberPanels(
      corner: title, rows: variables,
      columns: answers.map { answer in
        (answer.instrument, answer.responses.columns.map { $0.values.first ?? nil })
      }
    ).text(width: width)
  }
}
