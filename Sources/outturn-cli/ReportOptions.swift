import ArgumentParser
import Reports
import TimeSeries

/// How a run is told: `run` and `show` share it.
struct ReportOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, csv
    /// With the byte-order mark by which Excel knows UTF-8.
    case excelCSV = "excel-csv"
  }

  @Flag(help: "Show the shortfalls and ranges of every target under every scenario too.")
  var all = false

  @Option(help: "text, markdown, csv (one line a scenario and target) or excel-csv (with a byte-order mark).")
  var format: Format = .text

  func put(_ record: RunRecord, next: [VerdictReport.NextStep], _ options: OutputOptions) throws {
    if options.json { return try Console.put(record.json().text()) }
    let report = VerdictReport(
      record, language: options.language, width: options.columns, detail: all ? .all : .summary, next: next)
    switch format {
    case .text: try Console.put(report.text())
    case .markdown: try Console.put(report.markdown())
    case .csv: try Console.put(report.csv())
    case .excelCSV: try Console.put(report.csv(byteOrderMark: true))
    }
  }
}

extension VerdictReport.NextStep {
  static func show(_ file: String) -> Self {
    Self(
      "outturn show \(Console.quoted(file))", Bilingual(en: "this report again, from the file", zh: "再次显示本报告")
    )
  }

  /// What a reader of a run may want to see next.
  static func afterRun(_ plan: String, _ record: RunRecord) -> [Self] {
    let path = Console.quoted(plan)
    var steps = [
      Self(
        "outturn run \(path) --all", Bilingual(en: "by how much targets are missed", zh: "目标的缺口有多大")),
      Self("outturn check \(path)", Bilingual(en: "conflicts among the targets themselves", zh: "目标之间的矛盾")),
      Self("outturn data \(path)", Bilingual(en: "where every number comes from", zh: "每个数字的来源")),
    ]
    let plain = record.headlineTargets.first { $0.kind == .modelled && !$0.isRelative && $0.unit == .percent }
    if let target = plain, case .atLeast(let bound) = target.bound {
      let lower = Figures.significant(bound - 0.5)
      steps.append(
        Self(
          "outturn run \(path) --set targets.\(target.id).at_least=\(lower)%",
          Bilingual(en: "the same with a lower target", zh: "降低目标后重算")))
    }
    return steps
  }
}
