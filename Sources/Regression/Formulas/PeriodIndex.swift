/// Which row is of the same entity a number of periods earlier or later.
struct PeriodIndex {
  private let periods: [Int]
  private let entities: [Int]
  /// Rows by entity, in the order of names, then by period.
  private let order: [Int]
  /// Two rows of one entity and one period, the first such pair.
  let repeated: [Int]?

  /// Nil where the table has no periods.
  init?(_ table: DataTable) {
    guard let periods = table.periods else { return nil }
    let entities =
      table.entities.map { Grouping(labels: $0).labels } ?? Array(repeating: 0, count: periods.count)
    let order = periods.indices.sorted { (entities[$0], periods[$0], $0) < (entities[$1], periods[$1], $1) }
    let twins = zip(order, order.dropFirst()).filter {
      entities[$0] == entities[$1] && periods[$0] == periods[$1]
    }
    repeated = twins.min { $0.1 < $1.1 }.map { [$0.0, $0.1] }
    self.periods = periods
    self.entities = entities
    self.order = order
  }

  /// Rows in the order of entities and periods.
  func ordered(_ rows: [Int]) -> [Int] {
    var isWanted = [Bool](repeating: false, count: periods.count)
    for row in rows { isWanted[row] = true }
    return order.filter { isWanted[$0] }
  }

  /// For each row the row `steps` periods earlier (later for negative steps); nil where there is none.
  func rows(earlier steps: Int) -> [Int?] {
    var result = [Int?](repeating: nil, count: periods.count)
    var at = 0
    for row in order {
      let wanted = (entities[row], periods[row] - abs(steps))
      while at < order.count, (entities[order[at]], periods[order[at]]) < wanted { at += 1 }
      guard at < order.count, (entities[order[at]], periods[order[at]]) == wanted else { continue }
      if steps > 0 { result[row] = order[at] } else { result[order[at]] = row }
    }
    return result
  }
}
