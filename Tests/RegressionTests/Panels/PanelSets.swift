import Foundation
import LinearAlgebra
import Regression

/// Grunfeld's ten firms and Munnell's states as the scripts of Tests/References use them, whole or thinned.
struct PanelSet {
  let y: [Double]
  let x: Matrix
  let names: [String]
  let panel: Panel

  /// X with the constant's column first.
  var xWithConstant: Matrix {
    Matrix(columns: [[Double](repeating: 1, count: x.rows)] + (0..<x.columns).map { Array(x.column($0)) })
  }
  var namesWithConstant: [String] { ["constant"] + names }

  init(_ name: String) throws {
    let isThin = name.hasSuffix("-unbalanced")
    if name.hasPrefix("grunfeld") {
      let rows = Self.thin(try Self.rows("plm_Grunfeld_10firms.csv"), isThin ? 11 : nil)
      let numbers = rows.map { $0.compactMap { Double($0) } }
      (y, names) = (numbers.map { $0[2] }, ["value", "capital"])
      x = Matrix(numbers.map { [$0[3], $0[4]] })
      panel = try Panel(
        entities: rows.map { Int($0[0]) ?? 0 }, periods: rows.map { Int($0[1]) ?? 0 }, entityName: "firm",
        periodName: "year")
    } else {
      let rows = Self.thin(try Self.rows("linearmodels_munnell.csv"), isThin ? 13 : nil)
      let numbers = rows.map { $0.map { Double($0) ?? .nan } }
      (y, names) = (numbers.map { log($0[8]) }, ["P_CAP", "PC", "EMP", "UNEMP"])
      x = Matrix(numbers.map { [log($0[3]), log($0[7]), log($0[9]), $0[10]] })
      panel = try Panel(
        entities: rows.map { $0[0] }, periods: rows.map { Int($0[2]) ?? 0 }, entityName: "state",
        periodName: "year")
    }
  }

  private static func rows(_ file: String) throws -> [[String]] {
    try Repository.text("datasets/classic/\(file)").split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",").map(String.init) }
  }

  private static func thin(_ rows: [[String]], _ every: Int?) -> [[String]] {
    guard let every else { return rows }
    return rows.enumerated().filter { ![1, 4].contains($0.offset * $0.offset % every) }.map(\.element)
  }
}

/// Values of a file of Tests/References in long form: case, quantity, name, value.
struct PanelReferences {
  private let values: [String: [String: [(name: String, value: Double)]]]

  init(_ path: String) throws {
    var values: [String: [String: [(name: String, value: Double)]]] = [:]
    for line in try Repository.text("Tests/References/\(path)").split(whereSeparator: \.isNewline).dropFirst()
    {
      let cells = line.split(separator: ",").map(String.init)
      values[cells[0], default: [:]][cells[1], default: []].append((cells[2], Double(cells[3]) ?? .nan))
    }
    self.values = values
  }

  /// The values of a quantity in the order given; empty where there are none.
  func callAsFunction(_ name: String, _ quantity: String) -> [Double] {
    values[name]?[quantity]?.map(\.value) ?? []
  }

  func callAsFunction(_ name: String, _ quantity: String, _ element: String) -> Double {
    values[name]?[quantity]?.first { $0.name == element }?.value ?? .nan
  }

  func names(_ name: String, _ quantity: String) -> [String] { values[name]?[quantity]?.map(\.name) ?? [] }
}

let panelShapes = ["grunfeld-balanced", "grunfeld-unbalanced", "munnell-balanced", "munnell-unbalanced"]

/// The p-value a peer should have given. R and scipy (Boost) lose ten digits of P(F(63, 748) > 73.10218991271087); mpmath with 50 digits
/// has 1.5516206479516597e-276.
func tail(_ pValue: Double) -> Double {
  abs(pValue / 1.5516249077324838e-276 - 1) < 1e-12 ? 1.5516206479516597e-276 : pValue
}
