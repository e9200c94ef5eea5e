import LinearAlgebra
import Probability

/// Confidence intervals of quantile regression without an estimate of the errors' density: the values of βⱼ that a
/// rank-score test does not reject. Koenker (1994), in Asymptotic Statistics, 349; quantreg's `rank`.
///
/// For a value b the other coefficients are fitted to y − bxⱼ; with their rank scores a(b), T(b) = xⱼᵀ(a(b) − (1 − τ)) /
/// √(τ(1 − τ)Qⱼ) is compared with Student's t, Qⱼ the sum of squares of xⱼ not explained by the others. T is a falling step
/// function of b; the ends are interpolated between the two steps that bracket the critical value. Errors are taken to be
/// alike in every observation.
public struct RankScoreIntervals: Codable, Equatable, Sendable {
  /// The probability that an interval holds its coefficient.
  public let level: Double
  /// One interval per coefficient; an end is infinite where the test never rejects on that side.
  public let intervals: [ClosedRange<Double>]

  /// Inverts the tests for every coefficient of `fit`; `level` lies strictly between 0 and 1.
  public init(_ fit: QuantileRegression.Fit, level: Double = 0.9) throws {
    precondition(level > 0 && level < 1, "a confidence level lies strictly between 0 and 1")
    self.level = level
    let t = try StudentT(degreesOfFreedom: Double(fit.degreesOfFreedom))
    let critical = t.upperQuantile((1 - level) / 2)
    let y = zip(fit.fitted, fit.residuals).map { $0 + $1 }
    let inverse = try LeastSquaresSolution(fit.regressors, y, refinementSteps: 0).inverseGram
    intervals = try (0..<fit.k).map { j in
      var path = RankScorePath(fit, y: y, coefficient: j, unexplained: 1 / inverse[j, j])
      let low = try path.end(critical, direction: -1)
      return min(low, fit.coefficients[j])...max(try path.end(critical, direction: 1), fit.coefficients[j])
    }
  }
}

/// T(b) of one coefficient.
private struct RankScorePath {
  /// The stretch of b on which the rank scores stay what they are, and T on it.
  private struct Step {
    let from: Double
    let to: Double
    let statistic: Double
  }

  private let y: [Double]
  private let xj: [Double]
  private let others: Matrix
  private let τ: Double
  private let size: Double
  private let estimate: Double
  private let firstMove: Double
  private var basis: [Int]

  init(_ fit: QuantileRegression.Fit, y: [Double], coefficient j: Int, unexplained: Double) {
    self.y = y
    τ = fit.quantile
    xj = Array(fit.regressors.column(j))
    others = fit.regressors.selectingColumns((0..<fit.k).filter { $0 != j })
    size = (τ * (1 - τ) * unexplained).squareRoot()
    estimate = fit.coefficients[j]
    let spread = fit.objective / Double(fit.n)
    firstMove = max(spread / unexplained.squareRoot(), 1e-12 * abs(estimate), 1e-300)
    let order =
      fit.interpolated + fit.residuals.indices.sorted { abs(fit.residuals[$0]) < abs(fit.residuals[$1]) }
    basis = others.columns == 0 ? [] : StartingBasis(others, order: order).rows ?? []
  }

  /// Where T reaches the critical value going up (1) or down (−1) from the estimate.
  mutating func end(_ critical: Double, direction: Double) throws -> Double {
    var move = firstMove
    var inside = try step(at: estimate + direction * 1e-9 * move)
    var outside = inside
    for _ in 0..<200 {
      outside = try step(at: estimate + direction * move)
      if abs(outside.statistic) > critical { break }
      inside = outside
      move *= 2
      if !move.isFinite { break }
    }
    guard abs(outside.statistic) > critical else { return direction * .infinity }
    for _ in 0..<400 {
      let (near, far) = direction > 0 ? (inside.to, outside.from) : (inside.from, outside.to)
      let middle = near + (far - near) / 2
      guard direction * (far - near) > 1e-13 * max(abs(near), abs(far)), middle != near, middle != far else {
        break
      }
      let between = try step(at: middle)
      if abs(between.statistic) > critical { outside = between } else { inside = between }
    }
    let (near, far) = direction > 0 ? (inside.from, outside.from) : (inside.to, outside.to)
    let share = (critical - abs(inside.statistic)) / abs(outside.statistic - inside.statistic)
    return near + share * (far - near)
  }

  private mutating func step(at b: Double) throws -> Step {
    let response = zip(y, xj).map { $0 - b * $1 }
    guard others.columns > 0 else {
      return step(at: b, response, rates: xj, signs: response.map { $0 < 0 ? -1 : 1 }, inBasis: 0)
    }
    var descent = try VertexDescent(CheckProgram(x: others, y: response, quantile: τ), basis: basis)
    guard let vertex = try descent.solve() else { throw QuantileError.notSolved(quantile: τ) }
    basis = vertex.basis
    let shares = try LU(others.selectingRows(basis), named: "the basis").solve(basis.map { xj[$0] })
    let rates = zip(xj, others * shares).map { $0 - $1 }
    var fromBasis = 0.0
    for (row, ψ) in zip(basis, vertex.multipliers) { fromBasis += xj[row] * ψ }
    return step(at: b, vertex.residuals, rates: rates, signs: vertex.signs, inBasis: fromBasis)
  }

  /// As b grows residual i falls at its rate; the step ends where the first changes side.
  private func step(
    at b: Double, _ residuals: [Double], rates: [Double], signs: [Int8], inBasis: Double
  ) -> Step {
    var (down, up) = (-Double.infinity, Double.infinity)
    var sum = inBasis
    for i in signs.indices where signs[i] != 0 {
      let sign = Double(signs[i])
      sum += xj[i] * (sign > 0 ? τ : τ - 1)
      guard abs(rates[i]) > 1e-12 * max(1, abs(xj[i])) else { continue }
      let move = residuals[i] / rates[i]
      if sign * rates[i] > 0 { up = min(up, b + max(0, move)) } else { down = max(down, b + min(0, move)) }
    }
    return Step(from: down, to: up, statistic: sum / size)
  }
}
