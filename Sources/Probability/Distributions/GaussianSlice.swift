import Foundation
import LinearAlgebra

/// Moments of exp(-z²/2) between two bounds, scaled by its greatest value there.
struct GaussianSlice: Sendable, Hashable {
  /// The bound or zero nearest to zero, where exp(-z²/2) is greatest.
  private let peak: DoubleDouble
  private let left: DoubleDouble
  private let right: DoubleDouble
  /// ∫ exp(-(z² - peak²)/2) dz.
  let mass: Double

  init(from a: DoubleDouble, to b: DoubleDouble) {
    let peak = a.high > 0 ? a : (b.high < 0 ? b : DoubleDouble(0))
    // Beyond `reach` the scaled density is below e^(-60).
    let reach = (peak.high * peak.high + 120).squareRoot()
    let far = 120 / (reach + abs(peak.high))
    let left = a.high > -reach ? a : (peak.high < 0 ? peak + -far : DoubleDouble(-reach))
    let right = b.high < reach ? b : (peak.high > 0 ? peak + far : DoubleDouble(reach))
    (self.peak, self.left, self.right) = (peak, left, right)
    mass = GaussianSlice.moment(peak, left, right) { _ in 1 }
  }

  private static func moment(
    _ peak: DoubleDouble, _ left: DoubleDouble, _ right: DoubleDouble, _ power: (Double) -> Double
  ) -> Double {
    let width = (right - left).value
    let fromPeak = (left - peak).value
    let toPeak = (right - peak).value
    let top = peak.value
    let integral = DoubleExponential.shared.integrate(absoluteTolerance: 0) { u, complement in
      let s = u < 0.5 ? fromPeak + u * width : toPeak - complement * width
      return exp(-s * (top + 0.5 * s)) * power(u * width)
    }
    return width * integral
  }

  var mean: Double { left.value + GaussianSlice.moment(peak, left, right) { $0 } / mass }

  var variance: Double {
    let centre = GaussianSlice.moment(peak, left, right) { $0 } / mass
    return GaussianSlice.moment(peak, left, right) { ($0 - centre) * ($0 - centre) } / mass
  }

  /// Where all but a negligible part of the mass lies.
  var effectiveEnds: (Double, Double) { (left.value, right.value) }

  /// log of the scaled density at z.
  func logHeight(at z: DoubleDouble) -> Double { -((z - peak) * (z + peak)).value / 2 }

  /// The mass of a part of this slice, relative to the whole.
  func share(of part: GaussianSlice) -> Double {
    let exponent = ((part.peak - peak) * (part.peak + peak)).scaled(by: -0.5)
    return min(1, exp(exponent.high) * (1 + exponent.low) * part.mass / mass)
  }
}
