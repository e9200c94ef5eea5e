public import LinearAlgebra

/// Several quantiles fitted together so that their planes do not cross: minimise Σ_l Σᵢ ρ_τl(yᵢ − xᵢᵀβ_l) subject to
/// xᵢᵀβ_l ≤ xᵢᵀβ_{l+1} for every observation, and so, planes being linear, everywhere in the convex hull of the data. The joint
/// constraint of Bondell, Reich & Wang (2010), Biometrika 97:825, on the hull of the data rather than on a box about it.
///
/// One linear program in all coefficients, solved exactly; constraints enter as they are met. Quantiles that do not cross
/// when fitted one by one are returned as they are.
public struct NonCrossingQuantiles: Codable, Equatable, Sendable {
  /// τ₁ < τ₂ < …, strictly between 0 and 1.
  public var quantiles: [Double]

  public init(quantiles: [Double]) { self.quantiles = quantiles }

  /// k coefficients for each quantile.
  public struct Fit: Codable, Equatable, Sendable {
    /// τ₁ < τ₂ < ….
    public let quantiles: [Double]
    /// Names of the coefficients.
    public let names: [String]
    /// β̂, k × the number of quantiles.
    public let coefficients: Matrix
    /// Σ_l Σᵢ ρ, what was minimised.
    public let objective: Double
    /// The same sum without the constraints: smaller where quantiles cross when fitted one by one.
    public let separateObjective: Double
    /// Pairs of observation and neighbouring quantiles that crossed when fitted one by one.
    public let crossings: Int
    /// True where no other coefficients are as good.
    public let isUnique: Bool

    /// The quantiles at new rows of regressors, rows × quantiles; rising along each row inside the hull of the data.
    public func predict(_ x: Matrix) -> Matrix { x * coefficients }
  }

  /// Fits all quantiles to `y` given the columns of `x`, the constant's column of ones included.
  ///
  /// - Throws: `RegressionError`, `QuantileError` as `QuantileRegression` does, and for quantiles that do not rise.
  public func fit(_ y: [Double], on x: Matrix, names: [String]? = nil) throws -> Fit {
    let names = names ?? (0..<x.columns).map { "x\($0 + 1)" }
    let problem = try QuantileProblem(y, x, names: names, quantiles: quantiles)
    if let (first, second) = zip(quantiles, quantiles.dropFirst()).first(where: { $0 >= $1 }) {
      throw QuantileError.quantilesNotRising(first, second)
    }
    let separate = try quantiles.map { try problem.solve($0) }
    var joint = JointQuantiles(problem: problem, quantiles: quantiles, separate: separate)
    let crossings = joint.addCrossings(separate.flatMap(\.coefficients))
    let unconstrained = zip(quantiles, separate).reduce(0) { sum, pair in
      sum + pair.1.residuals.reduce(0) { $0 + ($1 > 0 ? pair.0 : pair.0 - 1) * $1 }
    }
    guard crossings > 0 else {
      return Fit(
        quantiles: quantiles, names: names, coefficients: Matrix(columns: separate.map(\.coefficients)),
        objective: unconstrained, separateObjective: unconstrained, crossings: 0,
        isUnique: separate.allSatisfy(\.isUnique))
    }
    let (vertex, objective) = try joint.solve()
    return Fit(
      quantiles: quantiles, names: names,
      coefficients: Matrix(
        rows: x.columns, columns: quantiles.count, columnMajor: vertex.coefficients),
      objective: objective, separateObjective: unconstrained, crossings: crossings,
      isUnique: vertex.isUnique)
  }
}

/// The joint program: a block of rows for each quantile, then a row for each constraint met so far, whose violation has a
/// price above any gain from it.
private struct JointQuantiles {
  let problem: QuantileProblem
  let quantiles: [Double]
  private var basis: [Int]
  private var constraints: [(row: Int, lower: Int)] = []
  private let tolerance: Double

  init(problem: QuantileProblem, quantiles: [Double], separate: [OptimalVertex]) {
    (self.problem, self.quantiles) = (problem, quantiles)
    let n = problem.y.count
    basis = separate.enumerated().flatMap { l, vertex in vertex.basis.map { l * n + $0 } }
    tolerance = 1e-11 * problem.y.reduce(0) { max($0, abs($1)) }
  }

  /// Adds the constraints that θ violates and says how many.
  mutating func addCrossings(_ θ: [Double]) -> Int {
    let k = problem.x.columns
    let before = constraints.count
    for l in 0..<(quantiles.count - 1) {
      let step = (0..<k).map { θ[(l + 1) * k + $0] - θ[l * k + $0] }
      for (i, rise) in (problem.x * step).enumerated() where rise < -tolerance { constraints.append((i, l)) }
    }
    return constraints.count - before
  }

  mutating func solve() throws -> (OptimalVertex, Double) {
    var price = 10 * Double(problem.y.count)
    for _ in 0..<100 {
      let program = self.program(price)
      var descent = try VertexDescent(program, basis: basis)
      guard let vertex = try descent.solve() else { break }
      basis = vertex.basis
      let rows = problem.y.count * quantiles.count
      if vertex.residuals[rows...].contains(where: { $0 < -tolerance }) {
        price *= 100
        continue
      }
      if addCrossings(vertex.coefficients) == 0 {
        let sum = (0..<rows).reduce(0) { sum, i in
          let r = vertex.residuals[i]
          return sum + (r > 0 ? program.above[i] * r : -program.below[i] * r)
        }
        return (vertex, sum)
      }
    }
    throw QuantileError.notSolved(quantile: quantiles[0])
  }

  private func program(_ price: Double) -> CheckProgram {
    let (n, k, count) = (problem.y.count, problem.x.columns, quantiles.count)
    var x = Matrix(rows: n * count + constraints.count, columns: k * count)
    var y = [Double](repeating: 0, count: x.rows)
    var (above, below) = (y, y)
    for (l, τ) in quantiles.enumerated() {
      for i in 0..<n {
        y[l * n + i] = problem.y[i]
        (above[l * n + i], below[l * n + i]) = (τ, 1 - τ)
        for j in 0..<k { x[l * n + i, l * k + j] = problem.x[i, j] }
      }
    }
    for (place, constraint) in constraints.enumerated() {
      let row = n * count + place
      below[row] = price
      for j in 0..<k {
        x[row, constraint.lower * k + j] = problem.x[constraint.row, j]
        x[row, (constraint.lower + 1) * k + j] = -problem.x[constraint.row, j]
      }
    }
    return CheckProgram(x: x, y: y, above: above, below: below)
  }
}
