import ArgumentParser
import Datasets
import TimeSeries

/// Frequencies by the names of the command line.
enum FrequencyChoice: String, ExpressibleByArgument, CaseIterable {
  case annual, quarter, month
  case halfYear = "half-year"

  var frequency: Frequency {
    switch self {
    case .annual: .annual
    case .halfYear: .halfYear
    case .quarter: .quarter
    case .month: .month
    }
  }

  init(_ frequency: Frequency) {
    switch frequency {
    case .annual: self = .annual
    case .halfYear: self = .halfYear
    case .quarter: self = .quarter
    case .month: self = .month
    }
  }
}

/// How many rows of a file are of which frequency.
struct FrequencyCensus {
  private var counts: [(frequency: Frequency, rows: Int)] = []
  /// Rows of several periods at once, such as the first three quarters.
  private var spans = 0

  init(_ readings: [PeriodColumns.Reading]) {
    var rows: [Frequency: Int] = [:]
    for reading in readings {
      switch reading {
      case .period(let period): rows[period.frequency, default: 0] += 1
      case .span: spans += 1
      case .unread: break
      }
    }
    counts = Frequency.allCases.compactMap { frequency in rows[frequency].map { (frequency, $0) } }
  }

  /// Those there are, the longest periods first.
  var frequencies: [Frequency] { counts.map(\.frequency) }

  var isMixed: Bool { counts.count + (spans > 0 ? 1 : 0) > 1 || (spans > 0 && counts.isEmpty) }

  /// “annual (588), half-year (4), several periods at once (9)”.
  private var list: Bilingual {
    var kinds = counts.map { frequency, rows in
      let name = frequency.name.zh
      return Bilingual(
        en: "\(FrequencyChoice(frequency).rawValue) (\(rows))",
        zh: "\(name)\(name.hasSuffix("度") ? "" : "度")（\(rows)行）")
    }
    if spans > 0 { kinds.append(Bilingual(en: "several periods at once (\(spans))", zh: "跨期（\(spans)行）")) }
    return Bilingual(
      en: kinds.map(\.en).joined(separator: ", "), zh: kinds.map(\.zh).joined(separator: "、"))
  }

  private var advice: Bilingual? {
    guard !counts.isEmpty else { return nil }
    let options = counts.map { "--frequency \(FrequencyChoice($0.frequency).rawValue)" }
    return Bilingual(
      en: "read those of one: \(options.joined(separator: " or "))",
      zh: "请只读一种：\(options.joined(separator: " 或 "))")
  }

  func severalFrequencies(_ column: String) -> Diagnostic {
    Diagnostic(
      Bilingual(
        en: "the rows are of several frequencies by \(column): \(list.en)",
        zh: "按 \(column) 列，各行频率不一：\(list.zh)"),
      suggestion: advice)
  }

  func noRow(of frequency: Frequency, _ column: String) -> Diagnostic {
    let name = FrequencyChoice(frequency).rawValue
    let isEmpty = counts.isEmpty && spans == 0
    return Diagnostic(
      Bilingual(
        en: "no row is of --frequency \(name) by \(column)\(isEmpty ? "" : "; there are \(list.en)")",
        zh: "按 \(column) 列，没有 --frequency \(name) 的行\(isEmpty ? "" : "；现有\(list.zh)")"),
      suggestion: advice)
  }
}
