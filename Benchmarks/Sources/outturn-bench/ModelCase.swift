import Foundation
import Outturn

/// A model, what is simulated, and the same for peers/model.py.
struct ModelCase {
  let name: String
  let solver: ModelSolver
  let simulation: Simulation
  let data: ModelData

  /// Klein's Model I, estimated by least squares, with a normal disturbance of one billion dollars in each behavioral equation.
  static func klein() throws -> ModelCase {
    var text = try String(contentsOf: Repository.root.appending(path: "Models/klein.model"), encoding: .utf8)
    for name in ["cn", "i", "w1"] {
      text = text.replacingOccurrences(of: "behavioral \(name) = ", with: "behavioral \(name) = e_\(name) + ")
      text += "\nshock e_\(name) ~ normal(0, 1)"
    }
    let model = try Model(ModelText(text))
    let data = try kleinData()
    let fit = try ModelEstimation().fit(model, to: data)
    return ModelCase(
      name: "klein", solver: try ModelSolver(model, parameters: fit.parameters),
      simulation: Simulation(.forecast, over: Period.year(1938)...Period.year(1941)), data: data)
  }

  static func generated() throws -> ModelCase {
    ModelCase(
      name: "generated", solver: try ModelSolver(Model(ModelText(GeneratedModel.text))),
      simulation: Simulation(.forecast, over: GeneratedModel.span), data: GeneratedModel.data)
  }

  /// The model as it ships, and its data.
  static func kleinModel() throws -> (model: Model, data: ModelData) {
    let text = try String(contentsOf: Repository.root.appending(path: "Models/klein.model"), encoding: .utf8)
    return (try Model(ModelText(text)), try kleinData())
  }

  private static func kleinData() throws -> ModelData {
    let file = Repository.root.appending(path: "datasets/klein/klein.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let rows = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    var series: [String: Series] = [:]
    let first = rows.count > 1 ? Int(rows[1][0]) ?? 0 : 0
    for (column, name) in (rows.first ?? []).enumerated().dropFirst() {
      series[name] = Series(
        start: .year(first), values: rows.dropFirst().map { Double($0[column]) }, unit: .index,
        basis: .real(base: .year(1934)))
    }
    return ModelData(series)
  }

  /// Many paths of the model; those of `variables` are summarised.
  func paths(_ draws: Int, variables: [String]? = nil, threads: Int = 1) throws -> StochasticPaths {
    let stochastic = StochasticSimulation(
      draws: draws, seed: 7, disturbances: .none, quantiles: [], variables: variables, threads: threads)
    return try stochastic.run(solver, simulation, from: data)
  }

  // MARK: For the peer

  private struct Statement: Encodable {
    var left: String
    var right: String
  }

  private struct Block: Encodable {
    var variables: [String]
    var equations: [Statement]
    var isRecursive: Bool
  }

  private struct Description: Encodable {
    var periods: Int
    var lags: Int
    var parameters: [String: Double]
    var shocks: [String: Double]
    /// Values from `lags` periods before the first solved one on; null where there are none.
    var series: [String: [Double?]]
    var blocks: [Block]
  }

  /// Writes the model for the peer: expanded equations in the order of solution, parameters, data.
  func write(to file: URL, lags: Int = 1) throws {
    let model = solver.model
    let start = simulation.span.lowerBound
    let span = start.advanced(by: -lags)...simulation.span.upperBound
    let blocks = solver.order.blocks.map { block in
      Block(
        variables: block.variables.map { model.variables[$0].name },
        equations: block.equations.map { number in
          let sides = model.equations[number].sides
          return Statement(
            left: block.isRecursive ? model.equations[number].left.description : sides.left.description,
            right: sides.right.description)
        }, isRecursive: block.isRecursive)
    }
    var series: [String: [Double?]] = [:]
    for name in (model.variables + model.exogenous).map(\.name) {
      series[name] = span.map { data[name]?[$0] }
    }
    var shocks: [String: Double] = [:]
    for shock in model.shocks {
      if case .normal(_, let sd)? = shock.distribution { shocks[shock.name] = sd }
    }
    let description = Description(
      periods: simulation.span.count, lags: lags, parameters: solver.parameters, shocks: shocks,
      series: series,
      blocks: blocks)
    try JSONEncoder().encode(description).write(to: file)
  }
}
