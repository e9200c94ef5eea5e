import Foundation
import LinearAlgebra
import Regression

/// A nonlinear set of NIST's Statistical Reference Datasets, with its certified results.
struct NISTNonlinear {
  let y: [Double]
  let x: Matrix
  let starts: [[Double]]
  let parameters: [Double]
  let standardErrors: [Double]
  let residualSumOfSquares: Double
  let sigma: Double

  /// Reads the ASCII file; Nelson's response is the logarithm of the first column.
  init(_ name: String) throws {
    let lines = try Repository.text("datasets/nist-strd/nonlinear/\(name).dat").split(
      whereSeparator: \.isNewline
    ).map { $0.split(separator: " ") }
    let certified = lines.filter { $0.count == 6 && $0[0].hasPrefix("b") && $0[1] == "=" }
      .map { $0[2...].compactMap { Double($0) } }
    starts = [certified.map { $0[0] }, certified.map { $0[1] }]
    parameters = certified.map { $0[2] }
    standardErrors = certified.map { $0[3] }
    func value(_ label: String) -> Double {
      lines.first { $0.joined(separator: " ").hasPrefix(label) }?.last.flatMap { Double($0) } ?? .nan
    }
    residualSumOfSquares = value("Residual Sum of Squares:")
    sigma = value("Residual Standard Deviation:")
    let start = (lines.lastIndex { $0.first == "Data:" } ?? 0) + 1
    let rows = lines[start...].map { $0.compactMap { Double($0) } }.filter { $0.count > 1 }
    y = rows.map { name == "Nelson" ? Foundation.log($0[0]) : $0[0] }
    x = Matrix(rows.map { Array($0.dropFirst()) })
  }
}
