public import TimeSeries

/// The paths a simulation of a model found.
public struct ModelPathsRecord: Sendable, Hashable {
  public var model: String
  /// `static`, `dynamic` or `forecast`.
  public var mode: String
  public var span: PeriodSpan
  public var paths: SeriesTable
  /// Of equations that have some, by the equation's name.
  public var addFactors: SeriesTable
  /// Values of the parameters used, in the order of the model.
  public var parameters: [ModelFitRecord.Parameter]
  /// The largest scaled residual of any equation, and Newton steps, by period.
  public var residuals: [Double]
  public var iterations: [Int]
  /// What was done before and beside solving, such as variables held.
  public var notes: [Bilingual]

  public init(
    model: String, mode: String, span: PeriodSpan, paths: SeriesTable, addFactors: SeriesTable,
    parameters: [ModelFitRecord.Parameter], residuals: [Double], iterations: [Int], notes: [Bilingual] = []
  ) {
    self.model = model
    self.mode = mode
    self.span = span
    self.paths = paths
    self.addFactors = addFactors
    self.parameters = parameters
    self.residuals = residuals
    self.iterations = iterations
    self.notes = notes
  }

  /// The document of `outturn model solve --json`; Documentation/json.md describes it.
  public func json() -> JSONValue {
    object(
      [
        ("format", .string("outturn-model-solve/1")), ("model", .string(model)), ("mode", .string(mode)),
        ("from", .string("\(span.lowerBound)")), ("to", .string("\(span.upperBound)")),
      ] + paths.json + [
        (
          "addFactors",
          .array(
            addFactors.columns.map { column in
              object(
                ("equation", .string(column.name)),
                ("values", .array(column.values.map { $0.map { .number($0) } ?? .null })))
            })
        ),
        ("residuals", .array(residuals.map { .number($0) })),
        ("iterations", .array(iterations.map { .integer(Int64($0)) })),
        (
          "parameters",
          .array(
            parameters.map { object(("name", .string($0.name)), ("value", .number($0.value))) })
        ),
        ("notes", .array(notes.map { JSONValue($0) })),
      ])
  }

  /// The paths for a reader at a terminal.
  public func text(width: Int, language: Language) -> String {
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    let names = [
      "static": Bilingual(en: "static simulation", zh: "静态模拟"),
      "dynamic": Bilingual(en: "dynamic simulation", zh: "动态模拟"),
      "forecast": Bilingual(en: "forecast", zh: "预测"),
    ]
    let kind = (names[mode] ?? Bilingual(mode)).rendered(in: language)
    let dates = "\(span.lowerBound)–\(span.upperBound)"
    var sections = [TextWrapping.lines(of: "\(model) · \(kind) \(dates)", width: width)]
    let legend = paths.legend(width: width, language: language)
    if !legend.isEmpty, paths.columns.count <= 24 { sections.append(legend) }
    sections.append([paths.text(width: width)])
    if !addFactors.columns.isEmpty {
      sections.append([
        say("Add-factors of the equations", "各方程的附加因子"), addFactors.text(width: width),
      ])
    }
    var last = notes.flatMap {
      TextWrapping.paragraph($0.rendered(in: language), first: "– ", width: width)
    }
    if let worst = residuals.max() {
      let size = RegressionFigures.number(worst, digits: 1)
      let sentence =
        worst < 1e-13
        ? say("Every equation holds to rounding.", "各方程均成立，仅有舍入误差。")
        : say(
          "Every equation holds to \(size) of the size of its terms.", "各方程两边之差不超过各项大小的 \(size)。")
      last += TextWrapping.paragraph(sentence, first: "– ", width: width)
    }
    sections.append(last)
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }
}
