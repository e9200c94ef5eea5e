import LinearAlgebra

/// The k-class estimate β̂ = (Xᵀ(I − κM)X)⁻¹Xᵀ(I − κM)y, M = I − Z(ZᵀZ)⁻¹Zᵀ, by orthogonal factorisations alone.
///
/// What is left of Y after the exogenous regressors lies inside the instruments, Q₂ᵀY, or outside, MY. Stacked they are
/// [T; B]R with [T; B] orthonormal, T = U diag(c)Wᵀ and c² + s² = 1, so that Yᵀ(M₁ − κM)Y = RᵀW diag(c² + (1 − κ)s²)WᵀR:
/// its inverse needs triangles and rotations only. Golub & Van Loan (2013) §6.1.6.
struct KClassSolution {
  /// β̂, exogenous first.
  let coefficients: [Double]
  /// y − Xβ̂.
  let residuals: [Double]
  /// S, k × k, with (Xᵀ(I − κM)X)⁻¹ = SSᵀ.
  let inverseFactor: Matrix
  /// X̃S, n × k, X̃ = PX + share · MX: what residuals are multiplied with to make scores. Orthonormal for κ = 0 with
  /// all of MX, and for κ = 1 with none.
  let scoreBasis: Matrix
  private let design: InstrumentalDesign
  private let projected: Matrix
  private let restInScores: Double

  /// X̃ in the units of the regressors.
  func scoreRegressors() -> Matrix {
    let endogenous = projected + restInScores * (design.endogenous - projected)
    return design.exogenous.joined(with: endogenous)
  }

  init(
    _ y: [Double], _ design: InstrumentalDesign, _ basis: InstrumentBasis, kappa: Double,
    restInScores: Double = 0
  ) throws {
    let endogenous = basis.split(design.endogenous)
    let pencil = try Pencil(endogenous, kappa: kappa, names: design.endogenousNames)
    let response = basis.split(Matrix(column: y))
    var beta2 = pencil.solve(response)
    var beta1 = try Self.exogenousPart(response, endogenous, beta2, basis)
    var residuals = Self.residuals(y, design, beta1, beta2)
    // One step of refinement: solve again for what rounding left.
    let left = basis.split(Matrix(column: residuals))
    let correction = pencil.solve(left)
    let first = try Self.exogenousPart(left, endogenous, correction, basis)
    beta2 = zip(beta2, correction).map { $0 + $1 }
    beta1 = zip(beta1, first).map { $0 + $1 }
    residuals = Self.residuals(y, design, beta1, beta2)
    coefficients = beta1 + beta2
    self.residuals = residuals
    let inverse = try Self.inverseFactor(endogenous, pencil.inverseFactor, basis)
    inverseFactor = inverse
    let inside = basis.q2 * (endogenous.inInstruments * pencil.inverseFactor)
    let outside = endogenous.rest * pencil.inverseFactor
    scoreBasis = basis.q1.joined(with: inside + restInScores * outside)
    (self.design, self.restInScores) = (design, restInScores)
    projected = design.endogenous - endogenous.rest
  }

  private static func exogenousPart(
    _ response: InstrumentBasis.Parts, _ endogenous: InstrumentBasis.Parts, _ beta2: [Double],
    _ basis: InstrumentBasis
  ) throws -> [Double] {
    guard basis.q1.columns > 0 else { return [] }
    let right = zip(response.inExogenous.elements, endogenous.inExogenous * beta2).map { $0 - $1 }
    return try basis.r1.solve(triangle: .upper, right, named: "The exogenous regressors")
  }

  private static func residuals(
    _ y: [Double], _ design: InstrumentalDesign, _ beta1: [Double], _ beta2: [Double]
  ) -> [Double] {
    let explained = design.regressors * (beta1 + beta2)
    return zip(y, explained).map { $0 - $1 }
  }

  /// [[R₁⁻¹, −R₁⁻¹A₁S₂], [0, S₂]].
  private static func inverseFactor(
    _ endogenous: InstrumentBasis.Parts, _ s2: Matrix, _ basis: InstrumentBasis
  ) throws -> Matrix {
    let (k1, g) = (basis.q1.columns, s2.rows)
    guard k1 > 0 else { return s2 }
    let r1 = try basis.r1.inverseOfTriangle(.upper, named: "The exogenous regressors")
    let corner = r1 * (endogenous.inExogenous * s2)
    return Matrix(rows: k1 + g, columns: k1 + g) { i, j in
      switch (i < k1, j < k1) {
      case (true, true): r1[i, j]
      case (true, false): -corner[i, j - k1]
      case (false, true): 0
      case (false, false): s2[i - k1, j - k1]
      }
    }
  }
}

/// Y's parts inside and outside the instruments, decomposed together.
private struct Pencil {
  /// S₂, g × g.
  let inverseFactor: Matrix
  private let top: Matrix
  private let bottom: Matrix
  private let restBasis: Matrix
  private let kappa: Double
  private let roots: [Double]

  init(_ parts: InstrumentBasis.Parts, kappa: Double, names: [String]) throws {
    let g = parts.rest.columns
    let rest = try QR(parts.rest, named: "The first stage's residuals")
    let pair = try QR(parts.inInstruments.stacked(over: rest.r), named: "The endogenous regressors")
    let l = parts.inInstruments.rows
    let q = pair.q
    let above = try SVD(Matrix(q[rows: 0..<l, columns: 0..<g]), named: "The first stage")
    let w = above.vTransposed.transposed()
    let (top, bottom) = (
      Matrix(q[rows: 0..<l, columns: 0..<g]) * w, Matrix(q[rows: l..<(l + g), columns: 0..<g]) * w
    )
    let (cosines, sines) = (top.columnNorms, bottom.columnNorms)
    let rank = cosines.count { $0 > 1e-12 }
    guard kappa < 1 || rank == g else { throw InstrumentError.notIdentified(rank: rank, endogenous: names) }
    let values = zip(cosines, sines).map { $0 * $0 + (1 - kappa) * $1 * $1 }
    guard values.allSatisfy({ $0 > 1e-14 }) else {
      let limits = zip(cosines, sines).map { 1 + ($0 / $1) * ($0 / $1) }
      throw InstrumentError.kappaTooLarge(kappa: kappa, largest: limits.min() ?? 1)
    }
    let roots = values.map { $0.squareRoot() }
    let scaled = w.scalingColumns(by: roots.map { 1 / $0 })
    (self.top, self.bottom, self.roots, self.kappa) = (top, bottom, roots, kappa)
    restBasis = rest.q
    inverseFactor = try pair.r.solve(triangle: .upper, scaled, named: "The endogenous regressors")
  }

  /// β̂₂ for a response.
  func solve(_ response: InstrumentBasis.Parts) -> [Double] {
    let inside = top.transposeTimes(response.inInstruments.elements)
    let outside = bottom.transposeTimes(restBasis.transposeTimes(response.rest.elements))
    let right = roots.indices.map { (inside[$0] + (1 - kappa) * outside[$0]) / roots[$0] }
    return inverseFactor * right
  }
}
