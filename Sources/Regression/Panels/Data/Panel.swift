/// Entities observed over periods, one row each; rows may come in any order and entities may miss periods.
///
/// Periods are ordinals: one more is the next period (2019, 2020; or 8079, 8080 for quarters). A pair of entity and
/// period occurs once at most.
public struct Panel: Codable, Equatable, Sendable {
  /// The entity of each row.
  public let entities: Grouping
  /// The period of each row; groups rise in time.
  public let periods: Grouping
  /// The ordinals of the periods, rising.
  public let ordinals: [Int]
  /// Rows by entity, and within an entity by period.
  let order: [Int]

  /// A panel of entities named by text.
  /// - Throws: `PanelError.duplicate` naming both rows; `RegressionError.lengthMismatch`.
  public init(
    entities: [String], periods: [Int], entityName: String = "entity", periodName: String = "period"
  ) throws {
    try self.init(
      entities: Grouping(name: entityName, labels: entities), periods: periods, periodName: periodName)
  }

  /// A panel of entities named by numbers.
  /// - Throws: `PanelError.duplicate` naming both rows; `RegressionError.lengthMismatch`.
  public init(
    entities: [Int], periods: [Int], entityName: String = "entity", periodName: String = "period"
  ) throws {
    try self.init(
      entities: Grouping(name: entityName, numbers: entities), periods: periods, periodName: periodName)
  }

  private init(entities: Grouping, periods ordinals: [Int], periodName: String) throws {
    guard ordinals.count == entities.rows else {
      throw RegressionError.lengthMismatch(
        what: periodName, count: ordinals.count, observations: entities.rows)
    }
    let coded = Grouping.code(ordinals)
    try self.init(
      entities: entities, ordinals: coded.numbers,
      periods: Grouping(name: periodName, labels: coded.places, levels: coded.numbers.map { "\($0)" }))
  }

  private init(entities: Grouping, ordinals: [Int], periods: Grouping) throws {
    guard entities.rows > 0 else { throw PanelError.empty }
    self.entities = entities
    self.periods = periods
    self.ordinals = ordinals
    order = Self.order(entities, periods)
    for (a, b) in zip(order, order.dropFirst()) {
      guard entities.labels[a] != entities.labels[b] || periods.labels[a] != periods.labels[b] else {
        throw PanelError.duplicate(
          entity: "\(entities.name) \(entities.levels[entities.labels[a]])",
          period: "\(periods.name) \(periods.levels[periods.labels[a]])", first: a, second: b)
      }
    }
  }

  /// Number of rows.
  public var n: Int { entities.rows }
  /// True where every entity has every period.
  public var isBalanced: Bool { n == entities.count * periods.count }
  /// Fewest and most observations of an entity.
  public var observationsPerEntity: ClosedRange<Int> {
    let sizes = entities.sizes
    return (sizes.min() ?? 0)...(sizes.max() ?? 0)
  }

  /// The panel of some of the rows.
  func selecting(rows: [Int]) throws -> Panel {
    try Panel(
      entities: entities.selecting(rows: rows), periods: rows.map { ordinals[periods.labels[$0]] },
      periodName: periods.name)
  }

  /// Stable counting sorts, by period and then by entity.
  private static func order(_ entities: Grouping, _ periods: Grouping) -> [Int] {
    var next = entities.starts
    var order = [Int](repeating: 0, count: entities.rows)
    for row in periods.rowsByGroup {
      let entity = entities.labels[row]
      order[next[entity]] = row
      next[entity] += 1
    }
    return order
  }
}
