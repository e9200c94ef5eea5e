import Datasets
import Scenarios
import TimeSeries

@testable import StructuralModels

/// Draws of a projection, read from its blocks.
struct ProjectedDraws {
  let quantities: [Quantity]
  let periods: [Period]
  /// By quantity, then period, one number a draw.
  private(set) var values: [[[Double]]]
  private(set) var validity: [Double] = []
  /// exp(log-weight − scale); ones where nothing is weighted.
  private(set) var weights: [Double] = []

  static let place = SourcePosition(file: "plan.yaml", line: 7, column: 5)

  init(
    _ projector: StructuralProjector, _ overrides: [Override] = [], conditions: [Condition] = [],
    over horizon: PeriodSpan, draws: Int, seed: UInt64 = 17
  ) throws {
    let scenario = Scenario(
      id: "test", name: Bilingual("test"), overrides: overrides, conditions: conditions, at: Self.place)
    let projection = try projector.prepare(scenario, over: Horizon(horizon))
    try self.init(projection, over: horizon, draws: draws, seed: seed)
  }

  init(_ projection: any PreparedProjection, over horizon: PeriodSpan, draws: Int, seed: UInt64) throws {
    quantities = projection.quantities
    periods = Array(horizon)
    values = quantities.map { _ in horizon.map { _ in [] } }
    var block = PathBlock(seed: seed)
    for start in stride(from: 0, to: draws, by: PathBlock.capacity) {
      let end = min(start + PathBlock.capacity, draws)
      try projection.fill(&block, draws: UInt64(start)..<UInt64(end))
      for q in quantities.indices {
        for t in periods.indices {
          values[q][t] += UnsafeBufferPointer(start: block.row(q, period: t), count: end - start)
        }
      }
      validity += UnsafeBufferPointer(start: block.validity, count: end - start)
      for lane in 0..<end - start {
        weights.append(
          block.isWeighted ? Scalar.exp(block.logWeights[lane] - projection.logWeightScale) : 1)
      }
    }
  }

  subscript(variable: String, measure: Measure, period: Period) -> [Double] {
    guard let q = quantities.firstIndex(of: Quantity(variable, measure)),
      let t = periods.firstIndex(of: period)
    else { return [] }
    return values[q][t]
  }

  /// Weighted mean and variance, and the effective number of draws (Kish 1965).
  func moments(_ variable: String, _ period: Period, as measure: Measure = .level) -> (
    mean: Double, variance: Double, size: Double
  ) {
    let x = self[variable, measure, period]
    let whole = weights.reduce(0, +)
    let mean = zip(x, weights).reduce(0) { $0 + $1.0 * $1.1 } / whole
    let squares = zip(x, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
    let second = weights.reduce(0) { $0 + $1 * $1 }
    return (mean, squares / whole, whole * whole / second)
  }
}

extension StructuralProjector {
  /// Klein's model estimated on 1921–1941, the rest carried on to 1944.
  static func klein(_ uncertainty: ModelUncertainty = ModelUncertainty()) throws -> StructuralProjector {
    let model = try Repository.model("klein")
    let data = try Repository.kleinForecastData()
    return try StructuralProjector(
      model, data: data, fit: ModelEstimation().fit(model, to: data), uncertainty: uncertainty)
  }

  static var certain: ModelUncertainty { ModelUncertainty(disturbances: .none) }
}
