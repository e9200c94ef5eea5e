public import LinearAlgebra
import Probability

/// What every estimator's fit offers: coefficients with their covariance, and the inference that follows from
/// the two alone.
public protocol RegressionFit: Sendable {
  /// Names of the coefficients, in the order of `coefficients`.
  var names: [String] { get }
  /// β̂, of length k.
  var coefficients: [Double] { get }
  /// Estimated covariance of β̂, k × k.
  var covariance: Matrix { get }
  /// Number of observations.
  var n: Int { get }
  /// Degrees of freedom of the t distribution that β̂ⱼ/seⱼ is compared with; nil for the normal distribution.
  var inferenceDegreesOfFreedom: Int? { get }
}

extension RegressionFit {
  /// Number of coefficients.
  public var k: Int { coefficients.count }
  /// Square roots of the diagonal of `covariance`.
  public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }
  /// β̂ⱼ over its standard error: very large or infinite where the fit is perfect, zero for a coefficient of zero.
  public var statistics: [Double] { zip(coefficients, standardErrors).map { $0 == 0 ? 0 : $0 / $1 } }

  /// Position of a named coefficient.
  public func index(of name: String) -> Int? { names.firstIndex(of: name) }

  /// The fit itself, where every coefficient and standard error is a number.
  /// - Throws: `RegressionError.outOfRange` with the names of the others.
  func withinRange() throws -> Self {
    let errors = standardErrors
    let lost = names.indices.filter { !coefficients[$0].isFinite || !errors[$0].isFinite }
    guard lost.isEmpty else { throw RegressionError.outOfRange(lost.map { names[$0] }) }
    return self
  }

  /// Two-sided p-values of βⱼ = 0: twice the upper tail beyond |β̂ⱼ/seⱼ| of Student's t with
  /// `inferenceDegreesOfFreedom`, or of the normal distribution. Exact for least squares under normal errors with the
  /// homoskedastic covariance, else approximate.
  public var pValues: [Double] {
    get throws {
      guard let freedom = inferenceDegreesOfFreedom else {
        return statistics.map { 2 * Normal.standard.survival(abs($0)) }
      }
      let t = try StudentT(degreesOfFreedom: Double(freedom))
      return statistics.map { 2 * t.survival(abs($0)) }
    }
  }

  /// Intervals β̂ⱼ ± q·se that hold βⱼ with probability `level`, under the conditions of `pValues`.
  /// `level` must lie strictly between 0 and 1.
  public func confidenceIntervals(level: Double = 0.95) throws -> [ClosedRange<Double>] {
    precondition(level > 0 && level < 1, "a confidence level lies strictly between 0 and 1")
    let tail = (1 - level) / 2
    let width =
      try inferenceDegreesOfFreedom.map { try StudentT(degreesOfFreedom: Double($0)).upperQuantile(tail) }
      ?? Normal.standard.upperQuantile(tail)
    return zip(coefficients, standardErrors).map { ($0 - width * $1)...($0 + width * $1) }
  }
}
