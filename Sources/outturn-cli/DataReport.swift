import Datasets
import Reports
import Scenarios
import TimeSeries

/// What `data` says of a plan: files, coverage of the panel, and every parameter with its source.
struct DataReport {
  /// What the panel holds of one indicator.
  struct IndicatorCoverage {
    var indicator: String
    var name: Bilingual
    var kind: Observation.Kind
    var unit: TimeSeries.Unit?
    var regions: Int
    var observations: Int
    var years: ClosedRange<Int>
    /// Region-years missing between a region's first and last.
    var gaps: Int
  }

  let inputs: [InputRecord]
  let statements: Int
  let parameters: [ParameterRecord]
  let coverage: [IndicatorCoverage]
  let information: Period
  /// Whether the model is a text of equations, which has no panel.
  private let hasOwnModel: Bool

  init(_ bench: Workbench) {
    inputs = bench.inputs
    statements = bench.plan.statements.count
    parameters = bench.model.parameters
    coverage = Self.byIndicator(bench.panel.coverage)
    information = bench.plan.information
    hasOwnModel = bench.plan.model.name == Plan.ModelChoice.file
  }

  private static func byIndicator(_ coverage: Coverage) -> [IndicatorCoverage] {
    var found: [IndicatorCoverage] = []
    for line in coverage.lines.sorted(by: {
      ($0.indicator, $0.kind.rawValue) < ($1.indicator, $1.kind.rawValue)
    }) {
      guard let first = line.years.first, let last = line.years.last else { continue }
      if let at = found.indices.last, found[at].indicator == line.indicator, found[at].kind == line.kind {
        found[at].regions += 1
        found[at].observations += line.years.count
        found[at].gaps += line.gaps.count
        found[at].years = min(found[at].years.lowerBound, first)...max(found[at].years.upperBound, last)
      } else {
        let indicator = Indicator.communique[line.indicator]
        found.append(
          IndicatorCoverage(
            indicator: line.indicator, name: indicator?.name ?? Bilingual(line.indicator), kind: line.kind,
            unit: line.kind == .growth ? .percent : indicator?.unit, regions: 1,
            observations: line.years.count,
            years: first...last, gaps: line.gaps.count))
      }
    }
    return found
  }

  func text(_ options: OutputOptions) -> String {
    let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: options.language) }
    let sections = [
      [say("Files read", "读取的文件"), filesTable(say, options.language).text(width: options.columns)],
      coverage.isEmpty && hasOwnModel
        ? []
        : [
          say(
            "Estimation panel (known by \(information.name.en))", "估计所用面板（截至\(information.name.zh)已公布）"),
          coverageTable(say, options.language).text(width: options.columns),
        ],
      [
        say(
          "Parameters: value ± standard error (of an estimate) or standard deviation (of a prior); n observations behind an estimate",
          "参数：数值±标准误（估计）或标准差（先验）；n 为估计所用观测数"),
        parameterTable(say, options.language).text(width: options.columns),
      ],
    ]
    return sections.filter { !$0.isEmpty }.map { section in
      let heading = TextWrapping.lines(of: section[0], width: options.columns).joined(separator: "\n")
      return heading + "\n\n" + section[1]
    }.joined(separator: "\n\n") + "\n"
  }

  private typealias Say = (String, String) -> String

  private func filesTable(_ say: Say, _ language: Language) -> Table {
    Table(
      [
        Table.Column(say("role", "用途")), Table.Column(say("file", "文件"), wraps: true),
        Table.Column(say("bytes", "字节"), .right), Table.Column("SHA-256"),
      ],
      rows: inputs.map {
        .cells([
          DataWords.role($0.role).rendered(in: language), $0.path, Figures.grouped($0.bytes),
          "\($0.sha256.prefix(12))…",
        ])
      })
  }

  private func coverageTable(_ say: Say, _ language: Language) -> Table {
    Table(
      [
        Table.Column(say("indicator", "指标"), wraps: true), Table.Column(say("id", "代码"), wraps: true),
        Table.Column(say("kind", "类型")), Table.Column(say("unit", "单位")),
        Table.Column(say("regions", "地区数"), .right), Table.Column(say("numbers", "数值个数"), .right),
        Table.Column(say("years", "年份")), Table.Column(say("gaps", "缺口"), .right),
      ],
      rows: coverage.map { line in
        .cells([
          line.name.rendered(in: language), line.indicator, DataWords.kind(line.kind).rendered(in: language),
          line.unit?.symbol ?? "–",
          "\(line.regions)", "\(line.observations)", "\(line.years.lowerBound)–\(line.years.upperBound)",
          line.gaps == 0 ? "–" : "\(line.gaps)",
        ])
      })
  }

  private func parameterTable(_ say: Say, _ language: Language) -> Table {
    var table = Table([
      Table.Column(say("parameter", "参数"), wraps: true), Table.Column(say("value", "数值"), .right),
      Table.Column("±", .right), Table.Column(say("unit", "单位"), wraps: true), Table.Column("n", .right),
      Table.Column(say("meaning", "含义"), wraps: true), Table.Column(say("source", "来源"), wraps: true),
    ])
    for (kind, title) in Self.titles {
      let members = parameters.filter { $0.provenance == kind }
      guard !members.isEmpty else { continue }
      table.rows.append(.section("\(title.rendered(in: language)) (\(members.count))"))
      table.rows += members.map { p in
        .cells([
          p.id, Figures.significant(p.value, digits: 3),
          p.standardError == 0 ? "–" : Figures.significant(p.standardError, digits: 2),
          DataWords.unit(p.unit).rendered(in: language),
          p.observations.map { "\($0)" } ?? "–", p.name.rendered(in: language),
          DataWords.source(p.source).rendered(in: language),
        ])
      }
    }
    return table
  }

  private static let titles: [(Provenance, Bilingual)] = [
    (.estimated, Bilingual(en: "Estimated on data", zh: "据数据估计")),
    (.published, Bilingual(en: "Published", zh: "引自文献")),
    (.derived, Bilingual(en: "Derived from published numbers", zh: "由公布数字推算")),
    (.assumption, Bilingual(en: "Assumed", zh: "假设")),
  ]

  func json() -> JSONValue {
    .object([
      .init("format", .string("outturn-data/1")),
      .init(
        "files",
        .array(
          inputs.map { input in
            .object([
              .init("role", .string(input.role)), .init("path", .string(input.path)),
              .init("sha256", .string(input.sha256)), .init("bytes", .integer(Int64(input.bytes))),
            ])
          })),
      .init("statements", .integer(Int64(statements))),
      .init("coverage", .array(coverage.map(coverageJSON))),
      .init("parameters", .array(parameters.map(\.json))),
    ])
  }

  private func coverageJSON(_ line: IndicatorCoverage) -> JSONValue {
    .object([
      .init("indicator", .string(line.indicator)), .init("name", JSONValue(line.name)),
      .init("kind", .string(line.kind.rawValue)), .init("unit", JSONValue(optional: line.unit?.symbol)),
      .init("regions", .integer(Int64(line.regions))),
      .init("observations", .integer(Int64(line.observations))),
      .init("first", .integer(Int64(line.years.lowerBound))),
      .init("last", .integer(Int64(line.years.upperBound))),
      .init("gaps", .integer(Int64(line.gaps))),
    ])
  }
}
