import Datasets
import TimeSeries

/// Which rows of a file are read: `indicator=gdp`. Several values of one column are alternatives; several columns all apply.
struct RowFilter {
  private var wanted: [(column: String, values: [String])] = []

  init(_ conditions: [String]) {
    for condition in conditions {
      let parts = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let (column, value) = (parts[0].trimmingBlanks(), parts.dropFirst().first?.trimmingBlanks() ?? "")
      if let place = wanted.firstIndex(where: { $0.column == column }) {
        wanted[place].values.append(String(value))
      } else {
        wanted.append((String(column), [String(value)]))
      }
    }
  }

  /// The rows that fit; a column or value the file does not have is an error.
  func rows(_ file: DelimitedText, _ problems: inout Diagnostics) -> [Row] {
    var rows = file.rows
    for (column, values) in wanted {
      guard RegressionTable.named(column, in: file, option: "--where", &problems) != nil else { continue }
      let known = Set(file.rows.map { $0.text(column) }).sorted()
      for value in values where !known.contains(value) {
        problems.append(
          Diagnostic(
            Bilingual(en: "no row has \(column) “\(value)”", zh: "没有 \(column) 为“\(value)”的行"),
            at: SourcePosition(file: "--where", line: 1, column: column.count + 2), length: value.count,
            sourceLine: "\(column)=\(value)", suggestion: Diagnostic.nearest(value, among: known)))
      }
      rows = rows.filter { values.contains($0.text(column)) }
    }
    return rows
  }
}
