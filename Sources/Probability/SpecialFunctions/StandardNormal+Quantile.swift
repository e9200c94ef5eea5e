import Foundation

extension StandardNormal {
  /// The z with P(Z ≤ z) = p, as a double and its correction.
  static func quantile(_ p: Double) -> (z: Double, correction: Double) {
    if p > 0.5 {
      let mirrored = quantile(1 - p)
      return (-mirrored.z, -mirrored.correction)
    }
    guard p > 0 else { return (p == 0 ? -.infinity : .nan, 0) }
    if p.isNaN { return (p, 0) }
    let start = wichura(p)
    let step = newtonStep(at: start, lower: p)
    let z = start + step
    return (z, (start - z) + step)
  }

  /// (p - Φ(z)) / φ(z) with Halley's second-order term, relative to Φ's scale so that it survives tiny p.
  private static func newtonStep(at z: Double, lower p: Double) -> Double {
    let tail = cdf(z)
    guard tail > 0 else { return 0 }
    let newton = (p / tail - 1) / (density(z) / tail)
    return newton / (1 - 0.5 * z * newton)
  }

  /// Rational approximations of the lower half, relative error about 1e-16. Wichura (1988), Algorithm AS 241, PPND16.
  fileprivate static func wichura(_ p: Double) -> Double {
    let q = p - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q * ratio(r, centralNumerator, centralDenominator)
    }
    let r = (-log(p)).squareRoot()
    return r <= 5
      ? -ratio(r - 1.6, middleNumerator, middleDenominator) : -ratio(r - 5, farNumerator, farDenominator)
  }

  private static func ratio(_ x: Double, _ numerator: [Double], _ denominator: [Double]) -> Double {
    var n = 0.0
    var d = 0.0
    for i in numerator.indices.reversed() {
      n = n * x + numerator[i]
      d = d * x + denominator[i]
    }
    return n / d
  }

  private static let centralNumerator = [
    3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ]
  private static let centralDenominator = [
    1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
    21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
  ]
  private static let middleNumerator = [
    1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
    1.27045825245236838258, 0.241780725177450611770, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
  ]
  private static let middleDenominator = [
    1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
    0.148103976427480074590, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
  ]
  private static let farNumerator = [
    6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
    2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5,
    2.01033439929228813265e-7,
  ]
  private static let farDenominator = [
    1, 0.599832206555887937690, 0.136929880922735805310, 1.48753612908506148525e-2,
    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
    2.04426310338993978564e-15,
  ]
}

extension StandardNormal {
  /// P(Z ≤ z) without the correction for z/√2's rounding: a few 1e-15 absolute, for integrands.
  static func quickCDF(_ z: Double) -> Double { 0.5 * erfc(-0.70710678118654752440 * z) }

  /// Quantile without polishing, about 1e-15 relative, for integrands.
  static func quickQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p > 0 ? 40 : -40 }
    return p > 0.5 ? -wichura(1 - p) : wichura(p)
  }
}
