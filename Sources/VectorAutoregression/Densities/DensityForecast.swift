public import LinearAlgebra
public import TimeSeries

/// A forecast as a distribution: draws of the whole path of all variables.
public struct DensityForecast: Sendable {
  /// What is done about not knowing the parameters.
  public enum Parameters: String, Codable, CaseIterable, Sendable {
    /// They are drawn, each draw its own.
    case drawn
    /// They stand at their posterior means: too sure of itself, for comparison only.
    case fixed
  }

  public let names: [String]
  public let span: PeriodSpan
  /// Number of draws.
  public let draws: Int
  public let parameters: Parameters
  /// Draws of one period and variable lie side by side: ((h · m) + i) · draws + d.
  let values: [Double]

  /// The draws of a variable in a period counted from 0.
  public func draws(of variable: Int, period: Int) -> ArraySlice<Double> {
    precondition(names.indices.contains(variable) && period >= 0 && period < span.count, "no such cell")
    let first = (period * names.count + variable) * draws
    return values[first..<first + draws]
  }

  /// One row a period, one column a variable.
  public var mean: Matrix {
    Matrix(rows: span.count, columns: names.count) { h, i in
      draws(of: i, period: h).reduce(0, +) / Double(draws)
    }
  }

  /// Likewise, around the mean, divided by draws − 1.
  public var standardDeviation: Matrix {
    let mean = mean
    return Matrix(rows: span.count, columns: names.count) { h, i in
      let sum = draws(of: i, period: h).reduce(0) { $0 + ($1 - mean[h, i]) * ($1 - mean[h, i]) }
      return (sum / Double(max(draws - 1, 1))).squareRoot()
    }
  }

  /// Quantiles of each cell, by linear interpolation of the order statistics (Hyndman & Fan 1996, type 7): one matrix a level.
  public func quantiles(_ levels: [Double]) -> [Matrix] {
    precondition(levels.allSatisfy { (0...1).contains($0) }, "levels of quantiles lie between 0 and 1")
    var result = levels.map { _ in Matrix(rows: span.count, columns: names.count) }
    for h in 0..<span.count {
      for i in names.indices {
        let sorted = draws(of: i, period: h).sorted()
        for (q, level) in levels.enumerated() {
          let place = level * Double(draws - 1)
          let below = Int(place)
          let above = min(below + 1, draws - 1)
          result[q][h, i] = sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
        }
      }
    }
    return result
  }

  /// The share of draws for which something holds of the path, h × m; with its Monte-Carlo standard error.
  public func probability(_ holds: (_ path: Matrix) -> Bool) -> (estimate: Double, standardError: Double) {
    let m = names.count
    var hits = 0
    for d in 0..<draws {
      let path = Matrix(rows: span.count, columns: m) { h, i in values[(h * m + i) * draws + d] }
      if holds(path) { hits += 1 }
    }
    let p = Double(hits) / Double(draws)
    return (p, (p * (1 - p) / Double(draws)).squareRoot())
  }
}
