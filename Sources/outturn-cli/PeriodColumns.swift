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
    let periods = reader.rows.map { period($0, reader, &found) }
    let present = periods.compactMap { $0 }
    if let first = present.first {
      for (row, period) in zip(reader.rows, periods) {
        guard let period, period.frequency != first.frequency else { continue }
        let message = Bilingual(
          en:
            "“\(row.text(column))” is a \(period.frequency.name.en), the first row's period a \(first.frequency.name.en)",
          zh: "“\(row.text(column))”为\(period.frequency.name.zh)，首行为\(first.frequency.name.zh)")
        found.append(row.diagnostic(message, at: column))
      }
    }
    if isNeeded { problems.append(contentsOf: found) }
    guard found.isEmpty, let frequency = present.first?.frequency else { return nil }
    return Periods(
      columns: [column] + (part.map { [$0.column] } ?? []), ordinals: present.map(\.ordinal),
      frequency: frequency)
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
