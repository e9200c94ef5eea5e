import Foundation
import Probability
import Testing

/// Authority: Tests/References/mpmath/distributions.py (mpmath 1.3, 50 digits): probabilities and quantiles in both tails,
/// from 1e-300 to ½, and log densities.
@Suite struct DistributionReferenceTests {
  struct Row: Sendable {
    let parameters: [Double]
    let kind: String
    let argument: Double
    let value: Double
    let other: Double
  }

  static let table: [String: [Row]] = {
    let url = GoldenFile.referencesFolder.appending(path: "mpmath/distributions.csv")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    var table: [String: [Row]] = [:]
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      table[cells[0], default: []].append(
        Row(
          parameters: cells[1].split(separator: " ").map { Double($0) ?? .nan }, kind: cells[2],
          argument: Double(cells[3]) ?? .nan, value: Double(cells[4]) ?? .nan, other: Double(cells[5]) ?? .nan
        ))
    }
    return table
  }()

  static func build(_ name: String, _ p: [Double]) throws -> any ContinuousDistribution {
    switch name {
    case "Normal": try Normal(mean: p[0], standardDeviation: p[1])
    case "LogNormal": try LogNormal(logMean: p[0], logStandardDeviation: p[1])
    case "StudentT": try StudentT(degreesOfFreedom: p[0])
    case "ChiSquared": try ChiSquared(degreesOfFreedom: p[0])
    case "Gamma": try Gamma(shape: p[0], scale: p[1])
    case "Beta": try Beta(a: p[0], b: p[1])
    case "FDistribution":
      try FDistribution(numeratorDegreesOfFreedom: p[0], denominatorDegreesOfFreedom: p[1])
    case "Uniform": try Uniform(lower: p[0], upper: p[1])
    case "Triangular": try Triangular(lower: p[0], mode: p[1], upper: p[2])
    case "TruncatedNormal":
      try TruncatedNormal(Normal(mean: p[0], standardDeviation: p[1]), lower: p[2], upper: p[3])
    default: throw CocoaError(.featureUnsupported)
    }
  }

  struct Worst: CustomStringConvertible {
    var error = 0.0
    var place = ""
    var description: String { "\(error) at \(place)" }
    mutating func note(_ ours: Double, _ theirs: Double, scale: Double, _ place: @autoclosure () -> String) {
      let e = abs(ours - theirs) / scale
      if !(e <= error) {
        (error, self.place) = (e.isNaN ? .infinity : e, "\(place()): \(ours), not \(theirs)")
      }
    }
  }

  @Test(
    arguments: [
      "Normal", "LogNormal", "StudentT", "ChiSquared", "Gamma", "Beta", "FDistribution", "Uniform",
      "Triangular", "TruncatedNormal",
    ], ["cdf", "density", "lower", "upper"])
  func agreesToFourteenDigits(name: String, kind: String) throws {
    let rows = Self.table[name, default: []].filter { $0.kind == kind }
    #expect(rows.count >= 75)
    var worst = Worst()
    for row in rows {
      let law = try Self.build(name, row.parameters)
      let place = "\(name)\(row.parameters) \(kind) \(row.argument)"
      switch kind {
      case "cdf":
        worst.note(law.cdf(row.argument), row.value, scale: row.value, place)
        worst.note(law.survival(row.argument), row.other, scale: row.other, place)
      case "density":
        worst.note(law.logDensity(row.argument), row.value, scale: max(1, abs(row.value)), place)
      case "lower": worst.note(law.quantile(row.argument), row.value, scale: abs(row.value), place)
      default: worst.note(law.upperQuantile(row.argument), row.value, scale: abs(row.value), place)
      }
    }
    if ProcessInfo.processInfo.environment["SHOW_WORST"] != nil {
      print("WORST", name, kind, rows.count, worst)
    }
    #expect(worst.error < 1e-14, "\(worst)")
  }
}
