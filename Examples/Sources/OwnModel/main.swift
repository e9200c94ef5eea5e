// Any model can be judged: it fills blocks of draws, the rest is the same for all.
import Outturn

/// Growth of one variable, normal and independent from year to year.
struct NormalGrowth: Projector, PreparedProjection {
  let mean: Double
  let standardDeviation: Double
  let variables = [
    Variable(
      id: "gdp", name: Bilingual(en: "GDP", zh: "地区生产总值"), unit: .hundredMillionYuan, priceBasis: .nominal,
      measures: [.growth])
  ]
  let parameters: [ParameterRecord] = []
  let quantities = [Quantity("gdp", .growth)]
  let imposed: [ImposedPath] = []
  let plausibility: Plausibility? = nil
  let logWeightScale = 0.0

  func prepare(_ scenario: Scenario, over horizon: Horizon) throws -> any PreparedProjection { self }

  func fill(_ block: inout PathBlock, draws: Range<UInt64>) throws {
    block.reshape(quantities: 1, periods: 1)
    block.lanes = draws.count
    let row = block.row(0, period: 0)
    let random = RandomBlock()
    random.fill(seed: block.seed, draws: draws, rows: [RandomRow(period: 1, shock: 0)])
    for lane in 0..<draws.count {
      row[lane] = mean + standardDeviation * random[row: 0, lane: lane]
      block.validity[lane] = 1
    }
  }
}

let text = """
  outturn: 1
  region: Anywhere
  horizon: 2020
  targets:
    - {id: growth, variable: gdp, at_least: 7.6 %}
  scenarios:
    - {id: baseline, name: Baseline}
  """
let plan = try Plan.read(text, file: "plan.yaml")
let verdict = try plan.judge(using: NormalGrowth(mean: 7, standardDeviation: 1.5)).scenarios[0].verdicts[0]
let exact = try Normal(mean: 7, standardDeviation: 1.5).survival(7.6)
print("simulated \(verdict.probability.value) ± \(verdict.probability.monteCarloError), exact \(exact)")
