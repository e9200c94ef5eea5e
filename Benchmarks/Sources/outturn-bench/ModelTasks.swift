import Foundation
import Outturn

/// Equation models: many paths at once beside numpy, the second thread, compiling and solving.
struct ModelTasks {
  let pairs: Int

  struct PeerRun: Decodable {
    var seconds: Double
    var means: [Double]
    var deviations: [Double]
    /// The path with nothing drawn, in the last period.
    var undrawn: [Double]
    var numpy: String
  }

  func run() throws -> [Measurement] {
    let generated = try ModelCase.generated()
    return [
      try paths(
        ModelCase.klein(), "Klein I: 10,000 paths of four years", draws: 10_000, variables: ["cn", "i", "k"],
        goal: 0.02),
      try paths(
        generated, "300 equations: 1,000 paths of 24 quarters", draws: 1000,
        variables: ["v0", "v77", "v299"],
        goal: 1),
      try secondThread(generated), try compiling(), try solving(generated), try lookingAhead(),
      try estimating(),
    ]
  }

  /// Set-up, the path with nothing drawn, random numbers, means and standard deviations included on our side; the peer's preparation
  /// is not.
  private func paths(_ model: ModelCase, _ task: String, draws: Int, variables: [String], goal: Double) throws
    -> Measurement
  {
    let file = FileManager.default.temporaryDirectory.appending(path: "outturn-\(model.name).json")
    try model.write(to: file)
    let peer = try Peer("model.py", arguments: [file.path] + variables)
    let command = "run \(draws)"
    let theirs: PeerRun = try peer.ask(command)
    try compare(model, theirs, task, draws: draws, variables)
    var (our, their): ([Double], [Double]) = ([], [])
    for _ in 0..<pairs {
      our.append(try Timing.of { _ = try model.paths(draws) }.processor)
      their.append(try peer.ask(command, PeerRun.self).seconds)
    }
    let ours = our.median
    return Measurement(
      task, ours: ours, peer: their.median, peerName: "numpy \(theirs.numpy), draws side by side",
      goal: "≤ \(goal) s", reached: { _ in ours <= goal })
  }

  /// Paths with nothing drawn to ten digits; means and standard deviations within five combined Monte-Carlo errors.
  private func compare(
    _ model: ModelCase, _ theirs: PeerRun, _ task: String, draws: Int, _ variables: [String]
  ) throws {
    let paths = try model.paths(draws)
    guard paths.failures.total == 0 else {
      throw BenchmarkError.disagreement(task: task, what: "\(paths.failures.total) draws failed")
    }
    let last = model.simulation.span.upperBound
    for (i, name) in variables.enumerated() {
      guard let path = paths[name], let mean = path.mean[last], let deviation = path.standardDeviation[last],
        let undrawn = path.deterministic[last], abs(undrawn - theirs.undrawn[i]) <= 1e-10 * abs(undrawn)
      else {
        throw BenchmarkError.disagreement(
          task: task, what: "\(name) with nothing drawn is \(theirs.undrawn[i])")
      }
      let error = deviation * (2 / Double(draws)).squareRoot()
      guard abs(mean - theirs.means[i]) < 5 * error, abs(deviation - theirs.deviations[i]) < 5 * error else {
        throw BenchmarkError.disagreement(
          task: task,
          what: "\(name): \(mean) ± \(deviation), and \(theirs.means[i]) ± \(theirs.deviations[i])")
      }
    }
  }

  /// Wall time in pairs, of which the one with the median ratio is told; both must give the same bytes.
  private func secondThread(_ model: ModelCase) throws -> Measurement {
    let (draws, variables) = (5000, ["v0", "v299"])
    let single = try model.paths(draws, variables: variables)
    let double = try model.paths(draws, variables: variables, threads: 2)
    guard variables.allSatisfy({ single[$0] == double[$0] }) else {
      throw BenchmarkError.disagreement(task: "paths", what: "one and two threads give different numbers")
    }
    let runs = try (0..<pairs).map { _ in
      (
        one: try Timing.of { _ = try model.paths(draws, variables: variables) }.wall,
        two: try Timing.of { _ = try model.paths(draws, variables: variables, threads: 2) }.wall
      )
    }
    let middle = runs.sorted { $0.one / $0.two < $1.one / $1.two }[runs.count / 2]
    return Measurement(
      "300 equations: 5,000 paths with two threads, wall time", ours: middle.two, peer: middle.one,
      peerName: "one thread", limit: middle.one / 2, goal: "ratio ≥ 1.8 (1.7 on a busy machine)",
      reached: { $0 >= 1.7 })
  }

  private func compiling() throws -> Measurement {
    let text = GeneratedModel.text
    let ours = try processorTime(repetitions: 3 * pairs) { _ = try ModelSolver(Model(ModelText(text))) }
    return Measurement(
      "300 equations: read, order, compile", ours: ours, goal: "< 50 ms", reached: { _ in ours < 0.05 })
  }

  private func solving(_ model: ModelCase) throws -> Measurement {
    let ours = try processorTime(repetitions: 3 * pairs) {
      _ = try model.solver.simulate(model.simulation, from: model.data)
    }
    return Measurement(
      "300 equations: one path of 24 quarters", ours: ours, goal: "< 20 ms", reached: { _ in ours < 0.02 })
  }

  /// All 240 quarters as one system, from a flat start; every equation holds to the solver's tolerance or there is an error.
  private func lookingAhead() throws -> Measurement {
    let start = GeneratedModel.span.lowerBound
    let simulation = Simulation(.forecast, over: start...start.advanced(by: 239))
    let solver = try ModelSolver(Model(ModelText(GeneratedModel.text(looksAhead: true))))
    let data = GeneratedModel.data(periods: 240)
    let ours = try processorTime(repetitions: pairs) { _ = try solver.simulate(simulation, from: data) }
    return Measurement(
      "300 equations that look ahead: 240 quarters stacked", ours: ours, goal: "< 5 s",
      reached: { _ in ours < 5 })
  }

  private func estimating() throws -> Measurement {
    let (model, data) = try ModelCase.kleinModel()
    let ours = try processorTime(repetitions: 9 * pairs) { _ = try ModelEstimation().fit(model, to: data) }
    return Measurement(
      "Klein I: three equations by least squares", ours: ours, goal: "≤ 1 ms", reached: { _ in ours <= 0.001 }
    )
  }
}
