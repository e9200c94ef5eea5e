import Foundation

/// Just enough complex arithmetic for derivatives by the complex step: f′(x) = Im f(x + ih) / h, without cancellation.
/// Squire & Trapp (1998), SIAM Review 40:110–112.
struct ComplexNumber {
  var re: Double
  var im: Double

  init(_ re: Double, _ im: Double = 0) { (self.re, self.im) = (re, im) }

  static prefix func - (a: Self) -> Self { Self(-a.re, -a.im) }
  static func + (a: Self, b: Self) -> Self { Self(a.re + b.re, a.im + b.im) }
  static func - (a: Self, b: Self) -> Self { Self(a.re - b.re, a.im - b.im) }
  static func * (a: Self, b: Self) -> Self { Self(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re) }
  static func / (a: Self, b: Self) -> Self {
    let size = b.re * b.re + b.im * b.im
    return Self((a.re * b.re + a.im * b.im) / size, (a.im * b.re - a.re * b.im) / size)
  }

  var exp: Self { Self(Foundation.exp(re) * cos(im), Foundation.exp(re) * sin(im)) }
  var log: Self { Self(0.5 * Foundation.log(re * re + im * im), atan2(im, re)) }
  /// Of a positive real part.
  var sqrt: Self {
    let root = ((hypot(re, im) + re) / 2).squareRoot()
    return Self(root, im / (2 * root))
  }
  func power(_ b: Self) -> Self { (b * log).exp }
}
