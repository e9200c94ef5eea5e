import LinearAlgebra
import Probability

/// One draw of coefficients, error covariance and future errors of a posterior, as lane arithmetic.
///
/// Σ = CCᵀ with C = LT⁻ᵀ, LLᵀ = Ψ, T the lower triangle of a standard Wishart (Bartlett 1933); B = B̄ + R⁻¹ZCᵀ, Z standard
/// normal. Numbers that come from factorisations are rounded to 40 bits, so that a library's last bits enter no draw.
struct PosteriorGraph {
  let graph: LaneGraph
  /// B, k × m.
  let coefficients: [[LaneValue]]
  /// C, m × m.
  let impact: [[LaneValue]]
  /// ε, standard normal, h × m.
  let shocks: [[LaneValue]]
  private var inputs: InputRows
  /// What the graph's input rows are.
  var rows: [RandomRow] { inputs.rows }

  /// - Parameter parameters: whether coefficients and covariance are drawn, or stand at their means.
  init(_ posterior: BayesianVAR.Posterior, horizon: Int, parameters: DensityForecast.Parameters) throws {
    let graph = LaneGraph()
    self.graph = graph
    var inputs = InputRows()
    let moments = posterior.moments
    let (k, m) = (moments.mean.rows, moments.mean.columns)
    switch parameters {
    case .drawn:
      let impact = try Self.impact(moments, &inputs, graph)
      self.impact = impact
      let root = try moments.precisionRoot.inverseOfTriangle(.upper, named: "The root of the precision")
      let normals = (0..<k).map { _ in (0..<m).map { _ in inputs.add(.normal, 0, graph) } }
      let spread = (0..<k).map { i in
        (0..<m).map { e in graph.linearCombination((i..<k).map { (root[i, $0].stable, normals[$0][e]) }) }
      }
      coefficients = (0..<k).map { j in
        (0..<m).map { i in
          let terms = (0..<m).map { spread[j][$0] * impact[i][$0] }
          return graph.sum(terms) + moments.mean[j, i].stable
        }
      }
    case .fixed:
      let lower = try Cholesky(posterior.covariance, named: "The error covariance").lower
      impact = (0..<m).map { i in (0..<m).map { graph.constant(lower[i, $0].stable) } }
      coefficients = (0..<k).map { j in (0..<m).map { graph.constant(moments.mean[j, $0].stable) } }
    }
    shocks = (0..<horizon).map { h in (0..<m).map { _ in inputs.add(.normal, UInt32(h + 1), graph) } }
    self.inputs = inputs
  }

  /// A further standard normal, for a belief with a spread.
  mutating func belief() -> LaneValue { inputs.add(.normal, UInt32(shocks.count + 1), graph) }

  /// C = LT⁻ᵀ.
  private static func impact(_ moments: NormalInverseWishart, _ inputs: inout InputRows, _ graph: LaneGraph)
    throws -> [[LaneValue]]
  {
    let m = moments.scale.rows
    let lower = try Cholesky(moments.scale, named: "The posterior scale").lower
    var t: [[LaneValue]] = []
    for i in 0..<m {
      let kind = RandomRow.Kind.chiSquared(degreesOfFreedom: moments.degreesOfFreedom - Double(i))
      let diagonal = inputs.add(kind, 0, graph).squareRoot()
      t.append((0..<i).map { _ in inputs.add(.normal, 0, graph) } + [diagonal])
    }
    // Rows of X = T⁻¹, lower triangular: X_ij = −Σ_{j ≤ l < i} T_il X_lj / T_ii.
    var inverse: [[LaneValue]] = []
    for i in 0..<m {
      let row = (0..<i).map { j in -graph.sum((j..<i).map { t[i][$0] * inverse[$0][j] }) / t[i][i] }
      inverse.append(row + [1 / t[i][i]])
    }
    // C_ij = Σ_{l ≤ i, l ≤ j} L_il X_jl.
    return (0..<m).map { i in
      (0..<m).map { j in
        graph.linearCombination((0...min(i, j)).map { (lower[i, $0].stable, inverse[j][$0]) })
      }
    }
  }

  /// The path of the variables over the horizon: h × m.
  func path(after history: [[Double]]) -> [[LaneValue]] {
    let m = impact.count
    let lags = (coefficients.count - 1) / m
    var values = history.suffix(lags).map { $0.map { graph.constant($0) } }
    for shock in shocks {
      let now = (0..<m).map { i in
        var sum = coefficients[0][i]
        for l in 1...lags {
          let past = values[values.count - l]
          for j in 0..<m { sum += coefficients[(l - 1) * m + j + 1][i] * past[j] }
        }
        for j in 0..<m { sum += impact[i][j] * shock[j] }
        return sum
      }
      values.append(now)
    }
    return Array(values.suffix(shocks.count))
  }
}

/// Input rows being numbered: each random number of a draw has a period and a shock of its own.
private struct InputRows {
  private(set) var rows: [RandomRow] = []
  private var next: [UInt32: UInt32] = [:]

  mutating func add(_ kind: RandomRow.Kind, _ period: UInt32, _ graph: LaneGraph) -> LaneValue {
    let shock = next[period, default: 0]
    next[period] = shock + 1
    rows.append(RandomRow(period: period, shock: shock, kind: kind))
    return graph.input(row: rows.count - 1)
  }
}

extension Double {
  /// Rounded to 40 significant bits.
  var stable: Double {
    guard isFinite, self != 0 else { return self }
    let unit = Double(sign: .plus, exponent: exponent - 40, significand: 1)
    return unit > 0 ? (self / unit).rounded() * unit : self
  }
}
