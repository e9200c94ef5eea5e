import LinearAlgebra
import Regression
import TimeSeries

/// e(θ) and −∂e/∂θ in the rows used.
struct LinearisedDisturbances {
  let values: [Double]
  let slopes: Matrix
}

extension EquationProblem {
  /// eₜ = uₜ − Σρⱼuₜ₋ⱼ: the quasi-differences of left − right, and their derivatives (with the sign of a regressor's).
  func disturbances(_ theta: [Double]) -> LinearisedDisturbances {
    let (u, slopes) = levels(at: theta[..<slopeCount])
    let rho = weights(theta)
    var x = Matrix(rows: n, columns: names.count)
    for j in 0..<slopeCount { x.setColumn(j, to: quasiDifferences(slopes.column(j), rho)) }
    for (lag, term) in errors.enumerated() {
      if case .estimated(let position) = term { x.setColumn(position, to: places[lag + 1].map { u[$0] }) }
    }
    return LinearisedDisturbances(values: quasiDifferences(u[...], rho), slopes: x)
  }

  /// vₜ − Σρⱼvₜ₋ⱼ of values at `levels`, in the rows used.
  private func quasiDifferences(_ values: ArraySlice<Double>, _ rho: [Double]) -> [Double] {
    let v = Array(values)
    return (0..<n).map { i in
      rho.indices.reduce(v[places[0][i]]) { $0 - rho[$1] * v[places[$1 + 1][i]] }
    }
  }

  /// γ at least squares that leave the errors' autoregression out, with ρ that of their residuals.
  func autoregressiveStart(_ space: CoefficientSpace) throws -> [Double] {
    let (y, x) = try linearDesign()
    let moving = space.moving(first: slopeCount)
    let slopes = Matrix(rows: slopeCount, columns: moving.count) { space.directions[$0, moving[$1]] }
    let s = Array(space.point[..<slopeCount])
    let used = places[0]
    let response = zip(y, x * s).map { $0 - $1 }
    let b = try LeastSquares().fit(
      used.map { response[$0] }, on: (x * slopes).selectingRows(used), names: moving.map { space.names[$0] })
    let theta = zip(s, slopes * b.coefficients).map { $0 + $1 }
    let u = zip(y, x * theta).map { $0 - $1 }
    return space.free(theta + (try residualAutoregression(u)))
  }

  /// Least squares of u on those of its lags whose ρ are estimated; u at `levels`.
  func residualAutoregression(_ u: [Double]) throws -> [Double] {
    let rho = weights([Double](repeating: 0, count: names.count))
    let free = errors.indices.filter { if case .estimated = errors[$0] { true } else { false } }
    guard !free.isEmpty else { return [] }
    let lags = Matrix(rows: n, columns: free.count) { i, j in u[places[free[j] + 1][i]] }
    return try LeastSquaresSolution(lags, quasiDifferences(u[...], rho), rankDeficiency: .dropped)
      .coefficients
  }

  /// Values in the text, for all parameters; those of the errors may start at zero.
  func startingValues() throws -> [Double] {
    try names.enumerated().map { position, name in
      let value = source.model.parameters.first { $0.name == name }?.value
      guard let value = value ?? (position < slopeCount ? nil : 0) else { throw error(.noStart(name)) }
      return value
    }
  }

  /// Σe² at its least over γ: least squares of an equation that is nonlinear, if only through ρ. With autoregressive errors
  /// these are the estimates where Cochrane and Orcutt's (1949) rounds end, and the covariance is of b and ρ jointly.
  func nonlinear(
    _ space: CoefficientSpace, from start: [Double], _ priors: [NormalPrior], _ choice: Covariance
  ) throws -> EquationSolution {
    let first = disturbances(space.all(start)).values
    if let i = first.firstIndex(where: { !$0.isFinite }) { throw error(.undefined(periods[i])) }
    var moments = EquationMoments(problem: self, space: space)
    let alone = try moments.solution(near: try lowest(space, from: start), choice)
    guard !priors.isEmpty else { return alone }
    moments.priors = priors.map { PriorRow($0, space, sigma: alone.sigma) }
    let free = try moments.approached(from: alone.free, moving: Array(alone.free.indices))
    let both = try moments.solution(near: free, choice)
    return combined(
      alone, with: priors, space, free: both.free, covariance: both.covariance, sigma: both.sigma,
      residuals: Array(both.residuals[..<n]))
  }

  /// γ near a minimum of Σe², by the Levenberg–Marquardt iteration; the last digits are left to `EquationMoments`.
  private func lowest(_ space: CoefficientSpace, from start: [Double]) throws -> [Double] {
    let evaluation = Evaluation(self, space)
    let y = response()
    return try NonlinearLeastSquares(tolerance: 1e-5).fit(
      y, on: Matrix(rows: n, columns: 1) { i, _ in Double(i) }, from: start, names: space.names,
      value: { free, i in y[Int(i[0])] - evaluation.at(free).values[Int(i[0])] },
      gradient: { free, i in evaluation.at(free).slopes.row(Int(i[0])) }
    ).coefficients
  }
}

/// The disturbances at the last γ asked for, kept because estimators ask row by row.
private final class Evaluation {
  private let problem: EquationProblem
  private let space: CoefficientSpace
  private var last: (free: [Double], found: LinearisedDisturbances)?

  init(_ problem: EquationProblem, _ space: CoefficientSpace) {
    (self.problem, self.space) = (problem, space)
  }

  func at(_ free: [Double]) -> LinearisedDisturbances {
    if let last, last.free == free { return last.found }
    let full = problem.disturbances(space.all(free))
    let found = LinearisedDisturbances(
      values: full.values, slopes: space.isWhole ? full.slopes : full.slopes * space.directions)
    last = (free, found)
    return found
  }
}
