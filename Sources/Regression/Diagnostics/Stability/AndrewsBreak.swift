import Foundation
import LinearAlgebra
import Probability

/// Tests of a break at an unknown observation: the largest, the mean, or the exponential mean of the Chow
/// statistics k·F at all breaks within the middle of the sample. Andrews (1993); Andrews & Ploberger (1994).
/// p-values by Hansen's (1997) approximations, for up to 40 coefficients.
public struct AndrewsBreak: HypothesisTest {
  /// How the statistics are joined.
  public enum Functional: String, Codable, Sendable {
    /// sup-F: the largest; it also dates the break.
    case supremum
    /// ave-F: the mean, for small breaks.
    case average
    /// exp-F: log of the mean of exp(F/2), for large breaks.
    case exponential
  }

  public static let name = "Andrews break"
  public let null = "the coefficients are constant over the sample"
  public let outcome: TestOutcome
  /// How the statistics were joined.
  public let functional: Functional
  /// The number of observations before each break tested.
  public let points: ClosedRange<Int>?
  /// k·F, the Wald form of the Chow statistic, at each break in `points`.
  public let statistics: [Double]

  /// The first observation after the break that the largest statistic is at, counting from 0; nil where the
  /// test does not apply.
  public var breakpoint: Int? {
    guard let points, let best = statistics.indices.max(by: { statistics[$0] < statistics[$1] }) else {
      return nil
    }
    return points.lowerBound + best
  }

  /// - Parameter trimming: the share of observations at either end where no break is looked for.
  /// - Throws: `DiagnosticError` for a trimming not strictly between 0 and ½.
  public init(
    _ fit: LeastSquares.Fit, trimming: Double = 0.15, functional: Functional = .supremum
  ) throws {
    guard trimming > 0, trimming < 0.5 else {
      throw DiagnosticError.outOfRange(
        what: "The trimming", value: "\(trimming)", allowed: "strictly between 0 and 0.5")
    }
    self.functional = functional
    let sample = WorkingSample(fit)
    let (n, k) = (sample.n, sample.k)
    let from = max(Int(trimming * Double(n)), k + 1)
    let to = min(n - Int(trimming * Double(n)), n - k - 1)
    guard from <= to else {
      (points, statistics) = (nil, [])
      outcome = .notApplicable(
        reason: "\(n) observations are too few to look for a break in \(k) coefficients.")
      return
    }
    guard !sample.isPerfect else {
      (points, statistics, outcome) = (nil, [], .perfectFit)
      return
    }
    guard let path = Self.statistics(sample, from...to) else {
      (points, statistics) = (nil, [])
      outcome = .notApplicable(
        reason: "The regressors are collinear within a part; trim more, or leave out those that vary late.")
      return
    }
    (points, statistics) = (from...to, path)
    outcome = Self.outcome(path, functional, coefficients: k, n: n, from...to)
  }

  /// All Chow statistics from two passes of row-wise least squares, one from either end; nil where a part is
  /// collinear.
  private static func statistics(_ sample: WorkingSample, _ points: ClosedRange<Int>) -> [Double]? {
    let (n, k) = (sample.n, sample.k)
    let reversed = Array((0..<n).reversed())
    let forward = RecursiveResiduals(sample.y, on: sample.x)
    let backward = RecursiveResiduals(reversed.map { sample.y[$0] }, on: sample.x.selectingRows(reversed))
    let opened = { (values: [Double?], count: Int) in values.prefix(count).count { $0 == nil } == k }
    guard opened(forward.values, points.lowerBound), opened(backward.values, n - points.upperBound) else {
      return nil
    }
    let (head, tail) = (forward.cumulativeUnexplained, backward.cumulativeUnexplained)
    return points.map { count in
      let full = head[count - 1] + tail[n - count - 1]
      return max(0, sample.unexplained - full) / (full / Double(n - 2 * k))
    }
  }

  private static func outcome(
    _ path: [Double], _ functional: Functional, coefficients k: Int, n: Int, _ points: ClosedRange<Int>
  ) -> TestOutcome {
    let largest = path.reduce(0, max)
    let statistic =
      switch functional {
      case .supremum: largest
      case .average: path.reduce(0, +) / Double(path.count)
      case .exponential:
        largest / 2 + log(path.reduce(0) { $0 + exp(($1 - largest) / 2) } / Double(path.count))
      }
    let before = Double(n - points.lowerBound) / Double(points.lowerBound)
    let lambda = before * Double(points.upperBound) / Double(n - points.upperBound)
    return TestOutcome(
      statistic, .tabulated(source: "Hansen (1997)"),
      pValue: HansenApproximation(functional, coefficients: k)?.pValue(statistic, lambda: lambda))
  }
}
