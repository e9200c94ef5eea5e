import Datasets
import Scenarios
import TimeSeries

/// Scenarios of a plan, bound to its model before anything is computed: names found, conditions compatible, horizon within
/// reach. A batch takes them as they are.
struct BoundScenarios: Projector {
  let plan: Plan
  let scenarios: [Scenario]
  private let model: any Projector
  private let projections: [Scenario: any PreparedProjection]

  /// - Throws: `Diagnostics` with everything that keeps one of them from being computed. What keeps all of them, such as a
  ///   horizon too long, is told once.
  init(_ scenarios: [Scenario], of plan: Plan, to model: any Projector) throws(Diagnostics) {
    self.plan = plan
    self.scenarios = scenarios
    self.model = model
    var projections: [Scenario: any PreparedProjection] = [:]
    var problems = Diagnostics()
    for scenario in scenarios {
      do {
        projections[scenario] = try model.prepare(scenario, over: plan.horizon)
      } catch {
        try Self.checkHorizon(of: plan, model)
        problems.append(contentsOf: Self.problems(error, of: scenario, in: plan))
      }
    }
    try problems.throwIfErrors()
    self.projections = projections
  }

  var variables: [Variable] { model.variables }
  var parameters: [ParameterRecord] { model.parameters }

  func prepare(_ scenario: Scenario, over horizon: Horizon) throws -> any PreparedProjection {
    if horizon == plan.horizon, let projection = projections[scenario] { return projection }
    return try model.prepare(scenario, over: horizon)
  }

  /// Throws what fails without any assumption, at the plan's horizon: nothing else is left to be wrong.
  private static func checkHorizon(of plan: Plan, _ model: any Projector) throws(Diagnostics) {
    let settings = plan.scenarios.first.flatMap { plan.resolved(scenario: $0.id) } ?? []
    let place =
      settings.first { $0.key == "horizon" || $0.key.hasPrefix("horizon.") }?.position
      ?? .wholeFile(plan.text.file)
    let empty = Scenario(id: "", name: Bilingual(""), at: place)
    do {
      _ = try model.prepare(empty, over: plan.horizon)
    } catch {
      throw problems(error, of: empty, in: plan)
    }
  }

  /// With the lines of the plan they concern; an error of another kind stands where the scenario begins.
  private static func problems(_ error: any Error, of scenario: Scenario, in plan: Plan) -> Diagnostics {
    guard let found = error as? Diagnostics else {
      return Diagnostics([
        plan.text.diagnostic(Bilingual(String(describing: error)), at: scenario.position)
      ])
    }
    return Diagnostics(
      found.items.map { item in
        var item = item
        if item.sourceLine == nil { item.sourceLine = item.position.flatMap { plan.text.line(at: $0) } }
        return item
      })
  }
}
