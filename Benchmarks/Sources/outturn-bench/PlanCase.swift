@_spi(Compiled) import GrowthModels
import Probability
import Scenarios

/// The shipped plan with its model estimated and its scenarios prepared, so that what is timed is the simulation.
struct PlanCase {
  let plan: Plan
  let prepared: PreparedScenarios
  /// Seconds of the processor for reading, estimating and preparing.
  let preparation: (reading: Double, estimating: Double, preparing: Double)

  init(path: String) throws {
    var read: Plan?
    var estimated: GrowthModel?
    var prepared: PreparedScenarios?
    let reading = try Timing.of { read = try Plan.load(path) }
    guard let plan = read else { throw BenchmarkError.missing("a plan") }
    let estimating = try Timing.of { estimated = try GrowthModel(plan) }
    guard let model = estimated else { throw BenchmarkError.missing("a model") }
    let preparing = try Timing.of { prepared = try PreparedScenarios(of: plan, in: model) }
    guard let prepared else { throw BenchmarkError.missing("scenarios") }
    self.plan = plan
    self.prepared = prepared
    preparation = (reading.processor, estimating.processor, preparing.processor)
  }

  func batch(draws: Int, threads: Int) -> ScenarioBatch {
    ScenarioBatch(plan: plan, projector: prepared, draws: draws, threads: threads)
  }

  func compiled() throws -> [CompiledScenario] {
    try plan.scenarios.map { scenario in
      guard let projection = prepared.projections[scenario.id], let compiled = CompiledScenario(projection)
      else {
        throw BenchmarkError.missing("the compiled program of \(scenario.id)")
      }
      return compiled
    }
  }
}

/// A projector whose scenarios were bound beforehand.
struct PreparedScenarios: Projector {
  let variables: [Variable]
  let parameters: [ParameterRecord]
  let projections: [String: any PreparedProjection]

  init(of plan: Plan, in model: GrowthModel) throws {
    variables = model.variables
    parameters = model.parameters
    var projections: [String: any PreparedProjection] = [:]
    for scenario in plan.scenarios {
      projections[scenario.id] = try model.prepare(scenario, over: plan.horizon)
    }
    self.projections = projections
  }

  func prepare(_ scenario: Scenario, over horizon: Horizon) throws -> any PreparedProjection {
    guard let projection = projections[scenario.id] else { throw BenchmarkError.missing(scenario.id) }
    return projection
  }
}
