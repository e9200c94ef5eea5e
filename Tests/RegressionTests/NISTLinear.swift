import Foundation
import LinearAlgebra

/// A linear-regression set of NIST's Statistical Reference Datasets, with its certified results.
struct NISTLinear {
  /// y as the file spells it.
  let y: [DoubleDouble]
  /// The design, its powers formed from the x the file spells.
  let x: ExtendedMatrix
  let coefficients: [Double]
  let standardErrors: [Double]
  let sigma: Double
  let rSquared: Double
  let fStatistic: Double

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
    fStatistic =
      lines.first { $0.first == "Regression" && $0.count == 5 }.flatMap {
        $0[4] == "Infinity" ? .infinity : Double($0[4])
      } ?? .nan
    let start = (lines.lastIndex { $0.first == "Data:" } ?? 0) + 1
    let rows = lines[start...].map { $0.compactMap { DoubleDouble(decimal: $0) } }.filter { !$0.isEmpty }
    y = rows.map { $0[0] }
    if let degree {
      x = .powers(of: rows.map { $0[1] }, degrees: (intercept ? 0 : 1)...degree)
    } else {
      let constant = rows.map { _ in DoubleDouble(1) }
      x = ExtendedMatrix(columns: [constant] + (1..<(rows.first?.count ?? 1)).map { j in rows.map { $0[j] } })
    }
  }

  /// y as doubles.
  var roundedY: [Double] { y.map(\.value) }

  /// The design in doubles, its powers by repeated multiplication in double precision.
  func roundedX(degree: Int?) -> Matrix {
    guard let degree else { return x.high }
    let first = x.columns > degree ? 1 : 0
    let base = Array(x.high.column(first))
    var power = base.map { _ in 1.0 }
    var columns = first == 1 ? [power] : []
    for _ in 0..<degree {
      power = zip(power, base).map { $0 * $1 }
      columns.append(power)
    }
    return Matrix(columns: columns)
  }
}
