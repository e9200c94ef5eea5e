// Employment of the United States, 1947–1962 (Longley 1967), by a formula: robust errors, a test of the errors, a test of coefficients.
import Outturn

var problems = Diagnostics()
guard let file = DelimitedText.read(path: "datasets/classic/statsmodels_longley.csv", into: &problems) else {
  throw problems
}
let table = try DataTable(
  ["TOTEMP", "GNP", "UNEMP", "ARMED", "YEAR"].map { name in
    DataTable.Column(name, .numbers(file.rows.map { $0.number(name, &problems) }))
  })
let frame = try Formula("log(TOTEMP) ~ log(GNP) + UNEMP + ARMED + YEAR").frame(table)
let fit = try LeastSquares(covariance: .hc3).fit(
  frame.y, on: frame.regressors.matrix, names: frame.regressors.names)

for (name, (estimate, error)) in zip(fit.names, zip(fit.coefficients, fit.standardErrors)) {
  print(
    name.padded(to: 12), Figures.significant(estimate, digits: 5), "±", Figures.significant(error, digits: 2))
}
let tests: [any HypothesisTest] = [
  try BreuschPagan(fit), try WaldTest(fit, LinearHypothesis(zero: "UNEMP", "ARMED")),
]
for test in tests {
  guard let p = test.pValue else { continue }
  let chance = p < 0.0001 ? "p < 0.0001" : "p = " + Figures.fixed(p, decimals: 4)
  print("\(type(of: test).name): \(test.null); \(chance)")
}
