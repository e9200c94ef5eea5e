import Foundation
import GrowthModels
import Scenarios
import Testing

/// The equations give what they gave when they were written in Swift, number by number.
///
/// `Tests/References/growth-equations/equations.txt` was written by that code (see the README there): of every case,
/// quantity and year the value of one draw and the mean of all draws.
@Suite struct EquationReferenceTests {
  static let file = Repository.root.appending(path: "Tests/References/growth-equations/equations.txt")
  static let draws = 512

  /// One row: what is named, the value of one draw, the mean, and the root mean square the two are compared in.
  private struct Row {
    let label: String
    let draw: Double
    let mean: Double
    let size: Double

    init(_ label: String, _ values: [Double], at lane: Int) {
      self.label = label
      draw = values[lane]
      let n = Double(values.count)
      mean = values.reduce(0, +) / n
      size = (values.reduce(0) { $0 + $1 * $1 } / n).squareRoot()
    }
  }

  private static func rows(_ subject: EquationCase, number: Int) throws -> [Row] {
    let years = subject.last - 2019
    let projection = try subject.model.prepare(subject.scenario, over: Fixture.horizon(subject.last))
    let paths = try Paths(projection, years: years, draws: draws, seed: subject.seed)
    let lane = (number * 61) % draws
    var rows: [Row] = []
    for quantity in projection.quantities where isKept(quantity) {
      for year in 0..<years {
        let label = "\(quantity.variable) \(quantity.measure.rawValue) \(2020 + year)"
        rows.append(Row(label, paths[quantity, year], at: lane))
      }
    }
    rows.append(Row("validity", paths.valid, at: lane))
    if paths.weights.contains(where: { $0 != 1 }) { rows.append(Row("weight", paths.weights, at: lane)) }
    if let plausibility = projection.plausibility {
      rows.append(Row("distance", [plausibility.squaredDistance], at: 0))
    }
    return rows
  }

  /// Three delivery targets stand for all of them.
  private static func isKept(_ quantity: Quantity) -> Bool {
    let kept = ["count1", "count2", "count3", "schools_built_2020", "grid_km_2020"]
    return !quantity.variable.hasPrefix("delivery.") || kept.contains { quantity.variable.hasSuffix($0) }
  }

  @Test func everyEquationGivesWhatItGave() throws {
    let cases = try EquationCase.all()
    if ProcessInfo.processInfo.environment["OUTTURN_WRITE_REFERENCES"] != nil {
      try Self.write(cases)
    }
    let reference = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
    var lines = reference.makeIterator()
    var worst = 0.0
    for (number, subject) in cases.enumerated() {
      #expect(lines.next().map(String.init) == "# \(subject.name)")
      for row in try Self.rows(subject, number: number) {
        let parts = (lines.next() ?? "").split(separator: ",").map(String.init)
        try #require(parts.count == 3 && parts[0] == row.label, "\(subject.name): \(row.label), not \(parts)")
        let (draw, mean) = (Double(parts[1]) ?? .nan, Double(parts[2]) ?? .nan)
        let error = max(abs(row.draw - draw), abs(row.mean - mean)) / max(row.size, .leastNormalMagnitude)
        #expect(error <= 1e-12, "\(subject.name): \(row.label)")
        worst = max(worst, error)
      }
    }
    #expect(lines.next() == nil)
    print("largest relative difference from the reference: \(worst)")
  }

  private static func write(_ cases: [EquationCase]) throws {
    var lines: [String] = []
    for (number, subject) in cases.enumerated() {
      lines.append("# \(subject.name)")
      lines += try rows(subject, number: number).map { "\($0.label),\($0.draw),\($0.mean)" }
    }
    try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
  }
}
