import LinearAlgebra

/// Orthonormal coordinates of a design: Q₁ spans the exogenous regressors X₁ = Q₁R₁, Q₂ what the instruments add.
/// Every estimator and test of the family works in them, so that no cross product of data is formed or inverted.
struct InstrumentBasis {
  /// n × k₁.
  let q1: Matrix
  /// k₁ × k₁, upper triangular.
  let r1: Matrix
  /// n × l.
  let q2: Matrix

  init(_ design: InstrumentalDesign) throws {
    let qr = try QR(design.allInstruments, named: "The instruments")
    let (q, r) = (qr.q, qr.r)
    let (k1, columns) = (design.exogenous.columns, r.columns)
    q1 = Matrix(q[rows: 0..<q.rows, columns: 0..<k1])
    q2 = Matrix(q[rows: 0..<q.rows, columns: k1..<columns])
    r1 = Matrix(r[rows: 0..<k1, columns: 0..<k1])
  }

  /// [Q₁, Q₂], n × (k₁ + l).
  var q: Matrix { q1.joined(with: q2) }

  /// The parts of some columns V: A₁ = Q₁ᵀV, A₂ = Q₂ᵀV and the rest M V = V − Q₁A₁ − Q₂A₂.
  struct Parts {
    var inExogenous: Matrix
    var inInstruments: Matrix
    var rest: Matrix
  }

  /// Splits columns; the second pass removes what rounding left of the first.
  func split(_ v: Matrix) -> Parts {
    var parts = Parts(
      inExogenous: Matrix(rows: q1.columns, columns: v.columns),
      inInstruments: Matrix(rows: q2.columns, columns: v.columns), rest: v)
    for _ in 0..<2 {
      let first = q1.transposeTimes(parts.rest)
      let second = q2.transposeTimes(parts.rest)
      parts.rest -= q1 * first + q2 * second
      parts.inExogenous += first
      parts.inInstruments += second
    }
    return parts
  }

  /// The rest of V after the exogenous regressors alone: M₁V.
  func withoutExogenous(_ v: Matrix) -> Matrix {
    var rest = v
    for _ in 0..<2 { rest -= q1 * q1.transposeTimes(rest) }
    return rest
  }
}

extension Matrix {
  /// The vector as one column.
  init(column: [Double]) { self.init(rows: column.count, columns: 1, columnMajor: column) }

  /// A above B.
  func stacked(over other: Matrix) -> Matrix {
    Matrix(rows: rows + other.rows, columns: columns) { i, j in
      i < rows ? self[i, j] : other[i - rows, j]
    }
  }
}
