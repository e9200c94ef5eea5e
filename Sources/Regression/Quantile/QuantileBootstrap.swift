import Foundation
import LinearAlgebra
import Probability

/// Covariances of β̂(τ) over resamples. Replication b reads the generator's streams of draw b alone: the same covariance
/// for the same seed, data and number of replications.
struct QuantileBootstrap {
  private let inference: QuantileInference
  private let replications: Int
  private let seed: UInt64

  init(_ inference: QuantileInference, replications: Int, seed: UInt64) throws {
    guard replications >= 2 else { throw QuantileError.tooFewReplications(replications) }
    (self.inference, self.replications, self.seed) = (inference, replications, seed)
  }

  private var problem: QuantileProblem { inference.problem }
  private var n: Int { problem.y.count }

  private func covariance(_ replication: (UInt64) throws -> [Double]) rethrows -> Matrix {
    let draws = Matrix(try (0..<UInt64(replications)).map(replication))
    let count = Double(replications)
    let means = (0..<draws.columns).map { j in draws.column(j).reduce(0, +) / count }
    let centred = Matrix(rows: draws.rows, columns: draws.columns) { b, j in draws[b, j] - means[j] }
    return centred.gram() / (count - 1)
  }

  /// n observations drawn with replacement; a resample whose regressors are collinear is drawn anew.
  func pairs() throws -> Matrix {
    let residuals = inference.vertex.residuals
    let order = residuals.indices.sorted { (abs(residuals[$0]), $0) < (abs(residuals[$1]), $1) }
    return try covariance { draw in
      for attempt in 0..<20 {
        var stream = PhiloxStream(seed: seed, draw: draw, period: UInt32(attempt), shock: 0)
        var counts = [Double](repeating: 0, count: n)
        for _ in 0..<n { counts[Int.random(in: 0..<n, using: &stream)] += 1 }
        if let β = try resampled(counts, order) { return β }
      }
      throw QuantileError.notSolved(quantile: inference.τ)
    }
  }

  /// β̂ with observation i counted counts[i] times; nil where those drawn do not span the columns.
  private func resampled(_ counts: [Double], _ order: [Int]) throws -> [Double]? {
    let rows = order.filter { counts[$0] > 0 }
    let x = problem.x.selectingRows(rows)
    guard let basis = StartingBasis(x, order: rows.indices).rows else { return nil }
    let τ = inference.τ
    let program = CheckProgram(
      x: x, y: rows.map { problem.y[$0] }, above: rows.map { τ * counts[$0] },
      below: rows.map { (1 - τ) * counts[$0] })
    var descent = try VertexDescent(program, basis: basis)
    return try descent.solve()?.coefficients
  }

  /// Residuals of random size and sign about the fitted values, started from the fit itself.
  func wild() throws -> Matrix {
    let τ = inference.τ
    let sizes = try adjustedResiduals().map { abs($0) }
    let fitted = zip(problem.y, inference.vertex.residuals).map { $0 - $1 }
    return try covariance { draw in
      var stream = PhiloxStream(seed: seed, draw: draw, period: 0, shock: 1)
      let y = zip(fitted, sizes).map { line, size in
        line + size * (Double.random(in: 0..<1, using: &stream) < τ ? -2 * τ : 2 * (1 - τ))
      }
      let program = CheckProgram(x: problem.x, y: y, quantile: τ)
      var descent = try VertexDescent(program, basis: inference.vertex.basis)
      guard let vertex = try descent.solve() else { throw QuantileError.notSolved(quantile: τ) }
      return vertex.coefficients
    }
  }

  /// e + h(τ − 1[e < 0])/f̂(0): leverage h, f̂ the Gaussian kernel density of the residuals at zero.
  private func adjustedResiduals() throws -> [Double] {
    let width = try inference.kernelWidth(.hallSheather)
    let residuals = inference.vertex.residuals
    let density =
      residuals.reduce(0) { $0 + Normal.standard.density($1 / width) } / (width * Double(n))
    let leverages = try LeastSquaresSolution(problem.x, problem.y, refinementSteps: 0).leverages
    return zip(residuals, leverages).map { e, h in
      e + h * (inference.τ - (e < 0 ? 1 : 0)) / density
    }
  }
}
