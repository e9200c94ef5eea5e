import Datasets
import Foundation
import Scenarios
import TimeSeries

/// A toy model whose answers are known: x = mean + shift + L z in one or more years, z standard normal by (seed, draw, year, shock).
struct GaussianModel: Projector {
  var mean: [Double]
  /// Lower triangular.
  var factor: [[Double]]
  /// What the rows stand for, where it is not x0, x1, …; overrides then change nothing.
  var names: [Quantity]?
  /// Log-weight slopes θ by scenario: log w = θ·z in the first year.
  var tilts: [String: [Double]] = [:]
  var logWeightScale = 0.0
  /// Draws without a solution, by remainder of this number.
  var invalidEvery: UInt64?
  /// The same for single scenarios.
  var invalidEveryIn: [String: UInt64] = [:]
  /// The only draws with a solution, by scenario.
  var validDraws: [String: Range<UInt64>] = [:]
  /// Draws whose first value is not a number.
  var undefinedEvery: UInt64?
  /// Variables declared to depend on nothing that weights and validity read.
  var untold: Set<Int> = []
  /// Scenarios that cannot be prepared, and the draw at which others break.
  var unprepared: Set<String> = []
  var breaks: [String: UInt64] = [:]

  init(mean: [Double], factor: [[Double]]) {
    self.mean = mean
    self.factor = factor
  }

  init(mean: [Double], sd: [Double], correlation: [[Double]]) {
    self.init(mean: mean, factor: cholesky(correlation).enumerated().map { i, row in row.map { $0 * sd[i] } })
  }

  static func id(_ index: Int) -> String { "x\(index)" }
  static func growth(_ index: Int) -> Quantity { Quantity(id(index), .growth) }

  var variables: [Variable] {
    mean.indices.map {
      Variable(
        id: Self.id($0), name: Bilingual(Self.id($0)), unit: .percent, priceBasis: .nominal,
        measures: [.growth])
    }
  }
  var parameters: [ParameterRecord] { [] }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  func prepare(_ scenario: Scenario, over horizon: Horizon) throws -> any PreparedProjection {
    if unprepared.contains(scenario.id) { throw Failure(description: "“\(scenario.id)” cannot be met") }
    var shift = mean.map { _ in 0.0 }
    for override in scenario.overrides where names == nil {
      guard case .variable(let quantity) = override.subject, case .add(let amount) = override.action,
        let index = mean.indices.first(where: { Self.growth($0) == quantity })
      else { throw Failure(description: "only shifts") }
      shift[index] += amount
    }
    return Prepared(
      model: self, mean: zip(mean, shift).map { $0 + $1 }, omitted: [], periods: Array(horizon.periods).count,
      tilt: tilts[scenario.id], invalidEvery: invalidEveryIn[scenario.id] ?? invalidEvery,
      validDraws: validDraws[scenario.id], breaksAt: breaks[scenario.id])
  }

  struct Prepared: PreparedProjection {
    let model: GaussianModel
    let mean: [Double]
    /// Filled with what must not be read.
    var omitted: Set<Int>
    let periods: Int
    let tilt: [Double]?
    let invalidEvery: UInt64?
    let validDraws: Range<UInt64>?
    let breaksAt: UInt64?

    var quantities: [Quantity] { model.names ?? mean.indices.map { GaussianModel.growth($0) } }
    var imposed: [ImposedPath] { [] }
    var plausibility: Plausibility? { nil }
    var logWeightScale: Double { model.logWeightScale }

    var origins: [Int: RowOrigin] {
      var origins: [Int: RowOrigin] = [:]
      for i in model.untold {
        for row in i * periods..<(i + 1) * periods {
          origins[row] = RowOrigin(derivation: [UInt64(i), mean[i].bitPattern])
        }
      }
      return origins
    }

    func omitting(_ rows: Set<Int>) -> any PreparedProjection {
      var other = self
      other.omitted = rows
      return other
    }

    func fill(_ block: inout PathBlock, draws: Range<UInt64>) throws {
      if let breaksAt, draws.contains(breaksAt) {
        throw Failure(description: "no solution at draw \(breaksAt)")
      }
      let k = mean.count
      let lanes = PathBlock.capacity
      let shocks = shocks(for: &block, draws: draws)
      block.reshape(quantities: k, periods: periods)
      block.lanes = draws.count
      block.isWeighted = tilt != nil
      for lane in 0..<draws.count {
        let draw = draws.lowerBound + UInt64(lane)
        for period in 0..<periods {
          for i in 0..<k {
            var x = mean[i]
            for j in 0...i { x += model.factor[i][j] * shocks.values[(period * k + j) * lanes + lane] }
            block.row(i, period: period)[lane] = omitted.contains(i * periods + period) ? .nan : x
          }
        }
        block.validity[lane] = invalidEvery.map { draw % $0 == 0 } ?? false ? 0 : 1
        if let validDraws, !validDraws.contains(draw) { block.validity[lane] = 0 }
        if model.undefinedEvery.map({ draw % $0 == 0 }) ?? false { block.row(0, period: 0)[lane] = .nan }
        if let tilt {
          block.logWeights[lane] = tilt.indices.reduce(0) { $0 + tilt[$1] * shocks.values[$1 * lanes + lane] }
        }
      }
    }

    private func shocks(for block: inout PathBlock, draws: Range<UInt64>) -> Shocks {
      if let kept = block.scratch as? Shocks, kept.draws == draws { return kept }
      let shocks = (block.scratch as? Shocks) ?? Shocks(count: mean.count * periods * PathBlock.capacity)
      shocks.draws = draws
      for row in 0..<mean.count * periods {
        for lane in 0..<draws.count {
          shocks.values[row * PathBlock.capacity + lane] = normal(
            seed: block.seed, draw: draws.lowerBound + UInt64(lane), shock: UInt64(row))
        }
      }
      block.scratch = shocks
      return shocks
    }
  }

  final class Shocks {
    var draws: Range<UInt64> = 0..<0
    var values: [Double]
    init(count: Int) { values = [Double](repeating: 0, count: count) }
  }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func mixed(_ x: UInt64) -> UInt64 {
  var z = x &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

/// A standard normal that depends on its three numbers only (Box and Muller 1958 on hashed uniforms).
func normal(seed: UInt64, draw: UInt64, shock: UInt64) -> Double {
  let a = mixed(mixed(mixed(seed) ^ draw) ^ (shock &* 2))
  let b = mixed(mixed(mixed(seed) ^ draw) ^ (shock &* 2 + 1))
  let u = (Double(a >> 11) + 0.5) * 0x1p-53
  let v = (Double(b >> 11) + 0.5) * 0x1p-53
  return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
}

func cholesky(_ a: [[Double]]) -> [[Double]] {
  var l = a.map { $0.map { _ in 0.0 } }
  for i in a.indices {
    for j in 0...i {
      var s = a[i][j]
      for k in 0..<j { s -= l[i][k] * l[j][k] }
      l[i][j] = i == j ? s.squareRoot() : s / l[j][j]
    }
  }
  return l
}
