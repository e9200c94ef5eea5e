import Scenarios
public import TimeSeries

/// The answer to “can the plan be reached?” for a reader at a terminal: targets × scenarios with the probability of
/// each, then everything needed to judge how far to believe it.
public struct VerdictReport: Sendable {
  public enum Detail: Sendable, Hashable {
    case summary
    /// With the differences between scenarios, and the shortfalls and quantiles of every target under every scenario.
    case all
  }

  /// A command worth typing next, and what it shows.
  public struct NextStep: Sendable, Hashable {
    public var command: String
    public var purpose: Bilingual

    public init(_ command: String, _ purpose: Bilingual) {
      self.command = command
      self.purpose = purpose
    }
  }

  public let record: RunRecord
  public let language: Language
  /// Columns of the terminal; no line is wider, down to 60.
  public let width: Int
  public let detail: Detail
  public let next: [NextStep]

  public init(
    _ record: RunRecord, language: Language = .en, width: Int = 100, detail: Detail = .summary,
    next: [NextStep] = []
  ) {
    self.record = record
    self.language = language
    self.width = max(60, width)
    self.detail = detail
    self.next = next
  }

  /// The report as text for a terminal, ending in a line break.
  public func text() -> String {
    var sections = [heading(), headlineTable(), legend(), areaTable(), deliveryTable(), unquantified()]
    if detail == .all { sections += [differences(), shortfalls()] }
    sections += [assumptions(), notes(), provenance(), nextSteps()]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  var scenarios: [ScenarioResult] { record.result.scenarios }

  func say(_ en: String, _ zh: String) -> String { Bilingual(en: en, zh: zh).rendered(in: language) }

  func paragraph(_ text: String, first: String = "") -> [String] {
    TextWrapping.paragraph(text, first: first, width: width)
  }

  /// `A`, the letter at the head of a scenario's column.
  func code(_ scenario: Int) -> String { scenario.columnLetters }

  private func heading() -> [String] {
    let title = record.title.rendered(in: language)
    let drawn = Figures.grouped(record.result.draws)
    let facts = [
      record.region.rendered(in: language),
      say("information to \(record.information.name.en)", "信息截至\(record.information.name.zh)"),
      say("horizon \(horizonText.en)", "预测期\(horizonText.zh)"),
      say("\(drawn) draws, seed \(record.result.seed)", "模拟\(drawn)次，种子\(record.result.seed)"),
    ]
    var lines = paragraph(title) + paragraph(facts.joined(separator: " · "))
    if !record.result.isComplete {
      let asked = Figures.grouped(record.result.drawsRequested)
      lines += paragraph(
        say(
          "INTERRUPTED after \(drawn) of \(asked) draws: the answer is coarser, not wrong.",
          "已中断：完成\(drawn)次，原定\(asked)次；结果较粗，但并非错误。"))
    }
    return lines
  }

  private var horizonText: Bilingual {
    let first = record.horizon.periods.lowerBound
    let last = record.horizon.periods.upperBound
    return first == last
      ? first.name : Bilingual(en: "\(first.name.en)–\(last.name.en)", zh: "\(first.name.zh)至\(last.name.zh)")
  }
}
