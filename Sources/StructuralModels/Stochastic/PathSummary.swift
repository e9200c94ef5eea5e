import TimeSeries

/// Mean, spread and quantiles of one variable in one period, with their Monte-Carlo errors.
struct PathSummary {
  let mean: Double
  let deviation: Double
  let error: Double
  let quantiles: [(value: Double, error: Double)]

  /// Nil where no value is a number. Sums run in the order of the draws, so that threads leave no trace.
  init?(_ draws: ArraySlice<Double>, _ probabilities: [Double]) {
    let valid = draws.filter { !$0.isNaN }
    guard !valid.isEmpty else { return nil }
    let n = Double(valid.count)
    let mean = valid.reduce(0, +) / n
    let squares = valid.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    deviation = valid.count > 1 ? (squares / (n - 1)).squareRoot() : .nan
    error = deviation / n.squareRoot()
    guard !probabilities.isEmpty else {
      quantiles = []
      return
    }
    let sorted = OrderedDraws.sorted(valid)
    quantiles = probabilities.map { p in
      let spread = (p * (1 - p) / n).squareRoot()
      let (low, high) = (Self.quantile(p - spread, sorted), Self.quantile(p + spread, sorted))
      return (Self.quantile(p, sorted), valid.count > 1 ? (high - low) / 2 : .nan)
    }
  }

  private static func quantile(_ p: Double, _ sorted: [Double]) -> Double {
    let place = min(max(p, 0), 1) * Double(sorted.count - 1)
    let below = min(Int(place), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}

extension PathDistribution {
  /// The distribution of the draws of one variable, one row a period.
  init(_ rows: [ArraySlice<Double>], deterministic: Series, _ probabilities: [Double]) {
    let periods = rows.map { PathSummary($0, probabilities) }
    func series(_ value: (PathSummary) -> Double) -> Series {
      Series(
        start: deterministic.start,
        values: periods.map { $0.map(value).flatMap { $0.isFinite ? $0 : nil } },
        unit: deterministic.unit, basis: deterministic.basis)
    }
    self.deterministic = deterministic
    mean = series(\.mean)
    standardDeviation = series(\.deviation)
    monteCarloError = series(\.error)
    quantiles = probabilities.indices.map { k in
      QuantilePath(
        probability: probabilities[k], path: series { $0.quantiles[k].value },
        monteCarloError: series { $0.quantiles[k].error })
    }
  }
}
