/// A dense matrix of doubles, column by column.
///
/// A value: copies are independent, and storage is shared until one of them changes. Element (i, j) counts
/// from 0. Sizes that do not fit are a programmer's mistake and stop the program; data are checked where a
/// decomposition or a solver takes them in.
public struct Matrix: Equatable, Sendable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// The elements, column by column; its count never changes.
  @usableFromInline var storage: [Double]

  /// A matrix filled with one value, zero unless told.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot have a negative size")
    self.rows = rows
    self.columns = columns
    storage = [Double](repeating: value, count: rows * columns)
  }

  /// A matrix from its elements in column-major order, without copying them.
  public init(rows: Int, columns: Int, columnMajor elements: [Double]) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot have a negative size")
    precondition(elements.count == rows * columns, "\(rows) × \(columns) needs \(rows * columns) elements")
    self.rows = rows
    self.columns = columns
    storage = elements
  }

  /// A matrix whose element (i, j) is `element(i, j)`.
  @inlinable
  public init(rows: Int, columns: Int, _ element: (_ row: Int, _ column: Int) throws -> Double) rethrows {
    self.init(rows: rows, columns: columns)
    for j in 0..<columns {
      for i in 0..<rows { storage[j * rows + i] = try element(i, j) }
    }
  }

  /// A matrix from its columns, each of the same length.
  public init(columns: [[Double]]) {
    let rows = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == rows }, "columns of a matrix must be equally long")
    self.init(rows: rows, columns: columns.count, columnMajor: Array(columns.joined()))
  }

  /// A matrix from its rows, each of the same length.
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "rows of a matrix must be equally long")
    self.init(rows: rows.count, columns: columns) { i, j in rows[i][j] }
  }

  /// A square matrix with these elements on its diagonal and zeros elsewhere.
  public init(diagonal: [Double]) {
    self.init(rows: diagonal.count, columns: diagonal.count)
    for (i, value) in diagonal.enumerated() { storage[i * rows + i] = value }
  }

  /// An independent copy of a view.
  public init(_ view: MatrixView) {
    if view.rows == 0 || view.columns == 0 {
      self.init(rows: view.rows, columns: view.columns)
    } else if view.isContiguous {
      let end = view.offset + view.rows * view.columns
      self.init(
        rows: view.rows, columns: view.columns, columnMajor: Array(view.storage[view.offset..<end]))
    } else {
      self.init(rows: view.rows, columns: view.columns) { i, j in view[i, j] }
    }
  }

  /// The n × n identity matrix.
  public static func identity(_ n: Int) -> Matrix { Matrix(diagonal: [Double](repeating: 1, count: n)) }

  /// Element (row, column), counting from 0.
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "index outside the matrix")
      return storage[column * rows + row]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "index outside the matrix")
      storage[column * rows + row] = newValue
    }
  }

  /// True for as many rows as columns.
  public var isSquare: Bool { rows == columns }

  /// The elements in column-major order; shares the matrix's storage. `elements.span` reads them
  /// in a kernel.
  @inlinable
  public var elements: [Double] { storage }

  /// Lets a kernel write the elements, column by column, after one check for uniqueness.
  @inlinable
  public mutating func withMutableSpan<R>(_ body: (inout MutableSpan<Double>) throws -> R) rethrows -> R {
    var span = storage.mutableSpan
    return try body(&span)
  }

  /// The elements on the diagonal, from the top left.
  public var diagonal: [Double] {
    (0..<min(rows, columns)).map { storage[$0 * rows + $0] }
  }

  /// The transpose, copied.
  public func transposed() -> Matrix { Matrix(rows: columns, columns: rows) { i, j in self[j, i] } }

  /// The columns in the order given; an index may repeat.
  public func selectingColumns(_ indices: [Int]) -> Matrix {
    Matrix(rows: rows, columns: indices.count) { i, j in self[i, indices[j]] }
  }

  /// The rows in the order given; an index may repeat.
  public func selectingRows(_ indices: [Int]) -> Matrix {
    Matrix(rows: indices.count, columns: columns) { i, j in self[indices[i], j] }
  }
}

extension Matrix: ExpressibleByArrayLiteral {
  /// A matrix written as rows: `[[1, 2], [3, 4]]`.
  public init(arrayLiteral rows: [Double]...) { self.init(rows) }
}

extension Matrix: Codable {
  private enum CodingKeys: String, CodingKey { case rows, columns, elements }

  /// Reads `rows`, `columns` and column-major `elements`; a count that does not fit is corrupt data.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    rows = try container.decode(Int.self, forKey: .rows)
    columns = try container.decode(Int.self, forKey: .columns)
    storage = try container.decode([Double].self, forKey: .elements)
    let size = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !size.overflow, storage.count == size.partialValue else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements, in: container,
        debugDescription: "a \(rows) × \(columns) matrix does not have \(storage.count) elements")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(columns, forKey: .columns)
    try container.encode(storage, forKey: .elements)
  }
}

extension Matrix: CustomStringConvertible {
  /// The rows, one a line, elements separated by spaces.
  public var description: String {
    (0..<rows).map { i in (0..<columns).map { "\(self[i, $0])" }.joined(separator: " ") }
      .joined(separator: "\n")
  }
}
