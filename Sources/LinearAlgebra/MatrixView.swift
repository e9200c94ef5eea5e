/// A rectangle of a matrix, read without copying it.
///
/// A view keeps the storage it was taken from: later changes of the matrix do not reach it.
public struct MatrixView: Equatable, Sendable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  @usableFromInline let storage: [Double]
  @usableFromInline let offset: Int
  /// Distance between the starts of neighbouring columns in `storage`.
  @usableFromInline let stride: Int

  @usableFromInline
  init(rows: Int, columns: Int, storage: [Double], offset: Int, stride: Int) {
    self.rows = rows
    self.columns = columns
    self.storage = storage
    self.offset = offset
    self.stride = stride
  }

  /// Element (row, column) of the view, counting from 0.
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    precondition(row >= 0 && row < rows && column >= 0 && column < columns, "index outside the view")
    return storage[offset + column * stride + row]
  }

  /// One column, without copying.
  public func column(_ j: Int) -> ArraySlice<Double> {
    precondition(j >= 0 && j < columns, "index outside the view")
    return storage[(offset + j * stride)..<(offset + j * stride + rows)]
  }

  /// A part of the view, without copying.
  public subscript(rows rowRange: Range<Int>, columns columnRange: Range<Int>) -> MatrixView {
    precondition(rowRange.lowerBound >= 0 && rowRange.upperBound <= rows, "rows outside the view")
    precondition(columnRange.lowerBound >= 0 && columnRange.upperBound <= columns, "columns outside the view")
    return MatrixView(
      rows: rowRange.count, columns: columnRange.count, storage: storage,
      offset: offset + columnRange.lowerBound * stride + rowRange.lowerBound, stride: stride)
  }

  /// Two views are equal when their elements are, wherever they lie.
  public static func == (a: MatrixView, b: MatrixView) -> Bool {
    a.rows == b.rows && a.columns == b.columns
      && (0..<a.columns).allSatisfy { a.column($0).elementsEqual(b.column($0)) }
  }

  var isContiguous: Bool { stride == rows || columns <= 1 }
  var leadingDimension: Int32 { Int32(size: max(1, stride)) }

  /// Gives a kernel the address of the first element.
  func withPointer<R>(_ body: (UnsafePointer<Double>) throws -> R) rethrows -> R {
    try storage.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, rows > 0, columns > 0 else {
        return try withUnsafePointer(to: 0.0) { try body($0) }
      }
      return try body(base + offset)
    }
  }
}

extension Matrix {
  /// The whole matrix as a view.
  public var view: MatrixView {
    MatrixView(rows: rows, columns: columns, storage: storage, offset: 0, stride: rows)
  }

  /// A rectangle of the matrix, without copying.
  public subscript(rows rowRange: Range<Int>, columns columnRange: Range<Int>) -> MatrixView {
    view[rows: rowRange, columns: columnRange]
  }

  /// One column, without copying.
  public func column(_ j: Int) -> ArraySlice<Double> { view.column(j) }

  /// One row, copied (rows are not contiguous).
  public func row(_ i: Int) -> [Double] { (0..<columns).map { self[i, $0] } }

  /// Replaces one column.
  public mutating func setColumn(_ j: Int, to values: some Collection<Double>) {
    precondition(j >= 0 && j < columns && values.count == rows, "a column of \(rows) elements is needed")
    storage.replaceSubrange((j * rows)..<((j + 1) * rows), with: values)
  }

  /// Replaces one row.
  public mutating func setRow(_ i: Int, to values: some Collection<Double>) {
    precondition(i >= 0 && i < rows && values.count == columns, "a row of \(columns) elements is needed")
    for (j, value) in values.enumerated() { storage[j * rows + i] = value }
  }
}
