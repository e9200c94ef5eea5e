public import TimeSeries

/// What every equation of a model says of history, each for itself.
public struct ModelResidualsRecord: Sendable, Hashable {
  public var model: String
  public var span: PeriodSpan
  /// left − right of each equation, by the equation's name.
  public var residuals: SeriesTable
  /// The value of each equation's left-hand variable that makes it hold.
  public var fitted: SeriesTable
  /// Identities that do not hold in the data to within rounding.
  public var broken: [String]

  public init(
    model: String, span: PeriodSpan, residuals: SeriesTable, fitted: SeriesTable, broken: [String]
  ) {
    self.model = model
    self.span = span
    self.residuals = residuals
    self.fitted = fitted
    self.broken = broken
  }

  /// The document of `outturn model solve --residuals --json`; Documentation/json.md describes it.
  public func json() -> JSONValue {
    object(
      ("format", .string("outturn-model-residuals/1")), ("model", .string(model)),
      ("from", .string("\(span.lowerBound)")), ("to", .string("\(span.upperBound)")),
      ("periods", .array(residuals.periods.map { .string("\($0)") })),
      (
        "equations",
        .array(
          zip(residuals.columns, fitted.columns).map { residual, fitted in
            object(
              ("name", .string(residual.name)), ("residuals", Self.values(residual)),
              ("fitted", Self.values(fitted)))
          })
      ),
      ("broken", .array(broken.map { .string($0) })))
  }

  private static func values(_ column: SeriesTable.Column) -> JSONValue {
    .array(column.values.map { $0.map { .number($0) } ?? .null })
  }

  /// The residuals, zero where an equation holds but for rounding.
  private var withoutRounding: SeriesTable {
    var shown = residuals
    for (j, fitted) in fitted.columns.enumerated() {
      let size = fitted.values.reduce(0) { max($0, abs($1 ?? 0)) }
      shown.columns[j].values = residuals.columns[j].values.map { value in
        value.map { abs($0) <= 1e-12 * size ? 0 : $0 }
      }
    }
    return shown
  }

  /// The residuals for a reader at a terminal.
  public func text(width: Int, language: Language) -> String {
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    let dates = "\(span.lowerBound)–\(span.upperBound)"
    let title = say(
      "\(model) · residuals of the equations \(dates): left − right with all data as they are",
      "\(model) · 方程残差 \(dates)：以原始数据计算的左边减右边")
    var sections = [
      TextWrapping.lines(of: title, width: width), [withoutRounding.text(width: width)],
    ]
    if !broken.isEmpty {
      let list = broken.joined(separator: ", ")
      sections.append(
        TextWrapping.paragraph(
          say(
            "Identities that the data do not meet: \(list). Simulations cannot give back history as far as these differ.",
            "数据不满足的恒等式：\(list)。在其差额范围内，模拟不能重现历史。"), first: "– ", width: width))
    }
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }
}
