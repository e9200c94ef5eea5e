public import TimeSeries

/// How the paths of a model are distributed over many draws.
public struct StochasticRecord: Sendable, Hashable {
  /// One quantile of a path.
  public struct Quantile: Sendable, Hashable {
    public var probability: Double
    public var values: [Double?]
    public var monteCarloError: [Double?]

    public init(probability: Double, values: [Double?], monteCarloError: [Double?]) {
      self.probability = probability
      self.values = values
      self.monteCarloError = monteCarloError
    }
  }

  /// One variable, a value a period.
  public struct Fan: Sendable, Hashable {
    public var name: String
    public var label: Bilingual
    public var measure: Bilingual?
    /// Without disturbances.
    public var deterministic: [Double?]
    public var mean: [Double?]
    public var standardDeviation: [Double?]
    /// Of the mean.
    public var monteCarloError: [Double?]
    public var quantiles: [Quantile]

    public init(
      name: String, label: Bilingual, measure: Bilingual?, deterministic: [Double?], mean: [Double?],
      standardDeviation: [Double?], monteCarloError: [Double?], quantiles: [Quantile]
    ) {
      self.name = name
      self.label = label
      self.measure = measure
      self.deterministic = deterministic
      self.mean = mean
      self.standardDeviation = standardDeviation
      self.monteCarloError = monteCarloError
      self.quantiles = quantiles
    }
  }

  /// Draws that found no solution.
  public struct Failure: Sendable, Hashable {
    public var period: Period
    /// `diverged`, `stalled` …
    public var reason: String
    public var words: Bilingual
    public var draws: Int

    public init(period: Period, reason: String, words: Bilingual, draws: Int) {
      self.period = period
      self.reason = reason
      self.words = words
      self.draws = draws
    }
  }

  public var model: String
  /// `static`, `dynamic` or `forecast`.
  public var mode: String
  public var periods: [Period]
  public var draws: Int
  public var seed: UInt64
  /// How disturbances and coefficients were drawn.
  public var design: Bilingual
  public var fans: [Fan]
  public var failures: [Failure]
  public var notes: [Bilingual]

  public init(
    model: String, mode: String, periods: [Period], draws: Int, seed: UInt64, design: Bilingual,
    fans: [Fan], failures: [Failure], notes: [Bilingual] = []
  ) {
    self.model = model
    self.mode = mode
    self.periods = periods
    self.draws = draws
    self.seed = seed
    self.design = design
    self.fans = fans
    self.failures = failures
    self.notes = notes
  }

  /// A line a variable and period: without disturbances, mean, spread, quantiles.
  public func csv(forExcel: Bool = false) -> String {
    let probabilities = fans.first?.quantiles.map { "q\(Figures.shortest($0.probability))" } ?? []
    let columns = ["variable", "period", "deterministic", "mean", "sd", "mc_error"] + probabilities
    var table = Table(columns.map { Table.Column($0) })
    for fan in fans {
      for (t, period) in periods.enumerated() {
        let values =
          [fan.deterministic[t], fan.mean[t], fan.standardDeviation[t], fan.monteCarloError[t]]
          + fan.quantiles.map { $0.values[t] }
        table.rows.append(.cells([fan.name, "\(period)"] + values.map { $0.map(ModelFigures.exact) ?? "" }))
      }
    }
    return forExcel ? table.csv(byteOrderMark: true) : table.csv().replacing("\r\n", with: "\n")
  }

  /// The document of `outturn model simulate --json`; Documentation/json.md describes it.
  public func json() -> JSONValue {
    let values = { (values: [Double?]) -> JSONValue in
      .array(values.map { $0.map { .number($0) } ?? .null })
    }
    let variables = fans.map { fan in
      object(
        ("name", .string(fan.name)), ("label", JSONValue(fan.label)),
        ("deterministic", values(fan.deterministic)), ("mean", values(fan.mean)),
        ("standardDeviation", values(fan.standardDeviation)),
        ("monteCarloError", values(fan.monteCarloError)),
        (
          "quantiles",
          .array(
            fan.quantiles.map {
              object(
                ("probability", .number($0.probability)), ("values", values($0.values)),
                ("monteCarloError", values($0.monteCarloError)))
            })
        ))
    }
    let failed = failures.map {
      object(
        ("period", .string("\($0.period)")), ("reason", .string($0.reason)), ("draws", integer($0.draws)))
    }
    return object(
      ("format", .string("outturn-model-simulate/1")), ("model", .string(model)), ("mode", .string(mode)),
      ("draws", integer(draws)), ("seed", .unsigned(seed)), ("design", JSONValue(design)),
      ("failed", integer(failedDraws)), ("failures", .array(failed)),
      ("periods", .array(periods.map { .string("\($0)") })), ("variables", .array(variables)),
      ("notes", .array(notes.map { JSONValue($0) })))
  }

  public var failedDraws: Int { failures.reduce(0) { $0 + $1.draws } }

  /// A table a variable, for a reader at a terminal.
  public func text(width: Int, language: Language) -> String {
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
    let dates = "\(periods.first.map { "\($0)" } ?? "")–\(periods.last.map { "\($0)" } ?? "")"
    let count = Figures.grouped(draws)
    let title = Bilingual(
      en: "\(model) · stochastic simulation \(dates) · \(count) draws, seed \(seed)",
      zh: "\(model) · 随机模拟 \(dates) · 抽样\(count)次，种子 \(seed)")
    var sections = [
      TextWrapping.lines(of: title.rendered(in: language), width: width)
        + TextWrapping.lines(of: design.rendered(in: language), width: width)
    ]
    if failedDraws > 0 { sections.append(told(width, language)) }
    for fan in fans {
      let label = fan.label.rendered(in: language)
      let name = label == fan.name ? fan.name : "\(fan.name) \(label)"
      let measure = fan.measure.map { $0.rendered(in: language) }
      let heading = measure.map { language == .zh ? "\(name)（\($0)）" : "\(name) (\($0))" } ?? name
      let columns: [(title: String, values: [Double?])] =
        [
          (say("no shock", "无扰动"), fan.deterministic), (say("mean", "均值"), fan.mean),
          (say("std. dev.", "标准差"), fan.standardDeviation),
        ] + fan.quantiles.map { (Self.percent($0.probability), $0.values) }
      let table = NumberPanels(corner: "", rows: periods.map { "\($0)" }, columns: columns, isUniform: true)
      sections.append([heading, table.text(width: width)])
    }
    sections.append(
      notes.flatMap { TextWrapping.paragraph($0.rendered(in: language), first: "– ", width: width) })
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private static func percent(_ probability: Double) -> String {
    "\(Figures.significant(100 * probability, digits: 6))%"
  }

  /// Draws without a solution: they are in no other number.
  private func told(_ width: Int, _ language: Language) -> [String] {
    let list = failures.prefix(6).map { failure in
      Bilingual(
        en: "\(failure.draws) in \(failure.period) (\(failure.words.en))",
        zh: "\(failure.period.name.zh)\(failure.draws)次（\(failure.words.zh)）")
    }
    let total = Figures.grouped(failedDraws)
    let more = failures.count > 6 ? " …" : ""
    let sentence = Bilingual(
      en: "\(total) of \(Figures.grouped(draws)) draws found no solution and are left out: "
        + list.map(\.en).joined(separator: ", ") + more + ".",
      zh: "\(Figures.grouped(draws))次抽样中有\(total)次无解，未计入结果：" + list.map(\.zh).joined(separator: "，") + more
        + "。")
    return TextWrapping.lines(of: sentence.rendered(in: language), width: width)
  }
}
