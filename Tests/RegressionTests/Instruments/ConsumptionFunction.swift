import LinearAlgebra
import Regression
import Testing

/// US consumption 1959Q2–2009Q3, as in Tests/References/linearmodels/instruments.py.
struct ConsumptionFunction {
  let consumption: [Double]
  let years: [Int]
  private let columns: [String: [Double]]

  init() throws {
    let text = try Repository.text("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
    let lines = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
    let header = lines[0].map { $0.replacing("\"", with: "") }
    func column(_ name: String) throws -> [Double] {
      let place = try #require(header.firstIndex(of: name))
      return lines.dropFirst().compactMap { Double($0[place]) }
    }
    func scaled(_ name: String) throws -> [Double] { try column(name).map { $0 / 1000 } }
    let (income, bills) = (try scaled("realdpi"), try column("tbilrate"))
    consumption = Array(try scaled("realcons").dropFirst())
    years = try column("year").dropFirst().map { Int($0) }
    columns = [
      "constant": [Double](repeating: 1, count: consumption.count),
      "government": Array(try scaled("realgovt").dropFirst()), "income": Array(income.dropFirst()),
      "bills": Array(bills.dropFirst()), "lagIncome": Array(income.dropLast()),
      "lagBills": Array(bills.dropLast()), "lagMoney": Array(try scaled("m1").dropLast()),
      "lagInvestment": Array(try scaled("realinv").dropLast()),
    ]
  }

  func matrix(_ names: [String]) -> Matrix { Matrix(columns: names.map { columns[$0] ?? [] }) }

  /// The designs of the reference script.
  func design(_ name: String) throws -> InstrumentalDesign {
    switch name {
    case "exact":
      try design(["constant", "government"], ["income", "bills"], ["lagMoney", "lagInvestment"])
    case "one":
      try design(
        ["constant", "government", "bills"], ["income"], ["lagBills", "lagMoney", "lagInvestment"])
    default:
      try design(
        ["constant", "government"], ["income", "bills"],
        ["lagIncome", "lagBills", "lagMoney", "lagInvestment"])
    }
  }

  func design(_ exogenous: [String], _ endogenous: [String], _ instruments: [String]) throws
    -> InstrumentalDesign
  {
    try InstrumentalDesign(
      exogenous: matrix(exogenous), endogenous: matrix(endogenous), instruments: matrix(instruments),
      exogenousNames: exogenous, endogenousNames: endogenous, instrumentNames: instruments)
  }

  func covariance(_ name: String) -> Covariance {
    switch name {
    case "HC0": .hc0
    case "HC1": .hc1
    case "clustered": .clustered(by: years)
    case "bartlett": .hac(kernel: .bartlett, bandwidth: .lags(4))
    case "quadraticSpectral": .hac(kernel: .quadraticSpectral, bandwidth: .fixed(4))
    default: .homoskedastic
    }
  }
}
