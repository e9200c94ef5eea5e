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

  /// Pilot draws the density is averaged over: its error then is a few hundredths of what is imposed.
  private static let pilotDraws = 16_384

  init(_ logDensityGivenRest: LaneValue, _ system: EquationSystem, _ slots: [ConditionSlot]) throws {
    let graph = system.graph
    let ζ = slots.filter { !$0.condition.isHard }.map(system.imposingInput)
    let basis = Polynomial(variables: ζ.count)
    let nodes = basis.nodes
    // Densities at each node, scaled by their value at mean coefficients so that exponentials stay in range.
    let logDensities = nodes.map { node in
      graph.substitute(
        Dictionary(uniqueKeysWithValues: zip(ζ, node.map(graph.constant))), in: [logDensityGivenRest])[0]
    }
    let scales = graph.evaluate(logDensities, inputs: system.layout.means)
    let densities = zip(logDensities, scales).map { ($0 - $1).exp() }
    let pilot = PilotDraws(system.layout, system.reserved.sorted())
    let means = pilot.means(of: graph.compile(outputs: densities), draws: Self.pilotDraws)
    let values = zip(scales, means).map { $0 + LaneFunction.log($1) }
    // Least squares, points weighted by the square root of the normal density they stand for.
    let usable = nodes.indices.filter { values[$0].isFinite }
    let weights = usable.map { LaneFunction.exp(-nodes[$0].reduce(0) { $0 + $1 * $1 } / 4) }
    let design = Matrix(rows: usable.count, columns: basis.terms.count) { i, j in
      weights[i] * basis.value(of: basis.terms[j], at: nodes[usable[i]])
    }
    let coefficients = try QR(design, named: "The polynomial of the predictive density")
      .solve(zip(weights, usable).map { $0 * values[$1] })
      .map { ($0 * 1e9).rounded() / 1e9 }
    logDensity = basis.lanes(coefficients, ζ, in: graph)
  }
}

extension EquationSystem {
  /// ζ of a density condition.
  func imposingInput(of slot: ConditionSlot) -> LaneValue {
    reserve(slot.elapsed == nil ? .imposed : .elapsedImposed, slot.condition.quantity.variable, slot.year)
  }
}

/// Polynomials in a few variables: quartic in one or two, quadratic in more.
private struct Polynomial {
  let variables: Int
  /// Exponents by variable.
  let terms: [[Int]]

  init(variables: Int) {
    self.variables = variables
    let degree = variables <= 2 ? 4 : 2
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
    block.fill(seed: 1, draws: 0..<UInt64(6 * terms.count), rows: rows)
    let spread = variables == 2 ? 1.6 : 1.3
    return (0..<block.lanes).map { lane in rows.indices.map { spread * block[row: $0, lane: lane] } }
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
