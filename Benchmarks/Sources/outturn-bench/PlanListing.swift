import Foundation
@_spi(Compiled) import GrowthModels
import Probability
import Scenarios

/// A prepared plan as JSON for peers/caidian.py: random rows, programs with their constants, and what is judged.
struct PlanListing: Encodable {
  struct Program: Encodable {
    var inputs: Int
    var outputs: Int
    var instructions: [Instruction]

    init(_ program: LaneProgram) {
      inputs = program.inputCount
      outputs = program.outputCount
      instructions = program.listing.map(Instruction.init)
    }
  }

  /// [operation, left, right, scalar].
  struct Instruction: Encodable {
    var instruction: LaneProgram.Instruction

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(instruction.operation)
      try list.encode(instruction.left)
      try list.encode(instruction.right)
      try list.encode(instruction.scalar)
    }
  }

  struct Row: Encodable {
    var kind: String
    var a: Double?
    var b: Double?

    init(_ row: RandomRow) {
      switch row.kind {
      case .normal: kind = "normal"
      case .uniform: kind = "uniform"
      case .gamma(let shape): (kind, a) = ("gamma", shape)
      case .chiSquared(let ν): (kind, a) = ("chiSquared", ν)
      case .studentT(let ν): (kind, a) = ("studentT", ν)
      case .studentScale(let ν): (kind, a) = ("studentScale", ν)
      case .beta(let first, let second): (kind, a, b) = ("beta", first, second)
      }
    }
  }

  struct Scenario: Encodable {
    var id: String
    var shared: [Row]
    var prelude: Program
    var reserved: [Row]
    var reservedPlaces: [Int]
    var program: Program
    var isWeighted: Bool
    var logWeightScale: Double
  }

  var scenarios: [Scenario]
  var judged: Int
  /// Place of each output of a program: judged rows come first.
  var order: [Int]
  var composed: [JudgedRows.Composed]
  /// Row of each target's value among the judged and composed ones.
  var series: [Int]
  var targets: [JudgedRows.Target]
  var groups: [JudgedRows.Group]

  init(_ plan: PlanCase) throws {
    let compiled = try plan.compiled()
    guard let first = compiled.first else { throw BenchmarkError.missing("a scenario") }
    scenarios = zip(plan.plan.scenarios, compiled).map { scenario, compiled in
      Scenario(
        id: scenario.id, shared: compiled.shared.map(Row.init), prelude: Program(compiled.prelude),
        reserved: compiled.reserved.map(Row.init), reservedPlaces: compiled.reservedPlaces,
        program: Program(compiled.program), isWeighted: compiled.isWeighted,
        logWeightScale: compiled.logWeightScale)
    }
    let rows = try JudgedRows(plan.plan, quantities: first.quantities)
    judged = rows.judged
    order = rows.order
    composed = rows.composed
    series = rows.series
    targets = rows.targets
    groups = rows.groups
  }

  func write(to url: URL) throws {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    try encoder.encode(self).write(to: url)
  }
}
