import Datasets
import Scenarios
import TimeSeries

/// A condition found to make sense: its year of the horizon, and the part of the year that has elapsed.
struct ConditionSlot {
  let condition: Condition
  let year: Int
  /// w, weight of the elapsed part of the year; nil for the whole year.
  let elapsed: Double?

  var imposedPath: ImposedPath {
    ImposedPath(
      quantity: condition.quantity, period: condition.period,
      manner: condition.isHard ? .conditionedHard : .conditionedDensity, mean: condition.mean,
      standardDeviation: condition.standardDeviation)
  }

  /// All conditions of a scenario that can be used; the others are told in `problems`.
  static func all(
    of scenario: Scenario, in model: GrowthModel, _ years: [Period], _ assumptions: Assumptions,
    problems: inout Diagnostics
  ) -> [ConditionSlot] {
    var slots: [ConditionSlot] = []
    for condition in scenario.conditions {
      let place = condition.position
      guard model.check(condition.quantity, at: place, &problems) else { continue }
      let year = condition.period.containing(.annual)
      guard let t = years.firstIndex(of: year) else {
        problems.append(.outsideHorizon(condition.period, years, at: place))
        continue
      }
      let id = condition.quantity.variable
      if let held = assumptions.adjustment(id, t).imposed {
        problems.append(.imposedTwice(id, earlier: held.source.position, at: place))
        continue
      }
      let isPart = condition.period.frequency != .annual
      let same = slots.first {
        $0.condition.quantity.variable == id && $0.year == t && ($0.elapsed != nil) == isPart
      }
      if let same {
        problems.append(.imposedTwice(id, earlier: same.condition.position, at: place))
        continue
      }
      guard isPart else {
        slots.append(ConditionSlot(condition: condition, year: t, elapsed: nil))
        continue
      }
      guard condition.quantity.measure == .growth, model.given.equation(id) != nil else {
        problems.append(.noElapsedPart(id, at: place))
        continue
      }
      guard let weight = model.settings.elapsedWeights[condition.period] else {
        let known = model.settings.elapsedWeights.keys.sorted().map(\.description)
        problems.append(.noElapsedWeight(condition.period, known: known, at: place))
        continue
      }
      let other = slots.first { $0.year == t && $0.elapsed != nil && $0.condition.period != condition.period }
      if let other {
        problems.append(.twoElapsedParts(condition.period, other.condition, at: place))
        continue
      }
      slots.append(ConditionSlot(condition: condition, year: t, elapsed: weight))
    }
    return slots
  }
}
