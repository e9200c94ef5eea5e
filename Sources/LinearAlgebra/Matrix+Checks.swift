extension Matrix {
  /// Throws unless every element is finite, naming the first that is not.
  public func requireFinite(named name: String) throws {
    guard rows > 0, columns > 0 else { throw LinearAlgebraError.empty(matrix: name) }
    let span = storage.span
    for k in span.indices where !span[k].isFinite {
      throw LinearAlgebraError.notFinite(matrix: name, row: k % rows, column: k / rows, value: "\(span[k])")
    }
  }

  /// Throws unless the matrix has as many rows as columns.
  public func requireSquare(named name: String) throws {
    guard isSquare else { throw LinearAlgebraError.notSquare(matrix: name, rows: rows, columns: columns) }
  }

  /// Throws unless the matrix is finite, square and equal to its transpose up to rounding, that is to 1e-10
  /// of the geometric mean of the two diagonal elements or of the elements themselves, whichever is larger.
  public func requireSymmetric(named name: String) throws {
    try requireSquare(named: name)
    try requireFinite(named: name)
    for j in 0..<columns {
      for i in 0..<j {
        let (upper, lower) = (storage[j * rows + i], storage[i * rows + j])
        if upper == lower { continue }
        let diagonal = abs(storage[i * rows + i] * storage[j * rows + j]).squareRoot()
        let scale = max(diagonal, abs(upper), abs(lower))
        if abs(upper - lower) > 1e-10 * scale {
          throw LinearAlgebraError.notSymmetric(matrix: name, row: i, column: j)
        }
      }
    }
  }

  /// The largest column sum of magnitudes, ‖A‖₁.
  public var oneNorm: Double {
    (0..<columns).reduce(0) { largest, j in max(largest, column(j).reduce(0) { $0 + abs($1) }) }
  }

  /// The square root of the sum of squares, ‖A‖F, without overflow or underflow on the way.
  public var frobeniusNorm: Double { storage.norm }

  /// The element largest in magnitude.
  public var largestMagnitude: Double { storage.reduce(0) { max($0, abs($1)) } }
}

extension Array where Element == Double {
  /// Throws unless every element is finite, naming the first that is not.
  public func requireFinite(named name: String) throws {
    for (i, value) in enumerated() where !value.isFinite {
      throw LinearAlgebraError.notFinite(matrix: name, row: i, column: 0, value: "\(value)")
    }
  }
}
