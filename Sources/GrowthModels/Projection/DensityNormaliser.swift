import LinearAlgebra
import Probability

/// The model's own predictive density at a random condition c = mean + sd·ζ, as a function of ζ.
///
/// A draw with coefficients θ is weighted with p(c | θ)/p(c), so that averaged over θ the imposed density of c is what was
/// asked for. p(c), the average of N(c; y(μ), S) over θ, is found from pilot draws at chosen points ζ; a polynomial in ζ is fitted to
/// its logarithm and its coefficients are rounded to 10⁻⁹.
struct DensityNormaliser {
  /// log p(c), in lanes.
  let logDensity: LaneValue

  init(_ conditioning: GaussianConditioning, _ system: EquationSystem, _ slots: [ConditionSlot]) throws {
    let d = slots.count
    let outputs = conditioning.expectation + conditioning.spread.flatMap { $0 }
    let pilot = PilotDraws(system.layout, system.reserved.sorted())
    let columns = pilot.columns(of: system.graph.compile(outputs: outputs))
    let components = (0..<PilotDraws.count).compactMap { k in
      NormalComponent(mean: (0..<d).map { columns[$0][k] }, lower: (d..<columns.count).map { columns[$0][k] })
    }
    let soft = slots.indices.filter { !slots[$0].condition.isHard }
    let basis = Polynomial(variables: soft.count)
    let nodes = basis.nodes
    let values = nodes.map { ζ in
      var c = slots.map(\.condition.mean)
      for (i, slot) in soft.enumerated() { c[slot] += slots[slot].condition.standardDeviation * ζ[i] }
      return Self.logMean(components.map { $0.logDensity(c) })
    }
    // Least squares, points weighted by the square root of the normal density they stand for.
    let weights = nodes.map { ζ in LaneFunction.exp(-ζ.reduce(0) { $0 + $1 * $1 } / 4) }
    let design = Matrix(rows: nodes.count, columns: basis.terms.count) { i, j in
      weights[i] * basis.value(of: basis.terms[j], at: nodes[i])
    }
    let coefficients = try QR(design, named: "The polynomial of the predictive density")
      .solve(zip(weights, values).map { $0 * $1 })
      .map { ($0 * 1e9).rounded() / 1e9 }
    let ζ = soft.map { system.imposingInput(of: slots[$0]) }
    logDensity = basis.lanes(coefficients, ζ, in: system.graph)
  }

  /// ln of the mean of e^xᵢ.
  private static func logMean(_ x: [Double]) -> Double {
    let top = x.max() ?? 0
    let sum = x.reduce(0) { $0 + LaneFunction.exp($1 - top) }
    return top + LaneFunction.log(sum / Double(max(1, x.count)))
  }
}

extension EquationSystem {
  /// ζ of a density condition.
  func imposingInput(of slot: ConditionSlot) -> LaneValue {
    reserve(slot.elapsed == nil ? .imposed : .elapsedImposed, slot.condition.quantity.variable, slot.year)
  }
}

/// One normal of a mixture, its covariance given by the lower triangle.
private struct NormalComponent {
  private let mean: [Double]
  private let factor: [[Double]]
  private let logScale: Double

  /// Nil where the covariance is singular or not finite.
  init?(mean: [Double], lower: [Double]) {
    self.mean = mean
    var l: [[Double]] = []
    var next = 0
    var determinant = 1.0
    for i in mean.indices {
      l.append([])
      for j in 0...i {
        var sum = lower[next]
        next += 1
        for k in 0..<j { sum -= l[i][k] * l[j][k] }
        guard i != j || (sum > 0 && sum.isFinite) else { return nil }
        l[i].append(i == j ? sum.squareRoot() : sum / l[j][j])
      }
      determinant *= l[i][i]
    }
    factor = l
    logScale = -LaneFunction.log(determinant) - 0.9189385332046727 * Double(mean.count)
  }

  func logDensity(_ x: [Double]) -> Double {
    var square = 0.0
    var z = [Double](repeating: 0, count: x.count)
    for i in x.indices {
      var sum = x[i] - mean[i]
      for k in 0..<i { sum -= factor[i][k] * z[k] }
      z[i] = sum / factor[i][i]
      square += z[i] * z[i]
    }
    return logScale - square / 2
  }
}

/// Polynomials in a few variables: quartic in one, quadratic in several.
private struct Polynomial {
  let variables: Int
  /// Exponents by variable.
  let terms: [[Int]]

  init(variables: Int) {
    self.variables = variables
    let degree = variables == 1 ? 4 : 2
    var terms: [[Int]] = [[Int](repeating: 0, count: variables)]
    for _ in 0..<degree {
      for term in terms {
        for i in 0..<variables {
          var next = term
          next[i] += 1
          if !terms.contains(next) { terms.append(next) }
        }
      }
    }
    self.terms = terms
  }

  /// Points that cover where a standard normal lies: a grid for one variable, a larger cloud for several.
  var nodes: [[Double]] {
    if variables == 1 { return stride(from: -4.5, through: 4.5, by: 0.25).map { [$0] } }
    let rows = (0..<variables).map { RandomRow(period: 0, shock: UInt32($0)) }
    let block = RandomBlock()
    block.fill(seed: 1, draws: 0..<UInt64(8 * terms.count), rows: rows)
    return (0..<block.lanes).map { lane in rows.indices.map { 1.2 * block[row: $0, lane: lane] } }
  }

  func value(of term: [Int], at x: [Double]) -> Double {
    var product = 1.0
    for (i, exponent) in term.enumerated() { for _ in 0..<exponent { product *= x[i] } }
    return product
  }

  func lanes(_ coefficients: [Double], _ x: [LaneValue], in graph: LaneGraph) -> LaneValue {
    var sum = graph.constant(0)
    for (coefficient, term) in zip(coefficients, terms) {
      var product = graph.constant(coefficient)
      for (i, exponent) in term.enumerated() { for _ in 0..<exponent { product = product * x[i] } }
      sum += product
    }
    return sum
  }
}
