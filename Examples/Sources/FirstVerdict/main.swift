import Outturn

let plan = try Plan.load("datasets/caidian-2020/plan.yaml")
let result = try plan.judge(using: GrowthModel(plan))

for scenario in result.scenarios {
  guard let gdp = scenario.verdicts.first?.probability, let all = scenario.joint else { continue }
  let chance = Figures.fixed(100 * gdp.value, decimals: 1).padded(to: 5, alignment: .right)
  let together = Figures.fixed(100 * all.value, decimals: 2).padded(to: 5, alignment: .right)
  print("\(scenario.name.en.padded(to: 26)) GDP +7.6%: \(chance)%   every headline target: \(together)%")
}
