import Datasets
import GRDB
import Scenarios
import TimeSeries

/// A row of a table of a run file, read cell by cell: what does not fit is an error, whoever wrote the file.
struct RunFileRow {
  /// A value that no run of this program has written.
  struct Unreadable: Error, CustomStringConvertible {
    var table: String
    var column: String
    var description: String { "column \(column) of table \(table) holds something unexpected" }
  }

  let table: String
  private let row: GRDB.Row

  /// The rows of a table, or of one scenario in it.
  static func all(_ db: Database, _ table: String, of scenario: String? = nil, by order: String = "ordinal")
    throws -> [RunFileRow]
  {
    let condition = scenario == nil ? "" : "WHERE scenario = ?"
    let sql = "SELECT * FROM \(table) \(condition) ORDER BY \(order)"
    return try GRDB.Row.fetchAll(db, sql: sql, arguments: StatementArguments([scenario].compactMap { $0 }))
      .map { RunFileRow(table: table, row: $0) }
  }

  /// - Throws: `Unreadable` where the cell is empty or of another type.
  func value<T: DatabaseValueConvertible>(_ column: String, as type: T.Type = T.self) throws -> T {
    try needed(optional(column, as: type), column)
  }

  /// Nil where the cell is empty.
  func optional<T: DatabaseValueConvertible>(_ column: String, as type: T.Type = T.self) throws -> T? {
    let cell: DatabaseValue? = row[column]
    guard let cell, !cell.isNull else { return nil }
    return try needed(T.fromDatabaseValue(cell), column)
  }

  /// A count: never negative.
  func count(_ column: String) throws -> Int {
    let count: Int = try value(column)
    return try needed(count >= 0 ? count : nil, column)
  }

  /// A number; not a number where the cell is empty.
  func number(_ column: String) throws -> Double { try optional(column) ?? .nan }

  /// An estimate stored as a column and its error; nil where the column is empty.
  func estimate(_ column: String, _ error: String) throws -> Estimate? {
    guard let value = try optional(column, as: Double.self) else { return nil }
    return Estimate(value: value, monteCarloError: try number(error))
  }

  func estimate(_ column: String) throws -> Estimate {
    Estimate(value: try number(column), monteCarloError: try number("\(column)_error"))
  }

  func parsed<T>(_ column: String, _ parse: (String) throws -> T?) throws -> T {
    try needed(try? parse(value(column)), column)
  }

  func choice<T: RawRepresentable>(_ column: String) throws -> T where T.RawValue == String {
    try parsed(column) { T(rawValue: $0) }
  }

  func bilingual(_ column: String) throws -> Bilingual {
    Bilingual(en: try value("\(column)_en"), zh: try value("\(column)_zh"))
  }

  func period(_ column: String) throws -> Period { try parsed(column) { try Period($0) } }

  func unit(_ column: String = "unit") throws -> TimeSeries.Unit {
    try parsed(column) { try TimeSeries.Unit(parsing: $0) }
  }

  func position() throws -> SourcePosition {
    SourcePosition(
      file: try value("source_file"), line: try value("source_line"), column: try value("source_column"))
  }

  func quantity() throws -> Scenarios.Quantity {
    Scenarios.Quantity(try value("variable"), try choice("measure"))
  }

  /// - Throws: `Unreadable` for this column where there is no value.
  func needed<T>(_ value: T?, _ column: String) throws -> T {
    guard let value else { throw Unreadable(table: table, column: column) }
    return value
  }
}
