import LinearAlgebra
import Regression
import Testing

/// Klein's Model I, 1921–1941, on the data of AER.
struct KleinModel {
  let consumption: SystemEquation
  let investment: SystemEquation
  let wages: SystemEquation
  /// Government wages and expenditure, and taxes.
  let further: Matrix
  let identities = [
    SystemIdentity("profits", combines: ["product": 1, "privateWages": -1]),
    SystemIdentity("wages", combines: ["privateWages": 1]),
    SystemIdentity("product", combines: ["consumption": 1, "investment": 1]),
  ]
  var equations: [SystemEquation] { [consumption, investment, wages] }

  init() throws {
    let lines = try Repository.text("datasets/classic/AER_KleinI.csv").split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",").map(String.init) }
    let header = lines[0].map { $0.replacing("\"", with: "") }
    func column(_ name: String) throws -> [Double] {
      let place = try #require(header.firstIndex(of: name))
      return lines.dropFirst().compactMap { Double($0[place]) }
    }
    func now(_ name: String) throws -> [Double] { Array(try column(name).dropFirst()) }
    func before(_ name: String) throws -> [Double] { Array(try column(name).dropLast()) }
    let one = [Double](repeating: 1, count: 21)
    let (profits, lagProfits) = (try now("cprofits"), try before("cprofits"))
    let (privateWages, governmentWages) = (try now("pwage"), try now("gwage"))
    consumption = SystemEquation(
      "consumption", response: try now("consumption"), exogenous: Matrix(columns: [one, lagProfits]),
      exogenousNames: ["constant", "lagProfits"],
      endogenous: Matrix(columns: [profits, zip(privateWages, governmentWages).map { $0 + $1 }]),
      endogenousNames: ["profits", "wages"])
    investment = SystemEquation(
      "investment", response: try now("invest"),
      exogenous: Matrix(columns: [one, lagProfits, try now("capital")]),
      exogenousNames: ["constant", "lagProfits", "capital"], endogenous: Matrix(columns: [profits]),
      endogenousNames: ["profits"])
    wages = SystemEquation(
      "privateWages", response: privateWages,
      exogenous: Matrix(columns: [one, try before("gnp"), try now("time").map { $0 - 1931 }]),
      exogenousNames: ["constant", "lagProduct", "trend"], endogenous: Matrix(columns: [try now("gnp")]),
      endogenousNames: ["product"])
    further = Matrix(columns: [governmentWages, try now("gexpenditure"), try now("taxes")])
  }

  /// The equation as one with instruments: the system's other exogenous variables.
  func design(_ equation: SystemEquation) throws -> InstrumentalDesign {
    let exogenous = [
      (consumption, 0), (consumption, 1), (investment, 2), (wages, 1), (wages, 2),
    ]
    let excluded = exogenous.filter { !equation.exogenousNames.contains($0.0.exogenousNames[$0.1]) }
    let columns = excluded.map { Array($0.0.exogenous.column($0.1)) }
    return try InstrumentalDesign(
      exogenous: equation.exogenous, endogenous: equation.endogenous,
      instruments: Matrix(rows: 21, columns: columns.count + 3) { i, j in
        j < columns.count ? columns[j][i] : further[i, j - columns.count]
      }, exogenousNames: equation.exogenousNames, endogenousNames: equation.endogenousNames)
  }
}

/// Investment of Grunfeld's firms on the constant, value and capital: the version of ten firms.
func grunfeld(firms: Int) throws -> [SystemEquation] {
  let rows = try Repository.text("datasets/classic/plm_Grunfeld_10firms.csv").split(
    whereSeparator: \.isNewline
  )
  .dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
  return (1...firms).map { firm in
    let own = rows.filter { $0[0] == Double(firm) }
    return SystemEquation(
      "firm\(firm)", response: own.map { $0[2] }, exogenous: Matrix(own.map { [1, $0[3], $0[4]] }),
      exogenousNames: ["constant", "value\(firm)", "capital\(firm)"])
  }
}
