import Foundation
import Probability

/// Critical values at the usual levels; a smaller statistic rejects unless said otherwise.
public struct CriticalValues: Codable, Equatable, Sendable {
  /// At 1%.
  public let onePercent: Double
  /// At 5%.
  public let fivePercent: Double
  /// At 10%.
  public let tenPercent: Double
}

/// The distribution of Dickey–Fuller and Engle–Granger statistics by MacKinnon's response surfaces: p-values
/// are asymptotic (1994), critical values those of the sample's size (2010).
struct MacKinnonDistribution {
  let deterministics: Deterministics
  /// Number of series: 1 for a unit root, more for cointegration.
  let series: Int

  static let source = "MacKinnon (1994, 2010)"

  /// P(τ ≤ t). Outside the range the surface was fitted to, its value at the end of the range: an upper bound
  /// on the left, a lower one on the right. Nil for more than 6 series.
  func pValue(_ t: Double) -> Double? {
    let surfaces =
      switch deterministics {
      case .none: MacKinnonProbabilities.none
      case .constant: MacKinnonProbabilities.constant
      case .trend: MacKinnonProbabilities.trend
      case .quadraticTrend: MacKinnonProbabilities.quadraticTrend
      }
    guard (1...surfaces.count).contains(series), !t.isNaN else { return nil }
    let surface = surfaces[series - 1]
    let within = min(surface.highest, max(surface.lowest, t))
    let theta = within <= surface.star ? surface.small : surface.large
    return Normal.standard.cdf(theta.reversed().reduce(0) { $0 * within + $1 })
  }

  /// Critical values of τ with `n` observations in the regression; nil where none are tabulated (more than 12
  /// series, or more than one without a constant).
  func criticalValues(_ n: Int) -> CriticalValues? {
    let tables =
      switch deterministics {
      case .none: MacKinnonCriticalValues.none
      case .constant: MacKinnonCriticalValues.constant
      case .trend: MacKinnonCriticalValues.trend
      case .quadraticTrend: MacKinnonCriticalValues.quadraticTrend
      }
    guard (1...tables.count).contains(series) else { return nil }
    let values = tables[series - 1].map { beta in beta.reversed().reduce(0) { $0 / Double(n) + $1 } }
    return CriticalValues(onePercent: values[0], fivePercent: values[1], tenPercent: values[2])
  }

  /// P(z ≤ x) of the normalised-coefficient statistic n(ρ̂ − 1), one series. MacKinnon (1994), tables 5 and
  /// 6.
  static func pValueOfCoefficient(_ z: Double, _ deterministics: Deterministics) -> Double? {
    guard !z.isNaN else { return nil }
    let surface = MacKinnonCoefficientProbabilities.surface(deterministics)
    if z <= surface.star {
      let size = log(-z)
      return Normal.standard.cdf(surface.small.reversed().reduce(0) { $0 * size + $1 })
    }
    // The polynomial is for the bulk of the distribution: beyond its maximum it would fall again.
    let within = min(z, surface.highest)
    return Normal.standard.cdf(surface.large.reversed().reduce(0) { $0 * within + $1 })
  }
}
