import Probability

extension LeastSquares.Fit {
  /// Two-sided p-values of βⱼ = 0: twice the upper tail of Student's t with `inferenceDegreesOfFreedom` beyond
  /// |t|. Exact under normal errors with the homoskedastic covariance, else approximate.
  public var pValues: [Double] {
    get throws {
      let t = try StudentT(degreesOfFreedom: Double(inferenceDegreesOfFreedom))
      return tStatistics.map { 2 * t.survival(abs($0)) }
    }
  }

  /// Intervals β̂ⱼ ± t·se that hold βⱼ with probability `level`, under the conditions of `pValues`.
  /// `level` must lie strictly between 0 and 1.
  public func confidenceIntervals(level: Double = 0.95) throws -> [ClosedRange<Double>] {
    precondition(level > 0 && level < 1, "a confidence level lies strictly between 0 and 1")
    let t = try StudentT(degreesOfFreedom: Double(inferenceDegreesOfFreedom))
    let width = t.upperQuantile((1 - level) / 2)
    return zip(coefficients, standardErrors).map { ($0 - width * $1)...($0 + width * $1) }
  }
}
