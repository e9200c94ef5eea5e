import Probability
import Scenarios
import TimeSeries

/// A scenario compiled: what is drawn for it, where it goes in the frame, and where its rows come from.
struct ScenarioBinding: Sendable {
  /// A subject of the draws: the column it is added to, and its factor in every period; zero where its equation gave way.
  struct Subject: Sendable {
    let column: Int
    let scale: [Double]
  }

  /// The value a variable is imposed at, where it has a spread: mean + sd·z in the periods that have a row of random numbers.
  struct Target: Sendable {
    let column: Int
    let means: [Double]
    let deviations: [Double]
    let rows: [Int?]
  }

  /// A path given from outside with a spread.
  struct Given: Sendable {
    let column: Int
    let path: GivenPath
    let rows: [Int?]
  }

  /// A parameter that differs between draws: drawn with the others or about a mean of the scenario's own, then changed.
  struct Parameter: Sendable {
    let index: Int
    /// Its place among the parameters of the layout.
    let drawn: Int?
    let mean: Double
    let deviation: Double
    let row: Int?
    let scale: Double
    let addition: Double
  }

  /// A quantity of the block.
  struct Output: Sendable {
    let column: Int
    let measure: Measure
    /// Levels of the year before the horizon, oldest first; empty for a level.
    let past: [Double]
  }

  let identity: DrawIdentity
  let layout: DrawLayout
  let lanes: LaneSimulation
  let periods: Int
  let subjects: [Subject]
  let targets: [Target]
  let given: [Given]
  let parameters: [Parameter]
  /// Normals of the scenario's own.
  let ownRandom: [RandomRow]
  let quantities: [Quantity]
  let outputs: [Output]
  let imposed: [ImposedPath]

  init(
    _ projector: StructuralProjector, _ layout: DrawLayout, _ lanes: LaneSimulation,
    _ rewriting: EquationRewriting, _ given: [GivenPath], _ assumptions: StructuralAssumptions,
    periods: [Period]
  ) {
    identity = projector.identity
    self.layout = layout
    self.lanes = lanes
    self.periods = periods.count
    let model = projector.model
    let names = (model.variables + model.exogenous).map(\.name)
    subjects = layout.subjects.compactMap { subject in
      switch subject {
      case .equation(let name):
        guard let column = lanes.addFactorColumn(ofEquation: name),
          let number = model.index(ofEquation: name)
        else { return nil }
        let variable = model.equations[number].variable
        let isOwn = model.behavioralEquation(of: variable) == number
        let silent = isOwn ? rewriting.imposed(variable) : periods.map { _ in false }
        return Subject(
          column: column,
          scale: periods.indices.map { silent[$0] ? 0 : assumptions.volatility(of: variable, $0) })
      case .shock(let name):
        guard let column = lanes.column(of: name) else { return nil }
        return Subject(
          column: column, scale: periods.indices.map { assumptions.volatility(of: nil, $0) })
      }
    }
    var random = OwnRandom()
    targets = rewriting.uncertainTargets(assumptions).compactMap { column, deviations in
      guard let place = lanes.column(of: column.name), let number = names.firstIndex(of: column.variable)
      else { return nil }
      return Target(
        column: place, means: rewriting.values[column] ?? [], deviations: deviations,
        rows: random.rows(deviations, number: number))
    }
    self.given = given.filter { !$0.isCertain }.compactMap { path in
      guard let place = lanes.column(of: path.variable), let number = names.firstIndex(of: path.variable)
      else { return nil }
      return Given(
        column: place, path: path, rows: random.rows(path.steps.map(\.deviation), number: number))
    }
    let values = projector.solver.parameters
    parameters = model.parameters.enumerated().compactMap { index, parameter in
      let change = assumptions.parameters[parameter.name]
      let drawn = change?.value == nil ? layout.parameters.firstIndex(of: parameter.name) : nil
      let deviation = change?.value?.deviation ?? 0
      guard lanes.inputs.parameters.contains(parameter.name) else { return nil }
      let row = deviation > 0 ? random.row(period: 0, number: names.count + index) : nil
      return Parameter(
        index: index, drawn: drawn, mean: change?.value?.mean ?? values[parameter.name] ?? 0,
        deviation: deviation, row: row, scale: change?.scale ?? 1, addition: change?.add ?? 0)
    }
    ownRandom = random.all
    let quantities = projector.quantities
    self.quantities = quantities
    outputs = quantities.compactMap { quantity in
      lanes.column(of: quantity.variable).map { column in
        let series = projector.data[quantity.variable]
        let past = (1...projector.yearBack).reversed().map { back in
          series?[periods[0].advanced(by: -back)] ?? .nan
        }
        return Output(
          column: column, measure: quantity.measure, past: quantity.measure == .growth ? past : [])
      }
    }
    imposed = names.flatMap { variable in
      periods.indices.compactMap { t in
        assumptions.changes[variable]?[t]?.imposed.map { imposed in
          ImposedPath(
            quantity: Quantity(variable, imposed.measure), period: periods[t], manner: .held,
            mean: imposed.value, standardDeviation: imposed.deviation)
        }
      }
    }
  }

  /// Writes what was drawn into a frame that was loaded.
  func disturb(_ frame: inout LaneFrame, _ drawn: DrawnRows, _ own: RandomBlock) {
    let lanes = frame.lanes
    for (place, subject) in subjects.enumerated() {
      for period in 0..<periods where subject.scale[period] != 0 {
        let (row, number) = (frame.row(subject.column, period: period), drawn.subject(place, period: period))
        let scale = subject.scale[period]
        for lane in 0..<lanes { row[lane] += scale * number[lane] }
      }
    }
    for target in targets {
      for period in 0..<periods {
        guard let random = target.rows[period] else { continue }
        let row = frame.row(target.column, period: period)
        let (mean, deviation) = (target.means[period], target.deviations[period])
        own.withRow(random) { z in for lane in 0..<lanes { row[lane] = mean + deviation * z[lane] } }
      }
    }
    for given in given { write(given, into: &frame, own) }
    for parameter in parameters { write(parameter, into: &frame, drawn, own) }
  }

  private func write(_ given: Given, into frame: inout LaneFrame, _ own: RandomBlock) {
    let back = given.path.past.count
    for period in 0..<periods {
      let step = given.path.steps[period]
      let row = frame.row(given.column, period: period)
      let before = period < back ? nil : frame.row(given.column, period: period - back)
      let past = period < back ? given.path.past[period] : 0
      func fill(_ z: (Int) -> Double) {
        for lane in 0..<frame.lanes {
          row[lane] = step.value(before: before?[lane] ?? past, z: z(lane))
        }
      }
      guard let random = given.rows[period] else {
        fill { _ in 0 }
        continue
      }
      own.withRow(random) { z in fill { z[$0] } }
    }
  }

  private func write(
    _ parameter: Parameter, into frame: inout LaneFrame, _ drawn: DrawnRows, _ own: RandomBlock
  ) {
    let row = frame.parameter(parameter.index)
    let (scale, addition) = (parameter.scale, parameter.addition)
    if let place = parameter.drawn {
      let number = drawn.parameter(place, of: layout)
      for lane in 0..<frame.lanes { row[lane] = number[lane] * scale + addition }
    } else if let random = parameter.row {
      own.withRow(random) { z in
        for lane in 0..<frame.lanes {
          row[lane] = (parameter.mean + parameter.deviation * z[lane]) * scale + addition
        }
      }
    } else {
      let value = parameter.mean * scale + addition
      for lane in 0..<frame.lanes { row[lane] = value }
    }
  }
}

/// Numbers the normals of a scenario's own: by the variable's or parameter's place in the model, whatever else the scenario says.
private struct OwnRandom {
  private(set) var all: [RandomRow] = []

  private static let first = 1 << 18

  mutating func row(period: Int, number: Int) -> Int {
    all.append(RandomRow(period: UInt32(period), shock: UInt32(Self.first + number)))
    return all.count - 1
  }

  mutating func rows(_ deviations: [Double], number: Int) -> [Int?] {
    deviations.enumerated().map { t, deviation in
      deviation > 0 ? row(period: t + 1, number: number) : nil
    }
  }
}
