public import LinearAlgebra

extension Bootstrap {
  /// What a bootstrap found.
  public struct Replicates: Codable, Equatable, Sendable {
    /// Names of the coefficients.
    public let names: [String]
    /// β̂ of the data themselves.
    public let estimates: [Double]
    /// Standard errors the data's own fit reports.
    public let originalErrors: [Double]
    /// β̂*, k × R, in the order of their draws, failures left out.
    public let coefficients: Matrix
    /// (β̂* − β̂)/se*, k × R; nil unless asked for.
    public let statistics: Matrix?
    /// Draws whose regressors were collinear; they are in no result.
    public let failures: Int

    init(
      names: [String], estimates: [Double], originalErrors: [Double], chunks: [BootstrapChunk],
      replications: Int
    ) {
      let k = names.count
      (self.names, self.estimates, self.originalErrors) = (names, estimates, originalErrors)
      failures = chunks.reduce(0) { $0 + $1.failures }
      let valid = replications - failures
      coefficients = Matrix(rows: k, columns: valid, columnMajor: chunks.flatMap(\.coefficients))
      let t = chunks.flatMap(\.statistics)
      statistics = t.isEmpty ? nil : Matrix(rows: k, columns: valid, columnMajor: t)
    }

    /// Replicates that could be fitted.
    public var count: Int { coefficients.columns }

    /// Standard deviations of β̂*, with divisor R − 1.
    public var standardErrors: [Double] { moments.map { ($0.square / Double(count - 1)).squareRoot() } }

    /// Standard errors of `standardErrors` over other seeds: se·√((κ − 1)/4R), κ the kurtosis of β̂*.
    public var monteCarloErrors: [Double] {
      let r = Double(count)
      return zip(moments, standardErrors).map { m, error in
        guard m.square > 0 else { return 0 }
        let kurtosis = m.fourth / r / (m.square / r * m.square / r)
        return error * (max(0, kurtosis - 1) / (4 * r)).squareRoot()
      }
    }

    /// Means of β̂* less β̂.
    public var biases: [Double] { zip(moments, estimates).map { $0.mean - $1 } }

    /// An interval and how far its ends would move with another seed.
    public struct Interval: Codable, Equatable, Sendable {
      public let lower: Double
      public let upper: Double
      /// Monte-Carlo standard error of `lower`, from the order statistics about it.
      public let lowerError: Double
      /// The same of `upper`.
      public let upperError: Double
    }

    /// Quantiles of β̂*, (1 − level)/2 in each tail: quantile p is the replicate of rank (R + 1)p, between two of them by
    /// interpolation. Davison & Hinkley (1997) §5.3.
    public func percentileIntervals(level: Double = 0.95) throws -> [Interval] {
      try intervals(level, of: coefficients) { _, quantiles in quantiles }
    }

    /// β̂ − t*se, t* the quantiles of the studentized replicates and se that of the fit: closer to its level than a
    /// percentile interval (errors of order 1/n in place of 1/√n). Davison & Hinkley (1997) §5.2.
    public func percentileTIntervals(level: Double = 0.95) throws -> [Interval] {
      guard let statistics else { throw BootstrapError.noStudentizedReplicates }
      return try intervals(level, of: statistics) { j, t in
        let se = originalErrors[j]
        return Interval(
          lower: estimates[j] - t.upper * se, upper: estimates[j] - t.lower * se,
          lowerError: t.upperError * se, upperError: t.lowerError * se)
      }
    }

    private func intervals(
      _ level: Double, of values: Matrix, _ transform: (Int, Interval) -> Interval
    ) throws -> [Interval] {
      precondition(level > 0 && level < 1, "a confidence level lies strictly between 0 and 1")
      let tail = (1 - level) / 2
      guard Double(count + 1) * tail >= 1 - 1e-9 else {
        throw BootstrapError.levelOutOfReach(level, replications: count)
      }
      return names.indices.map { j in
        let sorted = (0..<count).map { values[j, $0] }.sorted()
        let (low, high) = (Quantile(tail, of: sorted), Quantile(1 - tail, of: sorted))
        return transform(
          j,
          Interval(lower: low.value, upper: high.value, lowerError: low.error, upperError: high.error))
      }
    }

    private struct Quantile {
      let value: Double
      let error: Double

      init(_ p: Double, of sorted: [Double]) {
        let r = Double(sorted.count)
        func ordered(_ rank: Double) -> Double {
          let within = min(max(rank, 1), r)
          let below = min(Int(within), sorted.count - 1)
          let share = within - Double(below)
          return sorted[below - 1] + share * (sorted[below] - sorted[below - 1])
        }
        let rank = (r + 1) * p
        let spread = (r * p * (1 - p)).squareRoot()
        // Ranks beyond the ends are theirs, so the error of an extreme quantile is understated.
        value = ordered(rank)
        error = (ordered(rank + spread) - ordered(rank - spread)) / 2
      }
    }

    private var moments: [(mean: Double, square: Double, fourth: Double)] {
      names.indices.map { j in
        let mean = (0..<count).reduce(0) { $0 + coefficients[j, $1] } / Double(count)
        return (0..<count).reduce(into: (mean: mean, square: 0.0, fourth: 0.0)) { sums, r in
          let square = (coefficients[j, r] - mean) * (coefficients[j, r] - mean)
          sums.square += square
          sums.fourth += square * square
        }
      }
    }
  }
}
