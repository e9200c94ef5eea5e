/// A matrix of which only some elements are stored, column by column; the others are zero. Davis (2006), Direct Methods
/// for Sparse Linear Systems, §2.1.
///
/// Which elements are stored is settled when it is made; their numbers may change.
public struct SparseMatrix: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Where each column begins in `rowIndices` and `values`; one more than columns.
  public let columnStarts: [Int32]
  /// The row of each stored element, ascending within a column.
  public let rowIndices: [Int32]
  /// The stored elements.
  public var values: [Double]

  /// Zeros stored at the places given, each place once, however often it is named.
  public init(rows: Int, columns: Int, places: [(row: Int, column: Int)]) {
    self.init(rows: rows, columns: columns, layout: Layout(rows: rows, columns: columns, places))
  }

  /// A matrix of the elements given; elements at the same place are added up.
  public init(rows: Int, columns: Int, elements: [(row: Int, column: Int, value: Double)]) {
    let layout = Layout(rows: rows, columns: columns, elements.map { ($0.row, $0.column) })
    self.init(rows: rows, columns: columns, layout: layout)
    for (element, position) in zip(elements, layout.positions) { values[position] += element.value }
  }

  /// Zeros stored at the places given, and for each place its position in `values`.
  public static func laidOut(rows: Int, columns: Int, places: [(row: Int, column: Int)]) -> (
    matrix: SparseMatrix, positions: [Int]
  ) {
    let layout = Layout(rows: rows, columns: columns, places)
    return (SparseMatrix(rows: rows, columns: columns, layout: layout), layout.positions)
  }

  private init(rows: Int, columns: Int, layout: Layout) {
    self.rows = rows
    self.columns = columns
    columnStarts = layout.columnStarts
    rowIndices = layout.rowIndices
    values = Array(repeating: 0, count: layout.rowIndices.count)
  }

  /// The element of row i, column j, stored or not.
  public subscript(i: Int, j: Int) -> Double {
    for k in Int(columnStarts[j])..<Int(columnStarts[j + 1]) where Int(rowIndices[k]) == i {
      return values[k]
    }
    return 0
  }

  /// Ax.
  public static func * (a: SparseMatrix, x: [Double]) -> [Double] {
    precondition(x.count == a.columns, "the vector needs \(a.columns) elements")
    var y = [Double](repeating: 0, count: a.rows)
    for j in 0..<a.columns {
      for k in Int(a.columnStarts[j])..<Int(a.columnStarts[j + 1]) {
        y[Int(a.rowIndices[k])] += a.values[k] * x[j]
      }
    }
    return y
  }

  /// All elements.
  public var dense: Matrix {
    var matrix = Matrix(rows: rows, columns: columns)
    for j in 0..<columns {
      for k in Int(columnStarts[j])..<Int(columnStarts[j + 1]) { matrix[Int(rowIndices[k]), j] = values[k] }
    }
    return matrix
  }

  /// Places sorted by column, then row, each kept once.
  private struct Layout {
    private(set) var columnStarts: [Int32]
    private(set) var rowIndices: [Int32] = []
    /// For each place given, where it went.
    private(set) var positions: [Int]

    init(rows: Int, columns: Int, _ places: [(row: Int, column: Int)]) {
      columnStarts = Array(repeating: 0, count: columns + 1)
      positions = Array(repeating: 0, count: places.count)
      var starts = [Int](repeating: 0, count: columns + 1)
      for place in places {
        precondition(place.row >= 0 && place.row < rows && place.column >= 0 && place.column < columns)
        starts[place.column + 1] += 1
      }
      for j in 0..<columns { starts[j + 1] += starts[j] }
      var (next, order) = (starts, [Int](repeating: 0, count: places.count))
      for (number, place) in places.enumerated() {
        order[next[place.column]] = number
        next[place.column] += 1
      }
      rowIndices.reserveCapacity(places.count)
      for j in 0..<columns {
        let members = order[starts[j]..<starts[j + 1]].sorted { places[$0].row < places[$1].row }
        for (k, number) in members.enumerated() {
          if k == 0 || places[members[k - 1]].row != places[number].row {
            rowIndices.append(Int32(size: places[number].row))
          }
          positions[number] = rowIndices.count - 1
        }
        columnStarts[j + 1] = Int32(size: rowIndices.count)
      }
    }
  }
}
