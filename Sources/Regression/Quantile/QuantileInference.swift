import Foundation
import LinearAlgebra
import Probability

/// Covariances of β̂(τ). Definitions are those of quantreg's `summary.rq`, so that numbers agree.
struct QuantileInference {
  let problem: QuantileProblem
  let vertex: OptimalVertex
  let τ: Double

  private var n: Int { problem.y.count }
  private var k: Int { problem.x.columns }
  /// What quantreg takes for zero in residuals and spacings: √2⁻⁵².
  private static let small = 0x1p-26

  init(problem: QuantileProblem, vertex: OptimalVertex, τ: Double) throws {
    (self.problem, self.vertex, self.τ) = (problem, vertex, τ)
  }

  func covariance(_ choice: QuantileErrors) throws -> Matrix {
    // A line through every observation leaves nothing uncertain.
    let size = problem.y.reduce(0) { max($0, abs($1)) }
    if vertex.residuals.allSatisfy({ abs($0) <= 1e-13 * size }) { return Matrix(rows: k, columns: k) }
    switch choice {
    case .identical(let bandwidth):
      let sparsity = try self.sparsity(bandwidth)
      let gram = try LeastSquaresSolution(problem.x, problem.y, refinementSteps: 0).inverseGram
      return (τ * (1 - τ) * sparsity * sparsity) * gram
    case .sandwich(let bandwidth): return try sandwich(try spacingDensities(bandwidth))
    case .kernel(let bandwidth): return try sandwich(try kernelDensities(bandwidth))
    case .pairsBootstrap(let replications, let seed):
      return try QuantileBootstrap(self, replications: replications, seed: seed).pairs()
    case .wildBootstrap(let replications, let seed):
      return try QuantileBootstrap(self, replications: replications, seed: seed).wild()
    }
  }

  /// h for a sample of n, before it is made to fit in (0, 1).
  func width(_ bandwidth: QuantileBandwidth) -> Double {
    let x = Normal.standard.quantile(τ)
    let density = Normal.standard.density(x)
    let curvature = 2 * x * x + 1
    switch bandwidth {
    case .hallSheather:
      let z = Normal.standard.quantile(0.975)
      return pow(z * z, 1.0 / 3) * cbrt(1.5 * density * density / curvature) / cbrt(Double(n))
    case .bofinger:
      let ratio = 4.5 * pow(density, 4) / (curvature * curvature)
      return pow(ratio, 0.2) * pow(Double(n), -0.2)
    }
  }

  private func widthInside(_ bandwidth: QuantileBandwidth) -> Double {
    var h = width(bandwidth)
    while τ - h < 0 || τ + h > 1 { h /= 2 }
    return h
  }

  /// 1/f: the slope of a median line through the residuals nearest to zero, in order, against their rank.
  private func sparsity(_ bandwidth: QuantileBandwidth) throws -> Double {
    let residuals = vertex.residuals
    let order = residuals.indices.sorted { (abs(residuals[$0]), $0) < (abs(residuals[$1]), $1) }
    let zeros = residuals.count { abs($0) < Self.small }
    let count = max(k + 1, Int((Double(n) * width(bandwidth)).rounded(.up))) + 1
    guard zeros + count <= n else {
      throw QuantileError.sparsityUndefined(
        quantile: τ, reason: "\(n) observations are too few beside \(zeros) residuals of zero")
    }
    let near = order[zeros..<(zeros + count)].map { residuals[$0] }.sorted()
    let ranks = Matrix(rows: count, columns: 2) { i, j in j == 0 ? 1 : Double(zeros + i + 1) / Double(n - k) }
    return try QuantileSolver(x: ranks, y: near, τ: 0.5).solve().coefficients[1]
  }

  private func spacingDensities(_ bandwidth: QuantileBandwidth) throws -> [Double] {
    let h = widthInside(bandwidth)
    guard τ - h > 0, τ + h < 1 else {
      throw QuantileError.sparsityUndefined(quantile: τ, reason: "the bandwidth reaches 0 or 1")
    }
    let (high, low) = (try problem.solve(τ + h).coefficients, try problem.solve(τ - h).coefficients)
    let spacing = problem.x * zip(high, low).map { $0 - $1 }
    return spacing.map { max(0, 2 * h / ($0 - Self.small)) }
  }

  private func kernelDensities(_ bandwidth: QuantileBandwidth) throws -> [Double] {
    let h = try kernelWidth(bandwidth)
    return vertex.residuals.map { Normal.standard.density($0 / h) / h }
  }

  /// h in the units of y: its width in normal quantiles times the smaller of two spreads of the residuals.
  func kernelWidth(_ bandwidth: QuantileBandwidth) throws -> Double {
    let h = widthInside(bandwidth)
    let ordered = vertex.residuals.sorted()
    let mean = ordered.reduce(0, +) / Double(n)
    let squares = ordered.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let quartiles = (ordered.interpolated(at: 0.75) - ordered.interpolated(at: 0.25)) / 1.34
    let spread = min((squares / Double(n - 1)).squareRoot(), quartiles)
    guard spread > 0, τ - h > 0, τ + h < 1 else {
      throw QuantileError.sparsityUndefined(
        quantile: τ, reason: "half of the residuals are zero or the bandwidth reaches 0 or 1")
    }
    return (Normal.standard.quantile(τ + h) - Normal.standard.quantile(τ - h)) * spread
  }

  private func sandwich(_ densities: [Double]) throws -> Matrix {
    let weighted = problem.x.scalingRows(by: densities.map { $0.squareRoot() })
    let zeros = [Double](repeating: 0, count: n)
    let inverse: Matrix
    do {
      inverse = try LeastSquaresSolution(weighted, zeros, refinementSteps: 0).inverseGram
    } catch LinearAlgebraError.rankDeficient {
      throw QuantileError.sparsityUndefined(
        quantile: τ, reason: "fits at nearby quantiles cross or coincide at too many observations")
    }
    return (τ * (1 - τ)) * (problem.x * inverse).gram()
  }
}

extension [Double] {
  /// The quantile of rising values by linear interpolation between order statistics: Hyndman & Fan's (1996) type 7.
  func interpolated(at share: Double) -> Double {
    let place = share * Double(count - 1)
    let low = Int(place.rounded(.down))
    let high = Swift.min(low + 1, count - 1)
    return self[low] + (place - Double(low)) * (self[high] - self[low])
  }
}
