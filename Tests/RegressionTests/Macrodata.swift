import LinearAlgebra

/// United States, quarterly, 1959Q1–2009Q3: datasets/classic.
struct Macrodata {
  private let header: [String]
  private let rows: [[Double]]

  init() throws {
    let lines = try Repository.text("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv").split(
      whereSeparator: \.isNewline)
    header = lines[0].split(separator: ",").map { String($0.filter { $0 != "\"" }) }
    rows = lines.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
  }

  func column(_ name: String) -> [Double] {
    guard let j = header.firstIndex(of: name) else { return [] }
    return rows.map { $0[j] }
  }

  /// Real consumption and investment on a constant and real disposable income, in trillions of dollars.
  var consumption: [Double] { column("realcons").map { $0 / 1000 } }
  var consumptionDesign: Matrix {
    Matrix(columns: [
      [Double](repeating: 1, count: rows.count), column("realdpi").map { $0 / 1000 }, column("tbilrate"),
    ])
  }
}

/// Ten firms, 1935–1954, in the order of plm: investment on a constant, value and capital.
struct Grunfeld {
  let firm: [Int]
  let year: [Int]
  let y: [Double]
  let x: Matrix

  init() throws {
    let rows = try Repository.text("datasets/classic/plm_Grunfeld_10firms.csv").split(
      whereSeparator: \.isNewline
    ).dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    firm = rows.map { Int($0[0]) }
    year = rows.map { Int($0[1]) }
    y = rows.map { $0[2] }
    x = Matrix(rows.map { [1, $0[3], $0[4]] })
  }
}

/// Values of a reference in long format: case,quantity,name,value.
struct References {
  private let values: [String: [String: Double]]

  init(_ path: String) throws {
    var values: [String: [String: Double]] = [:]
    for line in try Repository.text(path).split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      values["\(cells[0])/\(cells[1])", default: [:]][cells[2]] = Double(cells[3])
    }
    self.values = values
  }

  /// The values of a case's quantity whose names are 0, 1, 2 …; empty where there are none.
  func vector(_ test: String, _ quantity: String) -> [Double] {
    guard let found = values["\(test)/\(quantity)"] else { return [] }
    return (0..<found.count).compactMap { found["\($0)"] }
  }

  /// A single value; NaN where there is none.
  func value(_ test: String, _ quantity: String) -> Double { vector(test, quantity).first ?? .nan }
}
