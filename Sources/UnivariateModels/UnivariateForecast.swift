import Foundation
import Probability

/// Where one series is expected to go, and how far it may stray.
public struct UnivariateForecast: Hashable, Sendable {
  /// E yₙ₊ₕ, h = 1 ….
  public let mean: [Double]
  /// Standard deviations, parameters taken as known.
  public let standardDeviation: [Double]

  /// Bounds that hold each value by itself with the probability given, errors normal.
  public func interval(_ probability: Double = 0.95) -> [ClosedRange<Double>] {
    precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
    let z = Normal.standard.quantile(0.5 + probability / 2)
    return zip(mean, standardDeviation).map { $0 - z * $1...$0 + z * $1 }
  }
}

extension StateSpace {
  /// The periods after a series.
  ///
  /// - Throws: `UnivariateError.horizon`; `tooShort` where the series leaves states unknown.
  public func forecast(_ series: [Double], periods: Int) throws(UnivariateError) -> UnivariateForecast {
    guard periods >= 1 else { throw .horizon(periods) }
    let filter = KalmanFilter(self, series)
    guard !filter.isStillDiffuse else {
      throw .tooShort(series.count { !$0.isNaN }, needed: count, model: "the state-space model")
    }
    var run = FilterRun(
      StateSpace(
        observation: observation, observationVariance: observationVariance, transition: transition,
        intercept: intercept, disturbance: disturbance, initialMean: filter.nextMean,
        initialCovariance: filter.nextCovariance))
    var (means, deviations) = ([Double](), [Double]())
    for _ in 0..<periods {
      let expected = run.expectation
      means.append(expected.mean)
      deviations.append(max(0, expected.variance).squareRoot())
      run.advance()
    }
    return UnivariateForecast(mean: means, standardDeviation: deviations)
  }
}
