/// The numbers a tape reads and a solver writes: one row a period, one column a name. Missing numbers are NaN.
struct Frame: Sendable {
  let columns: Int
  let rows: Int
  /// Row after row.
  private(set) var storage: [Double]

  init(rows: Int, columns: Int, repeating value: Double = .nan) {
    self.rows = rows
    self.columns = columns
    storage = Array(repeating: value, count: rows * columns)
  }

  subscript(row: Int, column: Int) -> Double {
    get { storage[row * columns + column] }
    set { storage[row * columns + column] = newValue }
  }
}
