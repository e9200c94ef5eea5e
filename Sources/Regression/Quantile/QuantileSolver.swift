import Foundation
import LinearAlgebra
import Probability

/// The θ that minimises Σρ_τ(yᵢ − xᵢᵀθ), exactly. Long data are first cut to the rows near the hyperplane: a
/// sample's fit tells which rows are surely above or below it, these enter as one linear term, and the signs assumed are checked
/// on all rows. Portnoy & Koenker (1997), Statistical Science 12:279.
struct QuantileSolver {
  let x: Matrix
  let y: [Double]
  let τ: Double

  private var n: Int { y.count }
  private var k: Int { x.columns }
  /// Below this many rows nothing is gained by cutting.
  private static let directRows = 4000

  /// Throws `LinearAlgebraError.rankDeficient` for dependent columns; `QuantileError.notSolved` where rounding defeats
  /// the descent.
  func solve() throws -> OptimalVertex {
    if n > Self.directRows {
      var size = Int((Double(k).squareRoot() * cbrt(Double(n)) * cbrt(Double(n))).rounded())
      while size < n / 2 {
        if let vertex = try reduced(sample: size) { return vertex }
        size *= 2
      }
    }
    return try direct(x, y)
  }

  /// From a least-squares start on all the rows given.
  private func direct(_ x: Matrix, _ y: [Double]) throws -> OptimalVertex {
    let start = try LeastSquaresSolution(x, y, refinementSteps: 0, named: "x")
    guard
      let basis = StartingBasis(x, residuals: start.residuals, quantile: τ).rows,
      let vertex = try descend(CheckProgram(x: x, y: y, quantile: τ), from: basis)
    else { throw QuantileError.notSolved(quantile: τ) }
    return vertex
  }

  private func descend(_ program: CheckProgram, from basis: [Int]) throws -> OptimalVertex? {
    var descent = try VertexDescent(program, basis: basis)
    return try descent.solve()
  }

  /// Nil where the sample does not span the columns or told too many rows wrong.
  private func reduced(sample size: Int) throws -> OptimalVertex? {
    let sample = stratifiedSample(size)
    let (part, response) = (x.selectingRows(sample), sample.map { y[$0] })
    guard let pilot = try? direct(part, response) else { return nil }
    let spread = try LeastSquaresSolution(part, response, refinementSteps: 0).inverseFactor
    let residuals = zip(y, x * pilot.coefficients).map { $0 - $1 }
    let standardised = self.standardised(residuals, spread)
    let half = 0.4 * Double(size) / Double(n)
    let ordered = sample.map { standardised[$0] }.sorted()
    func bound(_ share: Double) -> Double {
      ordered[max(0, min(ordered.count - 1, Int(share * Double(ordered.count))))]
    }
    var sides = Sides(standardised, from: min(bound(τ - half), 0), to: max(bound(τ + half), 0))
    for i in pilot.basis { sides.keep(sample[i]) }
    return try settle(&sides, basis: pilot.basis.map { sample[$0] }, pivots: pilot.pivots, limit: size / 12)
  }

  /// Solves on the rows kept until no row left out has changed its side.
  private func settle(
    _ sides: inout Sides, basis: [Int], pivots: Int, limit: Int
  ) throws -> OptimalVertex? {
    var (basis, pivots) = (basis, pivots)
    for _ in 0..<6 {
      let kept = sides.kept
      guard let places = sides.places(of: basis, in: kept) else { return nil }
      let program = CheckProgram(
        x: x.selectingRows(kept), y: kept.map { y[$0] }, quantile: τ,
        linear: x.transposeTimes(sides.weights(τ)))
      guard let vertex = try descend(program, from: places) else { return nil }
      basis = vertex.basis.map { kept[$0] }
      pivots += vertex.pivots
      var residuals = zip(y, x * vertex.coefficients).map { $0 - $1 }
      let wrong = sides.wrong(residuals)
      if wrong.isEmpty {
        for i in basis { residuals[i] = 0 }
        for (i, row) in kept.enumerated() { sides.signs[row] = vertex.signs[i] }
        return OptimalVertex(
          coefficients: vertex.coefficients, basis: basis, residuals: residuals,
          multipliers: vertex.multipliers, signs: sides.signs, violation: vertex.violation,
          isUnique: vertex.isUnique, pivots: pivots)
      }
      if wrong.count > max(20, limit) { return nil }
      for i in wrong { sides.keep(i) }
    }
    return nil
  }

  /// One row drawn from each of `size` equal stretches, by a fixed stream: the same rows for the same data.
  private func stratifiedSample(_ size: Int) -> [Int] {
    var stream = PhiloxStream(seed: 1997, draw: UInt64(n), period: 0, shock: 0)
    return (0..<size).map { j in
      let (low, high) = (j * n / size, (j + 1) * n / size)
      return low + Int(stream.next() % UInt64(high - low))
    }
  }

  /// rᵢ / ‖Sᵀxᵢ‖, SSᵀ the sample's (XᵀX)⁻¹: what the pilot fit is uncertain by in row i is proportional to the norm.
  private func standardised(_ residuals: [Double], _ spread: Matrix) -> [Double] {
    let image = x * spread
    var squares = [Double](repeating: 0, count: n)
    for j in 0..<image.columns {
      let column = image.column(j)
      var i = 0
      var sums = squares.mutableSpan
      for value in column {
        sums[i] += value * value
        i += 1
      }
    }
    return zip(residuals, squares).map { $1 > 0 ? $0 / $1.squareRoot() : 0 }
  }
}

/// Which rows are kept in the program (0) and which are taken to lie above (1) or below (−1).
private struct Sides {
  var signs: [Int8]

  init(_ values: [Double], from low: Double, to high: Double) {
    signs = values.map { $0 > high ? 1 : ($0 < low ? -1 : 0) }
  }

  var kept: [Int] { signs.indices.filter { signs[$0] == 0 } }

  mutating func keep(_ i: Int) { signs[i] = 0 }

  /// The gradient's weight of each row left out.
  func weights(_ τ: Double) -> [Double] { signs.map { $0 == 0 ? 0 : ($0 > 0 ? -τ : 1 - τ) } }

  /// Rows left out whose residual is not on the side assumed.
  func wrong(_ residuals: [Double]) -> [Int] {
    residuals.indices.filter { signs[$0] != 0 && Double(signs[$0]) * residuals[$0] < 0 }
  }

  func places(of basis: [Int], in kept: [Int]) -> [Int]? {
    let places = basis.compactMap { row -> Int? in
      var (low, high) = (0, kept.count)
      while low < high {
        let middle = (low + high) / 2
        if kept[middle] < row { low = middle + 1 } else { high = middle }
      }
      return low < kept.count && kept[low] == row ? low : nil
    }
    return places.count == basis.count ? places : nil
  }
}
