import Datasets
import Regression
import TimeSeries

/// The columns of a file that an equation needs, as numbers and texts, with the period and the entity of each row.
struct RegressionTable {
  let table: DataTable
  /// The file, as messages call it.
  let name: String
  /// The rows of the file, as the table has them.
  let rows: [Row]
  let periodColumns: [String]
  let entityColumn: String?
  let frequency: Frequency?
  /// Whether periods are missing because of mistakes already told.
  let hasPeriodMistakes: Bool

  /// What cannot be read is told in `problems`, and missing in the table.
  init(
    _ file: DelimitedText, _ formula: Formula, _ options: TableOptions, weights: String?, clusters: [String],
    needsPeriods: Bool, into problems: inout Diagnostics
  ) {
    let filtered = RowFilter(options.conditions).rows(file, &problems)
    let missing = Set(options.missing)
    let before = problems.errorCount
    let finder = PeriodColumns(file, options.period, &problems)
    rows =
      options.frequency.map { choice in
        PeriodColumns.rows(
          of: choice.frequency, in: finder, CellReader(rows: filtered, missing: missing), &problems)
      } ?? filtered
    let hadMistakes = problems.errorCount > before
    let reader = CellReader(rows: rows, missing: missing)
    let groups = Set(clusters.flatMap { $0.split(separator: ":").map(String.init) })
    var wanted: [String] = []
    for name in formula.columns + (weights.map { [$0] } ?? []) + groups.sorted()
    where file.columns.contains(name) && !wanted.contains(name) {
      wanted.append(name)
    }
    let asGroups = formula.categoryColumns.union(groups.subtracting(formula.columns))
    let columns = wanted.map { name in
      DataTable.Column(name, reader.values(name, isGroup: asGroups.contains(name), &problems))
    }
    let isNeeded = needsPeriods || formula.readsPeriods
    let beforePeriods = problems.errorCount
    let periods = finder?.periods(reader, isNeeded: isNeeded || options.period != nil, &problems)
    hasPeriodMistakes = hadMistakes || problems.errorCount > beforePeriods
    let entity = Self.entity(file, options.entity, &problems)
    name = file.file.name
    periodColumns = periods?.columns ?? []
    frequency = periods?.frequency
    entityColumn = entity
    let labels = entity.map { [rows] name in rows.map { $0.text(name) } }
    do {
      table = try DataTable(columns, entities: labels, periods: periods?.ordinals, names: file.columns)
    } catch {
      preconditionFailure("columns of one file are equally long: \(error)")
    }
  }

  /// How observations are placed in time and among entities: “region (17), year 2010–2019”.
  func description(of frame: ModelFrame) -> Bilingual? {
    var parts: [Bilingual] = []
    if let entityColumn, let entities = frame.entities {
      let count = entities.levels.count
      parts.append(Bilingual(en: "\(entityColumn) (\(count))", zh: "\(entityColumn)（\(count)个）"))
    }
    if let frequency, let periods = frame.periods, let first = periods.min(), let last = periods.max() {
      let (from, to) = (
        Period(frequency: frequency, ordinal: first), Period(frequency: frequency, ordinal: last)
      )
      let names = periodColumns.joined(separator: " + ")
      parts.append(
        Bilingual(
          en: "\(names) \(from)–\(to)", zh: "\(names) \(from)–\(to)"))
    }
    return parts.isEmpty
      ? nil
      : Bilingual(en: parts.map(\.en).joined(separator: ", "), zh: parts.map(\.zh).joined(separator: "，"))
  }

  private static let entityNames = [
    "entity", "region", "地区", "region_en", "area", "province", "省份", "city", "城市", "country", "firm",
  ]

  private static func entity(_ file: DelimitedText, _ asked: String?, _ problems: inout Diagnostics)
    -> String?
  {
    guard let asked else {
      return entityNames.first { file.columns.contains($0) }
    }
    return named(asked, in: file, option: "--entity", &problems)
  }

  /// The column an option names, if the file has it.
  static func named(
    _ name: String, in file: DelimitedText, option: String, _ problems: inout Diagnostics
  ) -> String? {
    if file.columns.contains(name) { return name }
    problems.append(
      Diagnostic(
        Bilingual(en: "unknown column “\(name)”", zh: "未知的列“\(name)”"),
        at: SourcePosition(file: option, line: 1, column: 1), length: name.count, sourceLine: name,
        suggestion: Diagnostic.nearest(name, among: file.columns)))
    return nil
  }
}

/// Reads the cells of a column.
struct CellReader {
  let rows: [Row]
  /// Words that stand for a missing value.
  let missing: Set<String>

  func text(_ row: Row, _ column: String) -> String? {
    let text = row.text(column)
    return text.isEmpty || missing.contains(text) ? nil : text
  }

  /// Numbers where at least half of the cells that are filled are, else texts; a column that only tells groups apart
  /// is text as soon as one is no number.
  func values(_ column: String, isGroup: Bool, _ problems: inout Diagnostics) -> DataTable.Values {
    let texts = rows.map { text($0, column) }
    var numbers: [Double?] = []
    var (filled, read) = (0, 0)
    for text in texts {
      guard let text else {
        numbers.append(nil)
        continue
      }
      filled += 1
      guard case .success(let value) = NumberText.read(text) else {
        numbers.append(nil)
        continue
      }
      read += 1
      numbers.append(value)
    }
    if read == filled { return .numbers(numbers) }
    if isGroup || 2 * read < filled { return .texts(texts) }
    for (row, text) in zip(rows, texts) {
      guard let text, case .failure(let problem) = NumberText.read(text) else { continue }
      problems.append(row.diagnostic(problem.message, at: column, suggestion: advice(problem, text)))
    }
    return .numbers(numbers)
  }

  private func advice(_ problem: NumberText.Problem, _ text: String) -> Bilingual? {
    let word = text.contains(" ") ? "'\(text)'" : text
    let option = Bilingual(
      en: "add --missing \(word) if it stands for no value", zh: "若表示缺失，请加 --missing \(word)")
    return problem.suggestion.map { Bilingual(en: "\($0.en); \(option.en)", zh: "\($0.zh)；\(option.zh)") }
      ?? option
  }
}
