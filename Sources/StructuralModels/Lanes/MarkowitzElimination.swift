/// Gaussian elimination that looks for pivots as it goes.
struct MarkowitzElimination {
  private let size: Int
  private var values: [Double]
  /// Columns of each row and rows of each column that are still to be eliminated.
  private var columnsOfRow: [[Int]]
  private var rowsOfColumn: [[Int]]

  private(set) var pivots: [(row: Int, column: Int)] = []
  /// At each step: the rows the pivot was subtracted from, and the columns of the pivot's row.
  private(set) var eliminated: [[Int]] = []
  private(set) var remaining: [[Int]] = []

  init(_ pattern: SparsePattern, _ entries: [Double]) {
    size = pattern.size
    values = Array(repeating: 0, count: size * size)
    columnsOfRow = Array(repeating: [], count: size)
    rowsOfColumn = columnsOfRow
    for (entry, (row, column)) in zip(entries, zip(pattern.rows, pattern.columns)) {
      values[row * size + column] = entry
      columnsOfRow[row].append(column)
      rowsOfColumn[column].append(row)
    }
  }

  /// The entry whose elimination can fill least, the larger of equals; nil where none is large enough.
  func pivot(threshold: Double, smallest: Double) -> (row: Int, column: Int)? {
    var best: (row: Int, column: Int, cost: Int, size: Double)?
    for column in 0..<size where !rowsOfColumn[column].isEmpty {
      let sizes = rowsOfColumn[column].map { abs(values[$0 * size + column]) }
      let least = max(smallest, threshold * (sizes.max() ?? 0))
      for (row, entry) in zip(rowsOfColumn[column], sizes) where entry >= least {
        let cost = (columnsOfRow[row].count - 1) * (rowsOfColumn[column].count - 1)
        if let known = best, (cost, -entry) >= (known.cost, -known.size) { continue }
        best = (row, column, cost, entry)
      }
    }
    return best.map { ($0.row, $0.column) }
  }

  mutating func eliminate(_ pivot: (row: Int, column: Int)) {
    let columns = columnsOfRow[pivot.row]
    let rows = rowsOfColumn[pivot.column].filter { $0 != pivot.row }
    for row in rows {
      let share = values[row * size + pivot.column] / values[pivot.row * size + pivot.column]
      columnsOfRow[row].removeAll { $0 == pivot.column }
      for column in columns where column != pivot.column {
        if !columnsOfRow[row].contains(column) {
          columnsOfRow[row].append(column)
          rowsOfColumn[column].append(row)
        }
        values[row * size + column] -= share * values[pivot.row * size + column]
      }
    }
    for column in columns { rowsOfColumn[column].removeAll { $0 == pivot.row } }
    rowsOfColumn[pivot.column] = []
    columnsOfRow[pivot.row] = []
    pivots.append(pivot)
    eliminated.append(rows)
    remaining.append(columns)
  }
}
