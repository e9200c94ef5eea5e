/// Named columns of equal length, with the entity and the period of each row where they are known: what formulas are read
/// against. Knows nothing of files and calendars.
public struct DataTable: Sendable {
  /// The values of a column; nil where one is missing.
  public enum Values: Equatable, Sendable {
    case numbers([Double?])
    case texts([String?])

    var count: Int {
      switch self {
      case .numbers(let values): values.count
      case .texts(let values): values.count
      }
    }
  }

  public struct Column: Equatable, Sendable {
    public let name: String
    public let values: Values

    public init(_ name: String, _ values: Values) {
      self.name = name
      self.values = values
    }
  }

  public let columns: [Column]
  /// Which region, firm or person each row is of; nil for one series.
  public let entities: [String]?
  /// Ordinal of the period of each row, neighbours differing by one; nil where rows have no order in time.
  public let periods: [Int]?
  public let rowCount: Int
  /// All names of the source, in its order, those not brought along too: what a mistyped name may mean.
  public let names: [String]
  private let places: [String: Int]

  /// - Throws: `RegressionError` for columns that are not equally long, or a number that is NaN or infinite.
  ///   Precondition: no name stands twice.
  /// - Parameter names: all names of the source; those of the columns unless given.
  public init(
    _ columns: [Column], entities: [String]? = nil, periods: [Int]? = nil, names: [String]? = nil
  ) throws {
    rowCount = columns.first?.values.count ?? entities?.count ?? periods?.count ?? 0
    self.names = names ?? columns.map(\.name)
    for column in columns {
      try Self.requireLength(column.values.count, column.name, rowCount)
      guard case .numbers(let values) = column.values else { continue }
      if let i = values.firstIndex(where: { $0?.isFinite == false }), let value = values[i] {
        throw RegressionError.notFinite(variable: column.name, observation: i, value: "\(value)")
      }
    }
    if let entities { try Self.requireLength(entities.count, "entities", rowCount) }
    if let periods { try Self.requireLength(periods.count, "periods", rowCount) }
    places = Dictionary(columns.enumerated().map { ($1.name, $0) }) { first, _ in
      preconditionFailure("column \(columns[first].name) stands twice")
    }
    self.columns = columns
    self.entities = entities
    self.periods = periods
  }

  /// A column by its name.
  public subscript(name: String) -> Column? { places[name].map { columns[$0] } }

  private static func requireLength(_ count: Int, _ what: String, _ rows: Int) throws {
    guard count == rows else {
      throw RegressionError.lengthMismatch(what: what, count: count, observations: rows)
    }
  }
}
