import Foundation

/// P(X ≤ h, Y ≤ k) for standard normals with correlation r, error about 1e-15.
///
/// Φ(h)Φ(k) + (1/2π) ∫₀^{asin r} exp(-(h² + k² - 2hk sin θ)/(2 cos² θ)) dθ (Plackett 1954; Drezner and Wesolowsky 1990),
/// integrated from the end where cos θ vanishes as r → ±1, so that no correlation is special (compare Genz 2004).
func bivariateNormalCDF(_ h: Double, _ k: Double, correlation r: Double) -> Double {
  if h < -39 || k < -39 { return 0 }
  if h > 39 { return StandardNormal.cdf(k) }
  if k > 39 { return StandardNormal.cdf(h) }
  if r == 0 { return StandardNormal.cdf(h) * StandardNormal.cdf(k) }
  if abs(r) >= 1 {
    return r > 0 ? StandardNormal.cdf(min(h, k)) : max(0, StandardNormal.cdf(h) - StandardNormal.survival(k))
  }
  let sign: Double = r < 0 ? -1 : 1
  let size = abs(r)
  let cosine = ((1 - size) * (1 + size)).squareRoot()
  let angle = atan2(size, cosine)
  let gap = h - sign * k
  let product = sign * h * k
  let integral = DoubleExponential.shared.integrate { _, complement in
    let s = angle * complement
    let c = cosine * cos(s) + size * sin(s)
    let sine = size * cos(s) - cosine * sin(s)
    return exp(-(gap * gap) / (2 * c * c) - product / (1 + sine))
  }
  let value = StandardNormal.cdf(h) * StandardNormal.cdf(k) + sign * angle * integral / (2 * Double.pi)
  return min(1, max(0, value))
}
