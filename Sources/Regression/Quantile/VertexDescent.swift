import LinearAlgebra

/// Descends from vertex to vertex of a check program to an optimal one: at each, the edge that is steepest, followed past
/// every kink for as long as the objective falls. Barrodale & Roberts (1973), SIAM J. Numer. Anal. 10:839; Koenker & d'Orey
/// (1987), Appl. Statist. 36:383. Vertices where more than k residuals vanish are left by a perturbation of y that the
/// last, unperturbed check takes back.
struct VertexDescent {
  private let program: CheckProgram
  private let gram: Matrix
  private let scale: Double
  private var y: [Double]
  private var basis: [Int]
  /// Columns are the edges: moving along column j changes the fitted value of basis row j alone, by 1 per unit.
  private var edges: Matrix
  private var residuals: [Double]
  private var signs: [Int8]
  private var gradient: [Double]
  private var search: EdgeSearch
  private var pivots = 0
  private var stalls = 0
  private var perturbation = 0.0

  /// `basis`: k rows that are linearly independent. Throws `LinearAlgebraError.singular` where they are not.
  init(_ program: CheckProgram, basis: [Int]) throws {
    self.program = program
    self.basis = basis
    gram = program.x.gram()
    scale = max(program.y.reduce(0) { max($0, abs($1)) }, 1e-300)
    y = program.y
    residuals = []
    signs = []
    gradient = []
    edges = Matrix(rows: 0, columns: 0)
    search = EdgeSearch(rows: program.n)
    signs = [Int8](repeating: 0, count: program.n)
    try refresh()
  }

  /// The optimal vertex; nil where the objective falls without end or rounding keeps the descent from ending.
  mutating func solve() throws -> OptimalVertex? {
    let limit = 200 + 50 * (program.n + program.k)
    var rounds = 0
    while pivots < limit {
      if let edge = steepestEdge() {
        guard try pivot(edge) else { return nil }
        continue
      }
      perturbed(by: 0)
      try refresh()
      if steepestEdge() == nil { return try certified() }
      rounds += 1
      if rounds > 12 { return nil }
    }
    return nil
  }

  private struct Edge {
    let position: Int
    let direction: Double
    let slope: Double
  }

  /// The edge along which the objective falls fastest per length of the change in fitted values; nil at an optimum.
  private func steepestEdge() -> Edge? {
    let k = program.k
    var best: Edge?
    var steepest = 0.0
    for j in 0..<k {
      let edge = Array(edges.column(j))
      let slope = edge.dot(gradient)
      let row = basis[j]
      let (up, down) = (slope + program.below[row], program.above[row] - slope)
      let lower = min(up, down)
      guard lower < -1e-10 * (program.above[row] + program.below[row]) else { continue }
      let length = max((gram * edge).dot(edge), 1e-300).squareRoot()
      if lower / length < steepest {
        steepest = lower / length
        best = Edge(position: j, direction: up < down ? 1 : -1, slope: lower)
      }
    }
    return best
  }

  /// Moves to the best vertex along an edge. False where there is none.
  private mutating func pivot(_ edge: Edge) throws -> Bool {
    let direction = edges.column(edge.position).map { edge.direction * $0 }
    guard
      let stop = search.run(
        program, residuals: residuals, signs: signs, along: direction, slope: edge.slope,
        floor: 1e-11 * (gram * direction).dot(direction).squareRoot() / Double(program.n).squareRoot())
    else { return false }
    let leaving = basis[edge.position]
    search.move(&residuals, by: stop.step)
    for i in search.passed { flip(i) }
    add(leaving, sign: edge.direction > 0 ? -1 : 1)
    residuals[leaving] = -edge.direction * stop.step
    remove(stop.row)
    exchange(edge.position, for: stop.row)
    pivots += 1
    stalls = stop.step > 1e-14 * scale ? 0 : stalls + 1
    if stalls > 10 + program.k {
      perturbed(by: perturbation == 0 ? 1e-7 : perturbation)
      try refresh()
    } else if pivots % 40 == 0 {
      try refresh()
    }
    return true
  }

  private func price(_ i: Int) -> Double { program.above[i] + program.below[i] }

  private mutating func flip(_ i: Int) {
    shift(i, by: Double(signs[i]) * price(i))
    signs[i] = -signs[i]
  }

  private mutating func add(_ i: Int, sign: Int8) {
    shift(i, by: sign > 0 ? -program.above[i] : program.below[i])
    signs[i] = sign
  }

  private mutating func remove(_ i: Int) {
    shift(i, by: signs[i] > 0 ? program.above[i] : -program.below[i])
    signs[i] = 0
    residuals[i] = 0
  }

  private mutating func shift(_ i: Int, by weight: Double) {
    for j in gradient.indices { gradient[j] += weight * program.x[i, j] }
  }

  /// The inverse of the basis rows after row `position` is exchanged.
  private mutating func exchange(_ position: Int, for row: Int) {
    let k = program.k
    let entering = program.x.row(row)
    let products = (0..<k).map { Array(edges.column($0)).dot(entering) }
    let pivot = edges.column(position).map { $0 / products[position] }
    for l in 0..<k where l != position && products[l] != 0 {
      for j in 0..<k { edges[j, l] -= pivot[j] * products[l] }
    }
    edges.setColumn(position, to: pivot)
    basis[position] = row
  }

  /// Everything from the basis alone, so that rounding does not gather.
  private mutating func refresh() throws {
    let rows = program.x.selectingRows(basis)
    let lu = try LU(rows, named: "the basis")
    edges = lu.solve(Matrix.identity(program.k))
    let θ = lu.solve(basis.map { y[$0] })
    residuals = zip(y, program.x * θ).map { $0 - $1 }
    for i in basis {
      residuals[i] = 0
      signs[i] = 0
    }
    var inBasis = [Bool](repeating: false, count: program.n)
    for i in basis { inBasis[i] = true }
    let rounding = 1e-13 * scale
    for i in residuals.indices where !inBasis[i] {
      // A residual of zero keeps the side it was given.
      if abs(residuals[i]) > rounding || signs[i] == 0 { signs[i] = residuals[i] < 0 ? -1 : 1 }
    }
    var weights = [Double](repeating: 0, count: program.n)
    for i in weights.indices where signs[i] != 0 {
      weights[i] = signs[i] > 0 ? -program.above[i] : program.below[i]
    }
    gradient = zip(program.x.transposeTimes(weights), program.linear).map { $0 + $1 }
  }

  /// y plus a pattern without ties of the given relative size; 0 takes it back and makes the next one smaller.
  private mutating func perturbed(by size: Double) {
    stalls = 0
    guard size > 0 else {
      if perturbation > 0 {
        y = program.y
        perturbation = max(perturbation / 100, 1e-12)
      }
      return
    }
    perturbation = size
    for i in y.indices {
      let turn = Double(i + 1) * 0.6180339887498949
      let fraction = turn - turn.rounded(.down)
      y[i] = program.y[i] + size * scale * (fraction - 0.5)
    }
  }

  private func certified() throws -> OptimalVertex {
    let rows = program.x.selectingRows(basis)
    let lu = try LU(rows, named: "the basis")
    var θ = lu.solve(basis.map { program.y[$0] })
    let rest = basis.indices.map { j in
      var sum = program.y[basis[j]]
      for l in θ.indices { sum = sum.addingProduct(-rows[j, l], θ[l]) }
      return sum
    }
    θ = zip(θ, lu.solve(rest)).map { $0 + $1 }
    let multipliers = lu.solve(gradient, transposed: true)
    var violation = 0.0
    var isUnique = true
    for (row, ψ) in zip(basis, multipliers) {
      let outside = max(ψ - program.above[row], -program.below[row] - ψ) / price(row)
      violation = max(violation, outside)
      if outside > -1e-9 { isUnique = false }
    }
    var residuals = zip(program.y, program.x * θ).map { $0 - $1 }
    for i in basis { residuals[i] = 0 }
    return OptimalVertex(
      coefficients: θ, basis: basis, residuals: residuals, multipliers: multipliers, signs: signs,
      violation: violation, isUnique: isUnique, pivots: pivots)
  }
}
