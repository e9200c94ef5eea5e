import Foundation
import LinearAlgebra
import Regression

/// Data of Tests/References/r/quantile.R and what quantreg 5.94 found on them.
struct QuantileReference {
  let y: [Double]
  let x: Matrix
  private let values: [String: [Double]]

  static let engel = [0.1, 0.25, 0.5, 0.75, 0.9].map { Case(data: "engel", quantile: $0) }
  static let stackloss = [0.25, 0.5, 0.75].map { Case(data: "stackloss", quantile: $0) }

  struct Case: Sendable, CustomStringConvertible {
    let data: String
    let quantile: Double
    var description: String { "\(data) \(quantile)" }
  }

  init(_ name: String) throws {
    let rows = try Repository.text("datasets/quantreg/\(name).csv").split(whereSeparator: \.isNewline)
      .dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    y = rows.map { $0[$0.count - 1] }
    x = Matrix(rows.map { [1] + $0.dropLast() })
    var values: [String: [Double]] = [:]
    for line in try Repository.text("Tests/References/r/quantile.csv").split(whereSeparator: \.isNewline) {
      let cells = line.split(separator: ",")
      values["\(cells[0]) \(cells[1])", default: []].append(Double(cells[3]) ?? .nan)
    }
    self.values = values
  }

  /// The values of a quantity, one per coefficient; empty where R gave none.
  func callAsFunction(_ reference: Case, _ quantity: String) -> [Double] {
    values["\(reference) \(quantity)"] ?? []
  }
}
