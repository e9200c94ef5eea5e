import Datasets
import TimeSeries

/// Where a file says which period a row is of: one column, or a year beside a quarter or month.
struct PeriodColumns {
  /// The period of every row.
  struct Periods {
    let columns: [String]
    let ordinals: [Int]
    let frequency: Frequency
  }

  private let column: String
  /// The column of the quarter or month within `column`'s year.
  private let part: (column: String, frequency: Frequency)?
  private let wasNamed: Bool

  private static let wholes = ["period", "时间", "时期", "time", "date", "日期"]
  private static let years = ["year", "年份", "年度", "年"]
  private static let parts: [(names: [String], frequency: Frequency)] = [
    (["quarter", "季度", "季"], .quarter), (["month", "月份", "月"], .month),
  ]

  /// Nil where the file has no such column.
  init?(_ file: DelimitedText, _ asked: String?, _ problems: inout Diagnostics) {
    let find = { (names: [String]) in
      names.lazy.compactMap { name in file.columns.first { $0.lowercased() == name } }.first
    }
    wasNamed = asked != nil
    if let asked {
      guard let name = RegressionTable.named(asked, in: file, option: "--period", &problems) else {
        return nil
      }
      column = name
      part = nil
    } else if let whole = find(Self.wholes) {
      column = whole
      part = nil
    } else if let year = find(Self.years) {
      column = year
      part = Self.parts.lazy.compactMap { names, frequency in find(names).map { ($0, frequency) } }.first
    } else if let alone = find(Self.parts.flatMap(\.names)) {
      column = alone
      part = nil
    } else {
      return nil
    }
  }

  /// Nil where cells are no periods or of several lengths: an error where periods are needed, else no matter.
  func periods(_ reader: CellReader, isNeeded: Bool, _ problems: inout Diagnostics) -> Periods? {
    var found = Diagnostics()
    let read = reader.rows.map { reading($0, reader, &found) }
    let census = FrequencyCensus(read)
    if census.isMixed { found.append(census.severalFrequencies(column)) }
    if isNeeded { problems.append(contentsOf: found) }
    guard found.isEmpty, let frequency = census.frequencies.first else { return nil }
    let present = read.compactMap { if case .period(let period) = $0 { period } else { nil } }
    return Periods(
      columns: [column] + (part.map { [$0.column] } ?? []), ordinals: present.map(\.ordinal),
      frequency: frequency)
  }

  /// The rows of one frequency, and those whose period cannot be read, which is told where periods are needed.
  static func rows(
    of frequency: Frequency, in columns: PeriodColumns?, _ reader: CellReader, _ problems: inout Diagnostics
  ) -> [Row] {
    guard let columns else {
      problems.append(
        Diagnostic(
          Bilingual(en: "--frequency needs the period of each row", zh: "--frequency 需要各行的时期"),
          suggestion: Bilingual(
            en: "say which column holds it: --period COLUMN", zh: "请指明时期所在的列：--period 列名")))
      return reader.rows
    }
    var unread = Diagnostics()
    let read = reader.rows.map { columns.reading($0, reader, &unread) }
    let census = FrequencyCensus(read)
    guard census.frequencies.contains(frequency) else {
      problems.append(census.noRow(of: frequency, columns.column))
      return reader.rows
    }
    return zip(reader.rows, read).filter { _, reading in
      switch reading {
      case .period(let period): period.frequency == frequency
      case .span: false
      case .unread: true
      }
    }.map(\.0)
  }

  /// What the cells of a row say of its period.
  enum Reading {
    case period(Period)
    /// Several periods, such as the first three quarters.
    case span
    case unread
  }

  private func reading(_ row: Row, _ reader: CellReader, _ found: inout Diagnostics) -> Reading {
    if part == nil, let text = reader.text(row, column), (try? Period(text)) == nil,
      (try? PeriodSpan(text)) != nil
    {
      return .span
    }
    return period(row, reader, &found).map { .period($0) } ?? .unread
  }

  private func period(_ row: Row, _ reader: CellReader, _ found: inout Diagnostics) -> Period? {
    guard let text = reader.text(row, column) else {
      let message = Bilingual(en: "the period of this row is missing", zh: "该行缺少时期")
      found.append(row.diagnostic(message, at: column))
      return nil
    }
    do {
      guard let part else { return try Period(text) }
      let year = try Period(text)
      guard let inside = reader.text(row, part.column) else {
        let message = Bilingual(en: "the period of this row is missing", zh: "该行缺少时期")
        found.append(row.diagnostic(message, at: part.column))
        return nil
      }
      if let number = Int(inside) {
        guard (1...part.frequency.periodsPerYear).contains(number) else {
          let message = Bilingual(
            en: "there is no \(part.frequency.name.en) \(number)", zh: "没有第\(number)\(part.frequency.name.zh)"
          )
          found.append(row.diagnostic(message, at: part.column))
          return nil
        }
        return Period(part.frequency, year: year.year, index: number)
      }
      return try Period(inside, year: year.year)
    } catch {
      found.append(row.diagnostic(error.message, at: column))
      return nil
    }
  }
}
