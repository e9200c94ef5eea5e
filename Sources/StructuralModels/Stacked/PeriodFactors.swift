import LinearAlgebra

/// The factorisation of a stacked system's derivatives period by period: what lags bring is eliminated by the periods before, what
/// leads bring is carried to the periods after. Block LU of a banded matrix of dense blocks; with one lag and one lead the
/// algorithm of Laffargue (1990), Boucekkine (1995) and Juillard (1996).
///
/// For blocks that need most of their variables together it is many times faster than elimination element by element.
struct PeriodFactors {
  /// Columns of one block of a row of blocks, those that are not zero.
  private struct Panel {
    let period: Int
    let columns: [Int]
    let matrix: Matrix
  }

  private struct Entry {
    let block: Int
    let row: Int
    let column: Int
    let element: Int
  }

  private struct Stage {
    let factors: LU
    let before: [Panel]
    let after: [Panel]
  }

  /// Where the unknowns of each period begin; one more than periods.
  private let starts: [Int]
  /// By period of the equation.
  private let entries: [[Entry]]
  private var stages: [Stage] = []

  private func size(_ period: Int) -> Int { starts[period + 1] - starts[period] }

  /// Multiplications it takes, about.
  var operations: Double {
    (0..<entries.count).reduce(0) { sum, period in
      let n = Double(size(period))
      return sum + 3 * n * n * n
    }
  }

  /// Nil for systems of one period and for those whose blocks would take more memory than is sensible.
  init?(_ system: EquationSystem) {
    let layout = system.layout
    var (starts, number): ([Int], [Int]) = ([], [])
    for (i, place) in system.unknowns.enumerated() {
      if i == 0 || place.row != system.unknowns[i - 1].row { starts.append(i) }
      number.append(starts.count - 1)
    }
    starts.append(system.unknowns.count)
    self.starts = starts
    let memory = zip(starts, starts.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
    guard starts.count > 2, memory < 20_000_000 else { return nil }
    var entries = [[Entry]](repeating: [], count: starts.count - 1)
    for j in 0..<layout.columns {
      for k in Int(layout.columnStarts[j])..<Int(layout.columnStarts[j + 1]) {
        let i = Int(layout.rowIndices[k])
        entries[number[i]].append(
          Entry(block: number[j], row: i - starts[number[i]], column: j - starts[number[j]], element: k))
      }
    }
    self.entries = entries
  }

  /// Factors the elements. False where a period's equations do not determine its variables once earlier ones are eliminated.
  mutating func factor(_ elements: [Double]) -> Bool {
    stages.removeAll(keepingCapacity: true)
    for period in entries.indices {
      var blocks = laidOut(period, elements)
      var before: [Panel] = []
      while let earlier = blocks.keys.filter({ $0 < period && !before.map(\.period).contains($0) }).min() {
        guard let block = blocks[earlier] else { break }
        let panel = Self.panel(block, earlier)
        before.append(panel)
        for ahead in stages[earlier].after where !panel.columns.isEmpty {
          eliminate(panel, ahead, period, &blocks)
        }
      }
      guard let diagonal = blocks[period], let factors = try? LU(diagonal),
        factors.reciprocalCondition > 1e-15 / Double(diagonal.rows)
      else { return false }
      let after = blocks.keys.filter { $0 > period }.sorted().compactMap { later -> Panel? in
        guard let panel = blocks[later].map({ Self.panel($0, later) }), !panel.columns.isEmpty else {
          return nil
        }
        return Panel(period: later, columns: panel.columns, matrix: factors.solve(panel.matrix))
      }
      stages.append(Stage(factors: factors, before: before, after: after))
    }
    return true
  }

  /// The blocks of a period's equations.
  private func laidOut(_ period: Int, _ elements: [Double]) -> [Int: Matrix] {
    var blocks: [Int: Matrix] = [:]
    let zero = { (other: Int) in Matrix(rows: size(period), columns: size(other)) }
    for entry in entries[period] {
      blocks[entry.block, default: zero(entry.block)][entry.row, entry.column] = elements[entry.element]
    }
    return blocks
  }

  private static func panel(_ block: Matrix, _ period: Int) -> Panel {
    let columns = (0..<block.columns).filter { j in (0..<block.rows).contains { block[$0, j] != 0 } }
    return Panel(period: period, columns: columns, matrix: block.selectingColumns(columns))
  }

  /// Subtracts what the variables of an earlier period carry on to a later one.
  private func eliminate(_ panel: Panel, _ ahead: Panel, _ period: Int, _ blocks: inout [Int: Matrix]) {
    let rows = panel.columns
    let carried = Matrix(rows: rows.count, columns: ahead.columns.count) { i, j in ahead.matrix[rows[i], j] }
    let product = panel.matrix * carried
    var block =
      blocks.removeValue(forKey: ahead.period) ?? Matrix(rows: size(period), columns: size(ahead.period))
    for (j, column) in ahead.columns.enumerated() {
      for i in 0..<block.rows { block[i, column] -= product[i, j] }
    }
    blocks[ahead.period] = block
  }

  /// Overwrites b with the solution x of Jx = b.
  func solve(_ b: inout [Double]) {
    for (period, stage) in stages.enumerated() {
      subtract(stage.before, from: period, &b)
      b.replaceSubrange(
        starts[period]..<starts[period + 1],
        with: stage.factors.solve(Array(b[starts[period]..<starts[period + 1]])))
    }
    for (period, stage) in stages.enumerated().reversed() { subtract(stage.after, from: period, &b) }
  }

  private func subtract(_ panels: [Panel], from period: Int, _ b: inout [Double]) {
    for panel in panels where !panel.columns.isEmpty {
      let product = panel.matrix * panel.columns.map { b[starts[panel.period] + $0] }
      for (i, value) in product.enumerated() { b[starts[period] + i] -= value }
    }
  }
}
