public import Datasets
import TimeSeries

/// A table of series: the first column the period, then one column a name; an empty cell or `NA` is missing.
///
///     let table = ModelTable.read("klein.csv", for: model, into: &problems)
///     let data = table?.data
///
/// A table says nothing of units: numbers are taken in the units and prices the model declares, and in plain numbers where it
/// declares none.
public struct ModelTable: Sendable {
  /// A series for every column with a value in some period.
  public let data: ModelData
  /// The names of all columns but the first, in their order.
  public let names: [String]
  /// Columns that are no variable of the model, in their order.
  public let others: [String]

  /// Words that stand for a missing value, besides an empty cell.
  public static let missing: Set<String> = ["na", "nan", "n/a", "#n/a", "null", "none", ".", "-", "—"]

  /// Reads a file. Nil where there is nothing to go on with; what is wrong is told in `problems`, each with its place: a period that
  /// does not read, is of another frequency than the model's or stands twice, a cell that is no number, a column almost called like a
  /// variable the table lacks.
  ///
  /// - Parameter allowed: further names a column may have, such as those of equations or shocks.
  public static func read(
    _ path: String, name: String? = nil, for model: Model, allowing allowed: [String] = [],
    into problems: inout Diagnostics
  ) -> ModelTable? {
    DelimitedText.read(path: path, name: name, into: &problems).flatMap {
      ModelTable($0, for: model, allowing: allowed, into: &problems)
    }
  }

  /// As `read`, from a table at hand.
  public init?(
    _ table: DelimitedText, for model: Model, allowing allowed: [String] = [],
    into problems: inout Diagnostics
  ) {
    guard let first = table.columns.first, table.columns.count > 1, !table.rows.isEmpty else {
      problems.append(Self.nothing(in: table))
      return nil
    }
    let before = problems.errorCount
    let variables = model.variables + model.exogenous
    let declared = Dictionary(uniqueKeysWithValues: variables.map { ($0.name, $0) })
    names = Array(table.columns.dropFirst())
    others = names.filter { declared[$0] == nil }
    Self.checkSpelling(
      others.filter { !allowed.contains($0) }, of: table,
      lacking: variables.map(\.name).filter { !table.columns.contains($0) }, &problems)
    let rows = Self.periods(of: table, first, model.frequency, &problems)
    var data = ModelData()
    for name in names {
      var values: [Period: Double] = [:]
      for (row, period) in rows {
        if let value = Self.value(row, name, &problems) { values[period] = value }
      }
      let variable = declared[name]
      data[name] = try? Series(
        values, unit: variable?.unit ?? .ratio, basis: variable?.basis ?? .notApplicable)
    }
    guard problems.errorCount == before else { return nil }
    self.data = data
  }

  private static func periods(
    of table: DelimitedText, _ column: String, _ frequency: Frequency, _ problems: inout Diagnostics
  ) -> [(row: Row, period: Period)] {
    var lines: [Period: Int] = [:]
    return table.rows.compactMap { row in
      guard let period = row.period(column, required: true, &problems) else { return nil }
      guard period.frequency == frequency else {
        problems.append(
          row.diagnostic(
            Bilingual(
              en: "\(period) is a \(period.frequency.name.en); the model counts in \(frequency.name.en)s",
              zh: "\(period)是\(period.frequency.name.zh)，而模型按\(frequency.name.zh)计"), at: column))
        return nil
      }
      if let line = lines[period] {
        problems.append(
          row.diagnostic(
            Bilingual(
              en: "the period \(period) stands twice; the first is in line \(line)",
              zh: "时期\(period)重复；前一个在第\(line)行"), at: column))
        return nil
      }
      lines[period] = row.position.line
      return (row, period)
    }
  }

  private static func value(_ row: Row, _ column: String, _ problems: inout Diagnostics) -> Double? {
    missing.contains(row.text(column).lowercased()) ? nil : row.number(column, &problems)
  }

  private static func checkSpelling(
    _ others: [String], of table: DelimitedText, lacking: [String], _ problems: inout Diagnostics
  ) {
    guard let header = table.rows.first else { return }
    for name in others {
      guard let near = Suggestion.nearest(to: name, among: lacking) else { continue }
      problems.append(
        Diagnostic(
          Bilingual(
            en: "column “\(name)” is no variable of the model, and the column “\(near)” is missing",
            zh: "列“\(name)”不是模型的变量，而缺少列“\(near)”"),
          at: .wholeFile(header.position.file), suggestion: Diagnostic.didYouMean(near)))
    }
  }

  private static func nothing(in table: DelimitedText) -> Diagnostic {
    Diagnostic(
      Bilingual(
        en: "no series: the first column is the period, every further one a variable",
        zh: "没有数据列：首列应为时期，其后每列一个变量"), at: .wholeFile(table.file.name),
      suggestion: Bilingual(en: "begin the file with a line such as “year,gdp,cpi”", zh: "首行可写“year,gdp,cpi”")
    )
  }
}
