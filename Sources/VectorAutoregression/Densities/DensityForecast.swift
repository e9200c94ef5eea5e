import Foundation
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
  /// What each draw counts, summing to 1; nil where all count the same.
  public let weights: [Double]?

  /// - Parameter logWeights: up to a common constant; a weight that is not a number is none.
  init(
    names: [String], span: PeriodSpan, draws: Int, parameters: Parameters, values: [Double],
    logWeights: [Double]? = nil
  ) {
    (self.names, self.span, self.draws) = (names, span, draws)
    (self.parameters, self.values) = (parameters, values)
    weights = logWeights.map { logs in
      let largest = logs.filter { !$0.isNaN }.max() ?? 0
      let plain = logs.map { $0.isNaN ? 0 : exp($0 - largest) }
      let sum = plain.reduce(0, +)
      return plain.map { $0 / sum }
    }
  }

  /// How many equally weighted draws the weighted ones are worth, 1/Σw² (Kong 1992).
  public var effectiveDraws: Double {
    weights.map { 1 / $0.reduce(0) { $0 + $1 * $1 } } ?? Double(draws)
  }

  /// The draws of a variable in a period counted from 0.
  public func draws(of variable: Int, period: Int) -> ArraySlice<Double> {
    precondition(names.indices.contains(variable) && period >= 0 && period < span.count, "no such cell")
    let first = (period * names.count + variable) * draws
    return values[first..<first + draws]
  }

  private func weight(_ d: Int) -> Double { weights?[d] ?? 1 / Double(draws) }

  /// One row a period, one column a variable.
  public var mean: Matrix {
    Matrix(rows: span.count, columns: names.count) { h, i in
      let cell = draws(of: i, period: h)
      return cell.indices.reduce(0) { $0 + weight($1 - cell.startIndex) * cell[$1] }
    }
  }

  /// Likewise, around the mean.
  public var standardDeviation: Matrix {
    let mean = mean
    return Matrix(rows: span.count, columns: names.count) { h, i in
      let cell = draws(of: i, period: h)
      let sum = cell.indices.reduce(0) { total, d in
        let gap = cell[d] - mean[h, i]
        return total + weight(d - cell.startIndex) * gap * gap
      }
      return sum.squareRoot()
    }
  }

  /// Quantiles of each cell, one matrix a level. The sorted draws stand at the middles of their weights, between which the quantile is linear
  /// (Hyndman & Fan 1996, type 5, for equal weights).
  public func quantiles(_ levels: [Double]) -> [Matrix] {
    precondition(levels.allSatisfy { (0...1).contains($0) }, "levels of quantiles lie between 0 and 1")
    var result = levels.map { _ in Matrix(rows: span.count, columns: names.count) }
    for h in 0..<span.count {
      for i in names.indices {
        for (q, value) in quantiles(levels, period: h, variable: i).enumerated() { result[q][h, i] = value }
      }
    }
    return result
  }

  private func quantiles(_ levels: [Double], period h: Int, variable i: Int) -> [Double] {
    let cell = Array(draws(of: i, period: h))
    let order = cell.indices.sorted { cell[$0] < cell[$1] }
    var below = 0.0
    let middles = order.map { d in
      defer { below += weight(d) }
      return below + weight(d) / 2
    }
    return levels.map { level in
      let next = Self.firstIndex(in: middles, atLeast: level)
      guard next > 0 else { return cell[order[0]] }
      guard next < order.count else { return cell[order[order.count - 1]] }
      let (a, b) = (cell[order[next - 1]], cell[order[next]])
      let width = middles[next] - middles[next - 1]
      return width > 0 ? a + (level - middles[next - 1]) / width * (b - a) : b
    }
  }

  private static func firstIndex(in sorted: [Double], atLeast level: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < level { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The probability that something holds of the path, h × m, with its Monte-Carlo standard error √Σw²(1{·} − p)².
  public func probability(_ holds: (_ path: Matrix) -> Bool) -> (estimate: Double, standardError: Double) {
    let m = names.count
    let hits = (0..<draws).map { d in
      holds(Matrix(rows: span.count, columns: m) { h, i in values[(h * m + i) * draws + d] }) ? 1.0 : 0
    }
    let p = hits.indices.reduce(0) { $0 + weight($1) * hits[$1] }
    let variance = hits.indices.reduce(0) { sum, d in
      sum + weight(d) * weight(d) * (hits[d] - p) * (hits[d] - p)
    }
    return (p, variance.squareRoot())
  }
}
