// What 7.6 % growth asks of investment. The capital-output ratio decides and is never known well, so the answer is a table.
import Outturn

let table = try InvestmentRequirement(
  target: 0.076, function: ProductionFunction(capitalElasticity: 0.5),
  inventory: PerpetualInventory(depreciation: 0.096), productivity: 0.02, labour: 0.005,
  investmentShare: 0.605 * 370 / 520, capitalOutputRatios: [1.5, 2, 2.5, 3, 3.57])

func percent(_ fraction: Double) -> String { Figures.fixed(100 * fraction, decimals: 1) + "%" }

for row in table.rows {
  let ratio = Figures.fixed(row.capitalOutputRatio, decimals: 2)
  print(
    "K/Y \(ratio): invest \(percent(row.requiredShare)) of GDP; at today's \(percent(0.605 * 370 / 520)) it grows \(percent(row.growth))"
  )
}
