import Scenarios
import TimeSeries

/// The path of a variable given from outside, under a scenario: period by period a level of its own, or growth on the year before.
struct GivenPath: Sendable {
  /// value = (level + sd·z, or the year before × (1 + (growth + sd·z)/100)) × scale + addition
  struct Step: Sendable {
    var measure = Measure.level
    var value = Double.nan
    var deviation = 0.0
    var scale = 1.0
    var addition = 0.0
  }

  let variable: String
  let steps: [Step]
  /// Values of the year before the horizon, oldest first.
  let past: [Double]

  /// Whether it is the same in every draw.
  var isCertain: Bool { steps.allSatisfy { $0.deviation == 0 } }

  /// The path as data have it, changed as a scenario says. Growth is added to what the data have.
  init(
    _ variable: String, _ data: Series?, _ changes: [Int: StructuralAssumptions.Change], periods: [Period],
    yearBack: Int
  ) {
    self.variable = variable
    past = (1...yearBack).reversed().map { data?[periods[0].advanced(by: -$0)] ?? .nan }
    steps = periods.indices.map { t in
      let given = data?[periods[t]] ?? .nan
      var step = Step(value: given)
      guard let change = changes[t] else { return step }
      if let imposed = change.imposed {
        step.measure = imposed.measure
        step.value = imposed.value
        step.deviation = imposed.deviation
      }
      step.scale = change.scale
      for (measure, amount) in change.additions {
        guard measure == .growth else {
          step.addition += amount
          continue
        }
        if step.measure == .level {
          let before = data?[periods[t].advanced(by: -yearBack)] ?? .nan
          step.value = 100 * (step.value / before - 1)
          step.deviation *= 100 / before
          step.measure = .growth
        }
        step.value += amount
      }
      return step
    }
  }

  /// Values without chance.
  var values: [Double] {
    var path = past
    for step in steps { path.append(step.value(before: path[path.count - past.count], z: 0)) }
    return Array(path.dropFirst(past.count))
  }
}

extension GivenPath.Step {
  func value(before: Double, z: Double) -> Double {
    let drawn = value + deviation * z
    let base = measure == .level ? drawn : before * (1 + drawn / 100)
    return base * scale + addition
  }
}
