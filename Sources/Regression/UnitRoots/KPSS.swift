import Foundation
import LinearAlgebra

/// The test of Kwiatkowski, Phillips, Schmidt and Shin (1992) that a series is stationary about a level or a
/// trend: Σ Sₜ²/(n²λ̂²), S the cumulated residuals and λ̂² their long-run variance. Large values reject.
///
/// The p-value is that of the limiting distribution, Σ z²ⱼ/θ²ⱼ, computed and not interpolated: θ = πj about a
/// level (∫B⁰², Anderson & Darling 1952), and about a trend θ = 2πj and the roots of tan(θ/2) = θ/2 (MacNeill
/// 1978). `tabulatedPValue` is the coarse one of the authors' table that other programs print.
public struct KPSS: HypothesisTest {
  /// What the series is stationary about.
  public enum Around: String, Codable, Sendable {
    case level, trend
  }

  /// The bandwidth of the long-run variance.
  public enum Bandwidth: Codable, Equatable, Sendable {
    /// So many lags.
    case fixed(Int)
    /// ⌈12(n/100)^¼⌉.
    case schwert
    /// From the data: Hobijn, Franses & Ooms (2004).
    case automatic
  }

  /// A p-value read off a table that ends at 1% and 10%.
  public enum TabulatedPValue: Codable, Equatable, Sendable, CustomStringConvertible {
    case atMost(Double)
    case interpolated(Double)
    case atLeast(Double)

    public var description: String {
      switch self {
      case .atMost(let p): "≤ \(p)"
      case .interpolated(let p): "\(p)"
      case .atLeast(let p): "≥ \(p)"
      }
    }
  }

  public static let name = "KPSS"
  public let null: String
  public let outcome: TestOutcome
  /// The lags of the long-run variance; nil where the test does not apply.
  public let lags: Int?
  /// The p-value by linear interpolation in table 1 of the paper; nil where the test does not apply.
  public let tabulatedPValue: TabulatedPValue?

  /// - Throws: `RegressionError` for NaN, `DiagnosticError` for negative lags.
  public init(_ series: [Double], around: Around = .level, bandwidth: Bandwidth = .automatic) throws {
    try DesignCheck.requireFinite(series, "The series")
    null = "the series is stationary about a \(around.rawValue)"
    let terms = around == .level ? Deterministics.constant : .trend
    let n = series.count
    if case .fixed(let lags) = bandwidth {
      try DiagnosticError.require(lags >= 0, "The number of lags", lags, "at least 0")
    }
    guard n >= terms.count + 3 else {
      outcome = .tooFewObservations(n, for: "A test about a \(around.rawValue)", needed: terms.count + 3)
      (lags, tabulatedPValue) = (nil, nil)
      return
    }
    let e = try AuxiliaryRegression(series, on: Matrix(columns: terms.columns(n))).residuals
    guard e.norm > 1e-12 * series.norm else {
      outcome = .notApplicable(
        reason: around == .level ? "The series is constant." : "The series is a straight line.")
      (lags, tabulatedPValue) = (nil, nil)
      return
    }
    let found: Int? =
      switch bandwidth {
      case .fixed(let lags): lags
      case .schwert: min(Bandwidths.schwert(n), n - 1)
      case .automatic: LongRunVariance.hobijn(e)
      }
    guard let chosen = found else {
      outcome = .notApplicable(
        reason: "The squares of the series are beyond the range of numbers; change its units.")
      (lags, tabulatedPValue) = (nil, nil)
      return
    }
    var (sum, squares) = (0.0, 0.0)
    for value in e {
      sum += value
      squares += sum * sum
    }
    let statistic = squares / (Double(n) * Double(n) * LongRunVariance.bartlett(e, lags: chosen))
    lags = chosen
    tabulatedPValue = Self.tabulated(statistic, around)
    outcome = TestOutcome(
      statistic, .tabulated(source: "limiting distribution, MacNeill (1978)"),
      pValue: Self.pValue(statistic, around))
  }

  /// Weights of the first 200 squared normals, and the mean of the rest, whose variance is below 10⁻⁹ of the
  /// whole.
  static func pValue(_ x: Double, _ around: Around) -> Double {
    let roots = around == .level ? (1...200).map { Double($0) * Double.pi } : trendRoots(100)
    let weights = roots.map { 1 / ($0 * $0) }
    let mean = around == .level ? 1.0 / 6 : 1.0 / 15
    let rest = mean - weights.reduce(0, +)
    return x <= rest ? 1 : ChiSquaredSum(weights: weights).tails(at: x - rest).upper
  }

  /// 2πj and the roots of tan(θ/2) = θ/2 between (2j + 1)π less a quarter turn, `count` of each.
  private static func trendRoots(_ count: Int) -> [Double] {
    (1...count).flatMap { j -> [Double] in
      var half = (Double(j) + 0.5) * Double.pi
      // u = (j + ½)π − arctan(1/u) turns the root of tan u = u into a contraction.
      for _ in 0..<60 { half = (Double(j) + 0.5) * Double.pi - atan(1 / half) }
      return [2 * Double.pi * Double(j), 2 * half]
    }
  }

  private static func tabulated(_ x: Double, _ around: Around) -> TabulatedPValue {
    let levels = [0.10, 0.05, 0.025, 0.01]
    let critical = around == .level ? [0.347, 0.463, 0.574, 0.739] : [0.119, 0.146, 0.176, 0.216]
    if x <= critical[0] { return .atLeast(levels[0]) }
    guard let next = critical.firstIndex(where: { x < $0 }) else { return .atMost(levels[3]) }
    let share = (x - critical[next - 1]) / (critical[next] - critical[next - 1])
    return .interpolated(levels[next - 1] + share * (levels[next] - levels[next - 1]))
  }
}
