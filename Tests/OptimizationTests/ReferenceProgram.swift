import Foundation
import LinearAlgebra
import Optimization

/// A problem of Tests/References/quadratic-programs with its solution.
struct ReferenceProgram: Decodable {
  let hessian: [Double]
  let gradient: [Double]
  let rows: [Double]
  let lower: [Double?]
  let upper: [Double?]
  let xLower: [Double?]
  let xUpper: [Double?]
  let x: [Double]
  let objective: Double

  var program: QuadraticProgram {
    let n = gradient.count
    let range = { (low: Double?, high: Double?) in (low ?? -.infinity)...(high ?? .infinity) }
    return QuadraticProgram(
      hessian: Matrix(rows: n, columns: n) { hessian[$0 * n + $1] }, gradient: gradient,
      rows: Matrix(rows: lower.count, columns: n) { rows[$0 * n + $1] },
      ranges: zip(lower, upper).map(range), bounds: zip(xLower, xUpper).map(range))
  }

  static func all() throws -> [ReferenceProgram] {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    let path = "Tests/References/quadratic-programs/programs.json"
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: path).path) {
      folder.deleteLastPathComponent()
    }
    return try JSONDecoder().decode(
      [ReferenceProgram].self, from: Data(contentsOf: folder.appending(path: path)))
  }
}

/// Conditions of Karush, Kuhn and Tucker, each as the largest violation against the size of its terms.
struct Optimality {
  /// Hx + g = Aᵀλ + μ.
  let stationarity: Double
  /// Ranges and bounds.
  let feasibility: Double
  /// Multipliers of the right sign, and zero where x is not at an end.
  let complementarity: Double

  init(_ program: QuadraticProgram, _ solution: QuadraticProgram.Solution) {
    let x = solution.x
    let n = x.count
    stationarity =
      (0..<n).map { i -> Double in
        var (sum, terms) = (program.gradient[i] - solution.boundMultipliers[i], abs(program.gradient[i]))
        for k in 0..<n {
          sum += program.hessian[i, k] * x[k]
          terms += abs(program.hessian[i, k] * x[k])
        }
        for k in program.ranges.indices {
          sum -= program.rows[k, i] * solution.rowMultipliers[k]
          terms += abs(program.rows[k, i] * solution.rowMultipliers[k])
        }
        return abs(sum) / max(terms, 1e-300)
      }.max() ?? 0
    var (outside, slackness) = (0.0, 0.0)
    let rows = program.ranges.indices.map { k in
      (
        program.ranges[k], (0..<n).reduce(0) { $0 + program.rows[k, $1] * x[$1] },
        (0..<n).reduce(0) { $0 + abs(program.rows[k, $1] * x[$1]) }, solution.rowMultipliers[k]
      )
    }
    let bounds = (0..<n).map { (program.bounds[$0], x[$0], abs(x[$0]), solution.boundMultipliers[$0]) }
    for (range, value, terms, multiplier) in rows + bounds {
      let size = max(terms, 1)
      outside = max(outside, (range.lowerBound - value) / size, (value - range.upperBound) / size)
      if range.lowerBound == range.upperBound { continue }
      let gap = multiplier > 0 ? value - range.lowerBound : multiplier < 0 ? range.upperBound - value : 0
      slackness = max(slackness, abs(gap) / size)
    }
    (feasibility, complementarity) = (outside, slackness)
  }

  var worst: Double { max(stationarity, feasibility, complementarity) }
}

/// Numbers in −1 … 1, the same in every run.
struct Numbers {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) / Double(1 << 52)
  }

  mutating func list(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
}
