import LinearAlgebra
import Regression

/// The moment conditions Wᵀe(γ) = 0 that estimates of an equation meet, and the way to their solution.
///
/// For least squares W = J = −∂e/∂γ; with instruments the columns of b are projected on them and those of ρ are u's lags.
struct EquationMoments {
  let problem: EquationProblem
  let space: CoefficientSpace
  /// Q with P = QQᵀ the projection on the instruments; nil for least squares.
  var basis: Matrix?
  /// Priors as further observations.
  var priors: [PriorRow] = []

  /// e, J and W at one γ.
  struct Point {
    let e: [Double]
    let slopes: Matrix
    let weights: Matrix

    /// Wᵀe.
    var gap: [Double] { weights.transposeTimes(e) }
  }

  func point(_ free: [Double]) -> Point {
    let found = problem.disturbances(space.all(free))
    let slopes = space.isWhole ? found.slopes : found.slopes * space.directions
    guard let basis else { return withPriors(Point(e: found.values, slopes: slopes, weights: slopes), free) }
    let projected = basis * basis.transposeTimes(found.slopes)
    let instruments = Matrix(rows: problem.n, columns: found.slopes.columns) { i, j in
      j < problem.slopeCount ? projected[i, j] : found.slopes[i, j]
    }
    return Point(e: found.values, slopes: slopes, weights: instruments * space.directions)
  }

  private func withPriors(_ data: Point, _ free: [Double]) -> Point {
    guard !priors.isEmpty else { return data }
    let n = data.e.count
    let slopes = Matrix(rows: n + priors.count, columns: free.count) { i, j in
      i < n ? data.slopes[i, j] : priors[i - n].weights[j]
    }
    return Point(e: data.e + priors.map { $0.value - $0.weights.dot(free) }, slopes: slopes, weights: slopes)
  }

  /// The regression of e on J, with instruments W: its coefficients are a Gauss–Newton step, and at the solution its
  /// covariance is that of the estimates. Davidson & MacKinnon (2004) §6.5, §8.8.
  func regression(at free: [Double], moving: [Int], _ choice: Covariance) throws -> EquationSolution {
    let here = point(free)
    let names = moving.map { space.names[$0] }
    let slopes = moving.count == free.count ? here.slopes : here.slopes.selectingColumns(moving)
    guard basis != nil else {
      return EquationSolution(try LeastSquares(covariance: choice).fit(here.e, on: slopes, names: names))
    }
    let design = try InstrumentalDesign(
      exogenous: Matrix(rows: here.e.count, columns: 0), endogenous: slopes,
      instruments: here.weights.selectingColumns(moving), endogenousNames: names,
      instrumentNames: names.map { "instruments for \($0)" })
    return EquationSolution(
      try TwoStageLeastSquares(covariance: choice).fit(here.e, on: design), names: names)
  }

  /// Near the solution, by Gauss–Newton steps in the elements of γ named; the others stay.
  func approached(from start: [Double], moving: [Int]) throws -> [Double] {
    var free = start
    for _ in 0..<100 {
      let fit = try regression(at: free, moving: moving, .homoskedastic)
      let isNear = zip(fit.free, fit.covariance.diagonal).allSatisfy { abs($0) <= 1e-4 * $1.squareRoot() }
      free = shortened(free, moving, fit.free)
      if isNear { return free }
    }
    return free
  }

  /// The solution near a γ, by Newton's method on Wᵀe with derivatives by central differences.
  private func solved(near start: [Double], moving: [Int]) throws -> [Double] {
    var (free, before) = (start, Double.infinity)
    for round in 0..<50 {
      let errors = try regression(at: free, moving: moving, .homoskedastic).covariance.diagonal.map {
        $0.squareRoot()
      }
      let slopes = derivatives(free, moving, errors)
      let gap = point(free).gap
      let step = try LU(slopes).solve(moving.map { -gap[$0] })
      let size = zip(step, errors).reduce(0) { max($0, abs($1.0) / max($1.1, .leastNormalMagnitude)) }
      let isRounding = zip(step, moving).allSatisfy { abs($0) <= 1e-14 * abs(free[$1]) }
      free = moved(free, moving, step)
      // Derivatives carry seven digits or so: after a step this small the next is below rounding.
      if size <= 1e-9 || isRounding || (size <= 1e-5 && size >= before / 2) { return free }
      before = round == 0 ? .infinity : size
    }
    throw problem.error(.notConverged(rounds: 50))
  }

  /// The estimates near a γ, with their covariance.
  func solution(near start: [Double], _ choice: Covariance) throws -> EquationSolution {
    let all = Array(start.indices)
    let free = try solved(near: start, moving: all)
    var solution = try regression(at: free, moving: all, choice)
    solution.free = free
    return solution
  }

  private func derivatives(_ free: [Double], _ moving: [Int], _ errors: [Double]) -> Matrix {
    var result = Matrix(rows: moving.count, columns: moving.count)
    for (column, j) in moving.enumerated() {
      let scale = max(1e-3 * errors[column], 1e-9 * abs(free[j]))
      let h = scale > 0 ? scale : 1e-9
      var (up, down) = (free, free)
      up[j] += h
      down[j] -= h
      let (above, below) = (point(up).gap, point(down).gap)
      for (row, i) in moving.enumerated() { result[row, column] = (above[i] - below[i]) / (up[j] - down[j]) }
    }
    return result
  }

  private func moved(_ free: [Double], _ moving: [Int], _ step: [Double]) -> [Double] {
    var next = free
    for (j, move) in zip(moving, step) { next[j] += move }
    return next
  }

  /// The step, halved until every disturbance has a value and least squares fall; with instruments Σe² may rise.
  private func shortened(_ free: [Double], _ moving: [Int], _ step: [Double]) -> [Double] {
    let limit = sumOfSquares(free) * (basis == nil ? 1 + 1e-12 : 4)
    var length = 1.0
    while length > 1e-10 {
      let next = moved(free, moving, step.map { length * $0 })
      if sumOfSquares(next) <= limit { return next }
      length /= 2
    }
    return free
  }

  /// Infinite where a disturbance has no value.
  private func sumOfSquares(_ free: [Double]) -> Double {
    let e = point(free).e
    return e.allSatisfy(\.isFinite) ? e.dot(e) : .infinity
  }
}
