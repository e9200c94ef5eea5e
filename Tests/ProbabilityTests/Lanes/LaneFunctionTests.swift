import Foundation
import LaneKernels
import Probability
import Testing

@Suite struct LaneFunctionTests {
  struct Reference {
    var function: Substring
    var x: Double
    var y: Double
    var result: Double
  }

  /// Tests/References/mpmath/lanes_references.csv, made by lanes_references.py.
  static func references() throws -> [Reference] {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    while folder.lastPathComponent != "Tests" { folder.deleteLastPathComponent() }
    let file = folder.appendingPathComponent("References/mpmath/lanes_references.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    func number(_ hex: Substring) -> Double { Double(bitPattern: UInt64(hex, radix: 16) ?? 0) }
    return text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return Reference(function: cells[0], x: number(cells[1]), y: number(cells[2]), result: number(cells[3]))
    }
  }

  private func ulps(_ value: Double, _ reference: Double) -> Double {
    value == reference ? 0 : abs(value - reference) / reference.ulp
  }

  // mpmath 1.3, 50 digits, rounded to double; so 1 ulp here is an error of at most 1.5 ulp of the true value.
  @Test func exponentialsAndLogarithmsAgreeWithHighPrecision() throws {
    var checked = 0
    for r in try Self.references() {
      switch r.function {
      case "exp": #expect(ulps(LaneFunction.exp(r.x), r.result) <= 1, "exp \(r.x)")
      case "log": #expect(ulps(LaneFunction.log(r.x), r.result) <= 1, "log \(r.x)")
      default: continue
      }
      checked += 1
    }
    #expect(checked == 626)
  }

  @Test func boxMullerAgreesWithHighPrecision() throws {
    let references = try Self.references()
    let couples = zip(references, references.dropFirst()).filter {
      $0.function == "even" && $1.function == "odd"
    }
    let radius = couples.map(\.0.x)
    let angle = couples.map(\.0.y)
    var even = radius
    var odd = radius
    lane_box_muller(radius, angle, radius.count, &even, &odd)
    #expect(couples.count == 264)
    for (i, couple) in couples.enumerated() {
      #expect(ulps(even[i], couple.0.result) <= 4, "even \(radius[i]) \(angle[i])")
      #expect(ulps(odd[i], couple.1.result) <= 4, "odd \(radius[i]) \(angle[i])")
    }
  }

  #if arch(x86_64)
    /// Against the C library's 80-bit functions, themselves within 1 ulp of 64 bits: the error in ulps of double.
    @Test func scansStayBelowOneUlp() {
      var random = PhiloxStream(seed: 11, draw: 0, period: 0, shock: 0)
      var worst = (exp: 0.0, log: 0.0)
      for i in 0..<100_000 {
        let x = Double.random(in: i % 2 == 0 ? -1...1 : -700...700, using: &random)
        let y = i % 2 == 0 ? Double.random(in: 0.5...2, using: &random) : Foundation.exp(x)
        let trueExp = Foundation.exp(Float80(x))
        let trueLog = Foundation.log(Float80(y))
        worst.exp = max(worst.exp, Double(abs(Float80(LaneFunction.exp(x)) - trueExp)) / Double(trueExp).ulp)
        worst.log = max(worst.log, Double(abs(Float80(LaneFunction.log(y)) - trueLog)) / Double(trueLog).ulp)
      }
      #expect(worst.exp < 1 && worst.log < 1, "\(worst)")
    }
  #endif

  @Test func specialValuesFollowIEEE() {
    #expect(LaneFunction.exp(0) == 1 && LaneFunction.exp(-0.0) == 1)
    #expect(LaneFunction.exp(-.infinity) == 0 && LaneFunction.exp(.infinity) == .infinity)
    #expect(LaneFunction.exp(710) == .infinity && LaneFunction.exp(-746) == 0)
    #expect(LaneFunction.exp(.nan).isNaN && LaneFunction.log(.nan).isNaN)
    #expect(LaneFunction.log(0) == -.infinity && LaneFunction.log(-0.0) == -.infinity)
    #expect(LaneFunction.log(1) == 0 && LaneFunction.log(.infinity) == .infinity)
    #expect(LaneFunction.log(-1).isNaN && LaneFunction.log(-.infinity).isNaN)
  }
}
