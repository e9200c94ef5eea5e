import TimeSeries

extension SimulationRun {
  private struct Need: Hashable {
    let column: Int
    let row: Int
  }

  /// Throws all values that equations need, that are not simulated, and that data do not have.
  func requireValues() throws(SimulationError) {
    let isGiven = distinctPlans.map { plan in
      var isGiven = [Bool](repeating: false, count: solver.model.variables.count)
      for (variable, _) in plan.held { isGiven[variable] = true }
      return isGiven
    }
    var users: [Need: Set<Int>] = [:]
    for (row, number) in zip(rows.span, planNumbers) {
      let plan = distinctPlans[number]
      for (variable, _) in plan.held where frame[row, variable].isNaN {
        users[Need(column: variable, row: row), default: []] = []
      }
      let missing = plan.reads.filter { read in
        frame[row + read.shift, read.column].isNaN
          && !isSimulated(read.column, row + read.shift, now: row, isGiven[number])
      }
      for read in missing {
        let readers = plan.equations.filter { equation in
          tape.operands(of: equation).contains { $0.column == read.column && $0.shift == read.shift }
        }
        users[Need(column: read.column, row: row + read.shift), default: []].formUnion(readers)
      }
    }
    for need in terminal?.history(rows) ?? [] where frame[need.row, need.column].isNaN {
      users[Need(column: need.column, row: need.row), default: []].formUnion(need.equations)
    }
    guard !users.isEmpty else { return }
    let columns = Set(users.keys.map(\.column)).sorted()
    throw .missing(
      columns.map { column in
        let needs = users.filter { $0.key.column == column }
        let equations = needs.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
        return MissingValues(
          name: tape.layout.columns[column], periods: needs.keys.map(\.row).sorted().map(rows.period),
          equations: equations.sorted().map { solver.model.equations[$0].name })
      })
  }

  /// Whether the value is found by solving: in the period itself, before, or after where periods are stacked.
  private func isSimulated(_ column: Int, _ row: Int, now: Int, _ isGiven: [Bool]) -> Bool {
    guard column < solver.model.variables.count else { return false }
    if row == now { return !isGiven[column] }
    if row >= rows.span.upperBound { return terminal?.rule(of: column) ?? .data != .data }
    return simulation.mode != .static && rows.span.contains(row)
  }
}
