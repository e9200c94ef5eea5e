import Foundation
import Probability
import Testing

/// Authority: Tests/References/mpmath/special_functions.py (mpmath 1.3, 60 digits).
@Suite struct SpecialFunctionTests {
  static let table: [(function: String, arguments: [Double], value: Double)] = {
    let url = GoldenFile.referencesFolder.appending(path: "mpmath/special_functions.csv")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let cells = line.split(separator: ",").map(String.init)
      return (cells[0], cells[1].split(separator: " ").map { Double($0) ?? .nan }, Double(cells[2]) ?? .nan)
    }
  }()

  @Test(arguments: ["erfcx", "logGamma", "logBeta", "conditionalShortfall", "expectedShortfall", "logCDF"])
  func agrees(function: String) {
    let rows = Self.table.filter { $0.function == function }
    #expect(rows.count >= 6)
    for row in rows {
      let x = row.arguments[0]
      let ours =
        switch function {
        case "erfcx": erfcx(x)
        case "logGamma": logGamma(x)
        case "logBeta": logBeta(x, row.arguments[1])
        case "conditionalShortfall": Normal.standard.conditionalShortfall(below: x)
        case "expectedShortfall": Normal.standard.expectedShortfall(below: x)
        default: Normal.standard.logCDF(x)
        }
      #expect(
        abs(ours - row.value) <= 1e-14 * abs(row.value),
        "\(function)(\(row.arguments)) = \(ours), not \(row.value)")
    }
  }

  /// P + Q = 1, inverses undo the functions, and P(1, x) = 1 - e^(-x), I(x; a, 1) = x^a.
  @Test(arguments: [0.003, 0.4, 1, 17, 450, 30_000])
  func incompleteFunctionsAndInverses(a: Double) throws {
    let gamma = try IncompleteGamma(shape: a)
    let beta = try IncompleteBeta(a, 2.5)
    for p in [1e-30, 0.004, 0.31, 0.5, 0.93] {
      let x = gamma.inverseUpper(p)
      if x > 1e-290 { #expect(abs(gamma.upper(x) / p - 1) < 1e-12) }
      #expect(abs(gamma.lower(x) + gamma.upper(x) - 1) < 1e-15)
      let y = beta.inverseLower(p)
      if y > 1e-290 { #expect(abs(beta.lower(y) / p - 1) < 1e-12) }
      #expect(abs(beta.lower(y) + beta.upper(y) - 1) < 1e-15)
    }
    let power = try IncompleteBeta(a, 1)
    #expect(abs(power.lower(0.98) / pow(0.98, a) - 1) < 1e-12)
    #expect(
      gamma.lower(-1) == 0 && gamma.upper(0) == 1 && gamma.lower(.infinity) == 1 && gamma.lower(.nan).isNaN)
    #expect(beta.lower(-0.5) == 0 && beta.upper(1.5) == 0 && beta.lower(.nan).isNaN)
  }

  @Test func outsideTheDomain() {
    #expect(
      logGamma(-1).isNaN && logGamma(0) == .infinity && logGamma(.infinity) == .infinity
        && logGamma(.nan).isNaN)
    #expect(erfcx(-30) == .infinity && erfcx(.infinity) == 0 && erfcx(.nan).isNaN)
    #expect(throws: DistributionError.self) { try IncompleteGamma(shape: 0) }
    #expect(throws: DistributionError.self) { try IncompleteBeta(1, .nan) }
  }
}
