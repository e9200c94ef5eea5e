import Datasets
import Scenarios
import TimeSeries

let anywhere = SourcePosition(file: "plan.yaml", line: 7, column: 5)
let year2020 = Horizon(Period.year(2020)...Period.year(2020))

func target(
  _ id: String, _ forms: [LinearForm], _ bound: Bound, group: String = "headline",
  kind: Target.Kind = .modelled, in period: Period = .year(2020)
) -> Target {
  Target(
    id: id, name: Bilingual(id), kind: kind, forms: forms, bound: bound, unit: .percent, period: period,
    group: group, at: anywhere)
}

func form(_ index: Int) -> LinearForm { LinearForm([.init(1, GaussianModel.growth(index))]) }

func scenario(_ id: String, shift: [Int: Double] = [:]) -> Scenario {
  Scenario(
    id: id, name: Bilingual(id),
    overrides: shift.sorted { $0.key < $1.key }.map {
      Override(.variable(GaussianModel.growth($0.key)), .add($0.value), at: anywhere)
    }, at: anywhere)
}

extension Estimate {
  func errors(from exact: Double) -> Double { (value - exact) / monteCarloError }
}
