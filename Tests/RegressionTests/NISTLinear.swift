import Foundation
import LinearAlgebra

/// A linear-regression set of NIST's Statistical Reference Datasets, with its certified results.
struct NISTLinear {
  let y: [Double]
  let x: Matrix
  let coefficients: [Double]
  let standardErrors: [Double]
  let sigma: Double
  let rSquared: Double

  /// Reads the ASCII file. `degree` is that of the polynomial in x; nil for predictors used as they stand.
  init(_ name: String, degree: Int?, intercept: Bool = true) throws {
    let lines = try Repository.text("datasets/nist-strd/linear/\(name).dat").split(
      whereSeparator: \.isNewline
    ).map { $0.split(separator: " ") }
    let certified = lines.filter { $0.count == 3 && $0[0].hasPrefix("B") }
    coefficients = certified.compactMap { Double($0[1]) }
    standardErrors = certified.compactMap { Double($0[2]) }
    sigma =
      lines.first { $0.count == 3 && $0[0] == "Standard" && $0[1] == "Deviation" }.flatMap { Double($0[2]) }
      ?? .nan
    rSquared = lines.first { $0.first == "R-Squared" }.flatMap { Double($0[1]) } ?? .nan
    let start = (lines.lastIndex { $0.first == "Data:" } ?? 0) + 1
    let rows = lines[start...].map { $0.compactMap { Double($0) } }.filter { !$0.isEmpty }
    y = rows.map { $0[0] }
    var columns = intercept ? [[Double](repeating: 1, count: rows.count)] : []
    if let degree {
      var power = [Double](repeating: 1, count: rows.count)
      for _ in 0..<degree {
        power = zip(power, rows).map { $0 * $1[1] }
        columns.append(power)
      }
    } else {
      for j in 1..<(rows.first?.count ?? 1) { columns.append(rows.map { $0[j] }) }
    }
    x = Matrix(columns: columns)
  }
}
