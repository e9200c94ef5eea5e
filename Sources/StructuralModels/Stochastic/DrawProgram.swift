import Probability

/// Collects random rows and what becomes of them.
struct DrawProgram {
  /// Numbers of declared shocks begin here, so that equations do not move them.
  static let declared = 1 << 16
  /// The factor all disturbances of a period share.
  static let common = 1 << 17

  private let graph = LaneGraph()
  private(set) var rows: [RandomRow] = []
  private(set) var outputs: [LaneValue] = []

  func compiled() -> LaneProgram { graph.compile(outputs: outputs) }

  private mutating func random(period: Int, shock: Int, _ kind: RandomRow.Kind) -> LaneValue {
    rows.append(RandomRow(period: UInt32(period), shock: UInt32(shock), kind: kind))
    return graph.input(row: rows.count - 1)
  }

  /// A uniform row that is read as it is.
  mutating func chooseUniform(shock: Int) { _ = random(period: 1, shock: shock, .uniform) }

  /// u = s·L z: normal disturbances, over a common factor s of Student's t.
  mutating func disturb(
    _ model: Model, _ disturbances: Disturbances, _ names: [String], _ history: DisturbanceHistory
  ) {
    let z = names.map { name in
      random(period: 1, shock: model.index(ofEquation: name) ?? 0, .normal)
    }
    if case .independent = disturbances {
      outputs += zip(history.standardErrors, z).map { $0.settled * $1 }
      return
    }
    let factor = SettledFactor(history.covariance).rows
    let u = factor.map { row in
      graph.linearCombination(zip(row, z).filter { $0.0 != 0 }.map { ($0, $1) })
    }
    guard case .student(let ν) = disturbances else {
      outputs += u
      return
    }
    let scale = ((ν - 2) / ν).squareRoot()
    let s = scale * random(period: 1, shock: Self.common, .studentScale(degreesOfFreedom: ν))
    outputs += u.map { s * $0 }
  }

  /// A value of a declared distribution.
  mutating func draw(_ distribution: ModelDistribution, period: Int, shock: Int) {
    switch distribution {
    case .normal(let mean, let sd): outputs.append(mean + sd * random(period: period, shock: shock, .normal))
    case .student(let mean, let scale, let ν):
      let t = random(period: period, shock: shock, .studentT(degreesOfFreedom: ν))
      outputs.append(mean + scale * t)
    case .uniform(let lower, let upper):
      outputs.append(lower + (upper - lower) * random(period: period, shock: shock, .uniform))
    case .lognormal(let m, let s):
      outputs.append((m + s * random(period: period, shock: shock, .normal)).exp())
    }
  }

  /// Rows of the parameters that are uncertain, and their names: β̂ + L z for each equation's estimates, priors as declared.
  mutating func drawParameters(of model: Model, _ fit: ModelEstimation.Fit?) -> [String] {
    let number = Dictionary(uniqueKeysWithValues: model.parameters.enumerated().map { ($1.name, $0) })
    var names: [String] = []
    for equation in fit?.equations ?? [] {
      let count = equation.names.count
      let covariance = (0..<count).map { i in (0..<count).map { equation.covariance[i, $0] } }
      let factor = SettledFactor(covariance).rows
      let z = equation.names.map { random(period: 0, shock: number[$0] ?? 0, .normal) }
      for (i, name) in equation.names.enumerated() {
        let terms = zip(factor[i], z).filter { $0.0 != 0 }.map { ($0, $1) }
        let mean = graph.constant(equation.coefficients[i].settled)
        names.append(name)
        outputs.append(graph.linearCombination(terms, plus: mean))
      }
    }
    for (place, parameter) in model.parameters.enumerated() where !names.contains(parameter.name) {
      guard let prior = parameter.prior else { continue }
      names.append(parameter.name)
      draw(prior, period: 0, shock: place)
    }
    return names
  }
}
