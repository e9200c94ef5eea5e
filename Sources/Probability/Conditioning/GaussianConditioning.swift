import Foundation

/// Values of a lane graph conditioned on others being what somebody says, exactly and lane by lane.
///
/// Let x be normal inputs, x ~ N(μ, Σ) with Σ the same in every lane, and y (d × 1) be affine in them, y = y(μ) + B (x − μ),
/// where y(μ) and B may depend on anything else that varies from lane to lane (θ). Then
///
///     x* = x + Σ Bᵀ S⁻¹ (c − y),   S = B Σ Bᵀ
///
/// has the distribution of x given y = c and θ (Waggoner and Zha 1999, in the form of Matheron's rule: a draw is moved by
/// its own surprise), and the density of the condition given θ, log N(c; y(μ), S), is what θ has to be weighted with.
/// c may itself vary by lane: c = mean + sd·ζ imposes a density (Antolín-Díaz, Petrella and Rubio-Ramírez 2021).
///
/// S is factored by an unrolled Cholesky decomposition in lane arithmetic; d is a small number (ten is fine).
public struct GaussianConditioning {
  /// Normal inputs that respond: x ~ N(mean, covariance).
  public struct Inputs {
    public var values: [LaneValue]
    public var mean: [Double]
    /// Σ by rows; symmetric, not checked.
    public var covariance: [[Double]]

    public init(_ values: [LaneValue], mean: [Double], covariance: [[Double]]) {
      precondition(
        values.count == mean.count && values.count == covariance.count, "one mean and one row per input")
      self.values = values
      self.mean = mean
      self.covariance = covariance
    }

    /// Independent standard normals.
    public init(standard values: [LaneValue]) {
      self.values = values
      mean = values.map { _ in 0 }
      covariance = values.indices.map { i in values.indices.map { $0 == i ? 1 : 0 } }
    }
  }

  /// y(μ): what is expected of each conditioned value, by lane.
  public let expectation: [LaneValue]
  /// S, lower triangle by rows: entry (i, j ≤ i) is `spread[i][j]`.
  public let spread: [[LaneValue]]
  /// Diagonal of the Cholesky factor; not a positive number in a lane where S is singular.
  public let pivots: [LaneValue]
  /// log N(c; y(μ), S).
  public let logDensity: LaneValue
  /// x* by x.
  public let replacements: [LaneValue: LaneValue]

  /// Pivots below this fraction of a value's standard deviation count as zero: what is left of it after the conditions
  /// before it is rounding.
  public static let smallestPivot = 1e-6

  private let graph: LaneGraph

  /// - Parameters:
  ///   - conditioned: y, affine in the inputs.
  ///   - targets: c, free of the inputs.
  /// - Throws: `notAffine` naming the first y that is not affine in the inputs, `unaffected` the first that does not
  ///   depend on any of them, `determined` the first that those before it determine already in every lane.
  public init(
    _ conditioned: [LaneValue], equal targets: [LaneValue], given inputs: Inputs, in graph: LaneGraph
  ) throws(ConditioningError) {
    precondition(conditioned.count == targets.count, "one target per conditioned value")
    self.graph = graph
    for (i, y) in conditioned.enumerated() where !graph.isAffine(y, in: inputs.values) {
      throw .notAffine(index: i)
    }
    let slopes = conditioned.map { graph.gradient(of: $0, with: inputs.values) }
    for (i, row) in slopes.enumerated() where row.allSatisfy({ $0.constant == 0 }) {
      throw .unaffected(index: i)
    }
    let used = inputs.values.indices.filter { k in slopes.contains { $0[k].constant != 0 } }
    spread = Self.spread(slopes, inputs.covariance, used, graph)
    let factor = Self.cholesky(spread)
    for (i, row) in factor.enumerated() {
      guard let pivot = row[i].constant, let variance = spread[i][i].constant else { continue }
      if !(pivot > Self.smallestPivot * variance.squareRoot()) { throw .determined(index: i) }
    }
    pivots = factor.indices.map { factor[$0][$0] }
    let surprise = zip(targets, conditioned).map { $0 - $1 }
    let multipliers = Self.solveTransposed(factor, Self.solve(factor, surprise))
    let direction = used.map { k in
      graph.sum(
        multipliers.indices.filter { slopes[$0][k].constant != 0 }.map { slopes[$0][k] * multipliers[$0] })
    }
    var replacements: [LaneValue: LaneValue] = [:]
    for (i, x) in inputs.values.enumerated() {
      let row = inputs.covariance[i]
      let terms = zip(used, direction).filter { row[$0.0] != 0 }.map { (row[$0.0], $0.1) }
      if !terms.isEmpty { replacements[x] = x + graph.linearCombination(terms) }
    }
    self.replacements = replacements
    let atMean = Dictionary(uniqueKeysWithValues: zip(inputs.values, inputs.mean.map(graph.constant)))
    expectation = graph.substitute(atMean, in: conditioned)
    let whitened = Self.solve(factor, zip(targets, expectation).map { $0 - $1 })
    logDensity = Self.logDensity(whitened, factor, graph)
  }

  /// The values as they are once the condition holds.
  public func applied(to values: [LaneValue]) -> [LaneValue] {
    graph.substitute(replacements, in: values)
  }

  /// B Σ Bᵀ, lower triangle, as C Cᵀ with C = B G and G Gᵀ the covariance of the inputs that matter.
  private static func spread(
    _ slopes: [[LaneValue]], _ covariance: [[Double]], _ used: [Int], _ graph: LaneGraph
  ) -> [[LaneValue]] {
    let g = semidefiniteFactor(used.map { i in used.map { covariance[i][$0] } })
    let c = slopes.map { row in
      used.indices.map { j in
        graph.linearCombination(
          (j..<used.count).filter { g[$0][j] != 0 && row[used[$0]].constant != 0 }.map {
            (g[$0][j], row[used[$0]])
          })
      }
    }
    return slopes.indices.map { i in
      (0...i).map { j in
        graph.sum(
          used.indices.filter { c[i][$0].constant != 0 && c[j][$0].constant != 0 }.map { c[i][$0] * c[j][$0] }
        )
      }
    }
  }

  /// Lower triangular G with G Gᵀ = a; columns without variance left are zero.
  private static func semidefiniteFactor(_ a: [[Double]]) -> [[Double]] {
    var g = a.map { $0.map { _ in 0.0 } }
    for j in a.indices {
      let pivot = (0..<j).reduce(a[j][j]) { $0 - g[j][$1] * g[j][$1] }
      guard pivot > 1e-14 * a[j][j] else { continue }
      g[j][j] = pivot.squareRoot()
      for i in (j + 1)..<max(a.count, j + 1) {
        g[i][j] = (0..<j).reduce(a[i][j]) { $0 - g[i][$1] * g[j][$1] } / g[j][j]
      }
    }
    return g
  }

  /// L with LLᵀ = S, column by column; Golub and Van Loan (2013) §4.2.5.
  private static func cholesky(_ s: [[LaneValue]]) -> [[LaneValue]] {
    var l = s
    for i in s.indices {
      for j in 0...i {
        var sum = s[i][j]
        for k in 0..<j { sum = sum - l[i][k] * l[j][k] }
        l[i][j] = i == j ? sum.squareRoot() : sum / l[j][j]
      }
    }
    return l
  }

  /// z with L z = b.
  private static func solve(_ l: [[LaneValue]], _ b: [LaneValue]) -> [LaneValue] {
    var z = b
    for i in b.indices {
      for k in 0..<i { z[i] = z[i] - l[i][k] * z[k] }
      z[i] = z[i] / l[i][i]
    }
    return z
  }

  /// z with Lᵀ z = b.
  private static func solveTransposed(_ l: [[LaneValue]], _ b: [LaneValue]) -> [LaneValue] {
    var z = b
    for i in b.indices.reversed() {
      for k in (i + 1)..<max(b.count, i + 1) { z[i] = z[i] - l[k][i] * z[k] }
      z[i] = z[i] / l[i][i]
    }
    return z
  }

  /// −½ (d ln 2π + |z|²) − Σ ln lᵢᵢ.
  private static func logDensity(_ z: [LaneValue], _ l: [[LaneValue]], _ graph: LaneGraph) -> LaneValue {
    let square = graph.sum(z.map { $0 * $0 })
    var determinant = graph.constant(1)
    for i in l.indices { determinant = determinant * l[i][i] }
    let constant = Double(z.count) * 0.9189385332046727  // ½ ln 2π
    return -0.5 * square - determinant.log() - constant
  }
}
