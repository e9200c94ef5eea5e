import Foundation

/// P(X₁ ≤ b₁, X₂ ≤ b₂, X₃ ≤ b₃) for standard normals with correlations `r12`, `r13`, `r23`, error about 1e-14.
///
/// Plackett's identity along the segment that switches r12 and r13 on together: ∂Φ₃/∂r₁₂ = φ₂(b₁, b₂; r₁₂) Φ(u₃),
/// u₃ the standardised bound of X₃ given X₁ = b₁ and X₂ = b₂. The pair with the largest |r| is kept fixed. Genz (2004).
/// Assumes the correlation matrix is positive semi-definite and no pair is perfectly correlated.
func trivariateNormalCDF(_ b: [Double], r12: Double, r13: Double, r23: Double) -> Double {
  if b.contains(where: { $0 < -39 }) { return 0 }
  if b[0] > 39 { return bivariateNormalCDF(b[1], b[2], correlation: r23) }
  if b[1] > 39 { return bivariateNormalCDF(b[0], b[2], correlation: r13) }
  if b[2] > 39 { return bivariateNormalCDF(b[0], b[1], correlation: r12) }
  if abs(r12) > abs(r23), abs(r12) >= abs(r13) {
    return plackett(b[2], b[0], b[1], first: r13, second: r23, fixed: r12)
  }
  if abs(r13) > abs(r23) { return plackett(b[1], b[0], b[2], first: r12, second: r23, fixed: r13) }
  return plackett(b[0], b[1], b[2], first: r12, second: r13, fixed: r23)
}

private func plackett(_ b1: Double, _ b2: Double, _ b3: Double, first: Double, second: Double, fixed: Double)
  -> Double
{
  let start = StandardNormal.cdf(b1) * bivariateNormalCDF(b2, b3, correlation: fixed)
  let product = 2 * first * second
  let strength =
    product >= 0
    ? (first - second) * (first - second) + product * (1 - fixed)
    : (first + second) * (first + second) - product * (1 + fixed)
  let determinant = max(0, (1 - fixed) * (1 + fixed) - strength)
  guard first != 0 || second != 0 else { return start }
  let integral = DoubleExponential.shared.integrate { t, s in
    let rest = s * (2 - s)
    let d = determinant + strength * rest
    return plackettTerm(
      b1, b2, b3, full: first, other: second, fixed: fixed, t: t, rest: rest, determinant: d)
      + plackettTerm(b1, b3, b2, full: second, other: first, fixed: fixed, t: t, rest: rest, determinant: d)
  }
  return min(1, max(0, start + integral / (2 * Double.pi)))
}

/// r φ₂-kernel · Φ(u) of one pair at the point t of the segment; `rest` is 1 - t².
private func plackettTerm(
  _ b1: Double, _ b2: Double, _ b3: Double, full: Double, other: Double, fixed: Double, t: Double,
  rest: Double,
  determinant: Double
) -> Double {
  if full == 0 { return 0 }
  let r = full * t
  let q = other * t
  let oneMinusSquare = (1 - full) * (1 + full) + full * full * rest
  let sign: Double = full < 0 ? -1 : 1
  let gap = b1 - sign * b2
  let exponent = -(gap * gap) / (2 * oneMinusSquare) - sign * b1 * b2 / (1 + abs(r))
  let numerator = b3 * oneMinusSquare - b1 * (q - r * fixed) - b2 * (fixed - r * q)
  let spread = (oneMinusSquare * determinant).squareRoot()
  let u = spread > 0 ? numerator / spread : (numerator >= 0 ? Double.infinity : -.infinity)
  return full / oneMinusSquare.squareRoot() * exp(exponent) * StandardNormal.cdf(u)
}
