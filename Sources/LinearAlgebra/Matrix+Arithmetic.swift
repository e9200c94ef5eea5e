import CLAPACK

extension Matrix {
  /// Element-wise sum; sizes must match.
  public static func + (a: Matrix, b: Matrix) -> Matrix { a.combined(with: b, +) }

  /// Element-wise difference; sizes must match.
  public static func - (a: Matrix, b: Matrix) -> Matrix { a.combined(with: b, -) }

  /// The matrix with every sign changed.
  public static prefix func - (a: Matrix) -> Matrix { a.map { -$0 } }

  /// Every element times `scale`.
  public static func * (scale: Double, a: Matrix) -> Matrix { a.map { scale * $0 } }

  /// Every element divided by `scale`.
  public static func / (a: Matrix, scale: Double) -> Matrix { a.map { $0 / scale } }

  /// Adds `b` in place.
  public static func += (a: inout Matrix, b: Matrix) { a = a + b }

  /// Subtracts `b` in place.
  public static func -= (a: inout Matrix, b: Matrix) { a = a - b }

  /// The matrix product AB.
  public static func * (a: Matrix, b: Matrix) -> Matrix { a.view * b.view }

  /// The product of a matrix and a column vector, Ax.
  public static func * (a: Matrix, x: [Double]) -> [Double] { a.view * x }

  /// AᵀB without forming Aᵀ.
  public func transposeTimes(_ b: Matrix) -> Matrix { view.transposeTimes(b.view) }

  /// Aᵀx without forming Aᵀ.
  public func transposeTimes(_ x: [Double]) -> [Double] { view.transposeTimes(x) }

  /// ABᵀ without forming Bᵀ.
  public func timesTranspose(_ b: Matrix) -> Matrix { view.timesTranspose(b.view) }

  /// AᵀA, exactly symmetric, at half the work of a product.
  public func gram() -> Matrix { view.gram(transposingFirst: true) }

  /// AAᵀ, exactly symmetric, at half the work of a product.
  public func outerGram() -> Matrix { view.gram(transposingFirst: false) }

  /// The matrix with `transform` applied to each element.
  @inlinable
  public func map(_ transform: (Double) throws -> Double) rethrows -> Matrix {
    Matrix(rows: rows, columns: columns, columnMajor: try storage.map(transform))
  }

  /// Element-wise combination of two matrices of one size.
  @inlinable
  public func combined(with b: Matrix, _ combine: (Double, Double) throws -> Double) rethrows -> Matrix {
    precondition(rows == b.rows && columns == b.columns, "matrices of different sizes cannot be combined")
    var result = self
    let other = b.storage.span
    try result.withMutableSpan { span in
      for i in span.indices { span[i] = try combine(span[i], other[i]) }
    }
    return result
  }
}

extension MatrixView {
  /// The matrix product AB.
  public static func * (a: MatrixView, b: MatrixView) -> Matrix {
    precondition(a.columns == b.rows, "\(a.rows) × \(a.columns) times \(b.rows) × \(b.columns)")
    return product(
      a, transposed: false, b, transposed: false, rows: a.rows, inner: a.columns, columns: b.columns)
  }

  /// AᵀB without forming Aᵀ.
  public func transposeTimes(_ b: MatrixView) -> Matrix {
    precondition(rows == b.rows, "(\(rows) × \(columns))ᵀ times \(b.rows) × \(b.columns)")
    return Self.product(
      self, transposed: true, b, transposed: false, rows: columns, inner: rows, columns: b.columns)
  }

  /// ABᵀ without forming Bᵀ.
  public func timesTranspose(_ b: MatrixView) -> Matrix {
    precondition(columns == b.columns, "\(rows) × \(columns) times (\(b.rows) × \(b.columns))ᵀ")
    return Self.product(
      self, transposed: false, b, transposed: true, rows: rows, inner: columns, columns: b.rows)
  }

  /// The product of a matrix and a column vector, Ax.
  public static func * (a: MatrixView, x: [Double]) -> [Double] {
    precondition(a.columns == x.count, "\(a.rows) × \(a.columns) times a vector of \(x.count)")
    return a.times(x, transposed: false)
  }

  /// Aᵀx without forming Aᵀ.
  public func transposeTimes(_ x: [Double]) -> [Double] {
    precondition(rows == x.count, "(\(rows) × \(columns))ᵀ times a vector of \(x.count)")
    return times(x, transposed: true)
  }

  private func times(_ x: [Double], transposed: Bool) -> [Double] {
    var y = [Double](repeating: 0, count: transposed ? columns : rows)
    guard rows > 0, columns > 0 else { return y }
    withPointer { a in
      BLAS.call {
        blas_dgemv(
          transposed ? .transposed : .asIs, Int32(size: rows), Int32(size: columns), 1, a, leadingDimension,
          x, 1, 0, &y, 1)
      }
    }
    return y
  }

  private static func product(
    _ a: MatrixView, transposed ta: Bool, _ b: MatrixView, transposed tb: Bool,
    rows m: Int, inner k: Int, columns n: Int
  ) -> Matrix {
    var c = Matrix(rows: m, columns: n)
    guard m > 0, n > 0, k > 0 else { return c }
    a.withPointer { aPointer in
      b.withPointer { bPointer in
        BLAS.call {
          blas_dgemm(
            ta ? .transposed : .asIs, tb ? .transposed : .asIs, Int32(size: m), Int32(size: n),
            Int32(size: k), 1, aPointer, a.leadingDimension, bPointer, b.leadingDimension, 0, &c.storage,
            Int32(size: m))
        }
      }
    }
    return c
  }

  /// AᵀA or AAᵀ.
  func gram(transposingFirst: Bool) -> Matrix {
    let n = transposingFirst ? columns : rows
    let k = transposingFirst ? rows : columns
    var c = Matrix(rows: n, columns: n)
    guard n > 0, k > 0 else { return c }
    withPointer { a in
      BLAS.call {
        blas_dsyrk(
          .lower, transposingFirst ? .transposed : .asIs, Int32(size: n), Int32(size: k), 1, a,
          leadingDimension, 0, &c.storage, Int32(size: n))
      }
    }
    c.mirrorLowerTriangle()
    return c
  }
}

extension Matrix {
  /// Copies the lower triangle onto the upper one.
  mutating func mirrorLowerTriangle() {
    let n = rows
    withMutableSpan { span in
      for j in 0..<n {
        for i in (j + 1)..<max(n, j + 1) { span[i * n + j] = span[j * n + i] }
      }
    }
  }
}

extension CChar {
  static let asIs = CChar(UInt8(ascii: "N"))
  static let transposed = CChar(UInt8(ascii: "T"))
  static let lower = CChar(UInt8(ascii: "L"))
  static let upper = CChar(UInt8(ascii: "U"))
  static let left = CChar(UInt8(ascii: "L"))
  static let right = CChar(UInt8(ascii: "R"))
  static let oneNorm = CChar(UInt8(ascii: "1"))
  static let thin = CChar(UInt8(ascii: "S"))
  static let vectors = CChar(UInt8(ascii: "V"))
}
