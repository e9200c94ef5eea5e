import Foundation
@_spi(Compiled) import GrowthModels
import LaneKernels
import Probability
import Scenarios

/// Where the time of the plan goes, stage by stage, and what it cannot be quicker than.
struct Profile {
  struct Stage {
    var name: String
    /// Nanoseconds of the processor a draw.
    var nanoseconds: Double
    /// Floating-point operations a draw, where that is what it does.
    var operations: Int?
  }

  let stages: [Stage]
  /// Operations a nanosecond from registers.
  let peak: Double

  /// Random numbers once and the equations' operations at peak, seconds for so many draws.
  func limit(draws: Int) -> Double {
    let random = stages.first?.nanoseconds ?? .nan
    let operations = stages.reduce(0) { $0 + ($1.operations ?? 0) }
    return (random + Double(operations) / peak) * Double(draws) * 1e-9
  }

  init(_ plan: PlanCase) throws {
    peak = Self.measuredPeak()
    let stopwatch = Stopwatch(seed: plan.plan.run.seed)
    let scenarios = try plan.compiled()
    var stages = try [stopwatch.random(scenarios), stopwatch.prelude(scenarios)]
    for (scenario, compiled) in zip(plan.plan.scenarios, scenarios) {
      guard let projection = plan.prepared.projections[scenario.id] else { continue }
      stages.append(try stopwatch.program(scenario.id, compiled, projection))
    }
    let batch = plan.batch(draws: stopwatch.draws, threads: 1)
    let whole = try stopwatch.nanoseconds { _ = try batch.run() }
    let counted = stages.reduce(0) { $0 + $1.nanoseconds }
    stages.append(Stage(name: "judging, all scenarios", nanoseconds: whole - counted))
    stages.append(Stage(name: "whole", nanoseconds: whole))
    self.stages = stages
  }

  private static func measuredPeak() -> Double {
    let rounds: UInt64 = 4_000_000
    var sum = lane_peak(rounds)
    let seconds = processorTime(repetitions: 5) { sum += lane_peak(rounds) }
    precondition(sum.isFinite, "the peak loop overflowed")
    return Double(rounds * lane_peak_flops_per_round()) / seconds * 1e-9
  }
}

extension Profile: CustomStringConvertible {
  var description: String {
    var lines = [String(format: "peak %.1f operations a nanosecond", peak)]
    for stage in stages {
      var line = String(format: "%10.1f ns a draw  ", stage.nanoseconds) + stage.name
      if let operations = stage.operations {
        line += String(
          format: "  (%d operations, %.1f a nanosecond)", operations, Double(operations) / stage.nanoseconds)
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}

/// Times stages block by block.
private struct Stopwatch {
  let seed: UInt64
  let draws = 1 << 15

  private var blocks: [Range<UInt64>] {
    stride(from: 0, to: draws, by: PathBlock.capacity).map { UInt64($0)..<UInt64($0 + PathBlock.capacity) }
  }

  func nanoseconds(_ work: () throws -> Void) rethrows -> Double {
    try processorTime(repetitions: 3, work) / Double(draws) * 1e9
  }

  /// Rows all scenarios share, and rows of their own, each once.
  func random(_ scenarios: [CompiledScenario]) throws -> Profile.Stage {
    guard let first = scenarios.first else { throw BenchmarkError.missing("a scenario") }
    let reserved = Dictionary(
      scenarios.flatMap { zip($0.reservedPlaces, $0.reserved) }, uniquingKeysWith: { a, _ in a })
    let rows = first.shared + reserved.keys.sorted().compactMap { reserved[$0] }
    let block = RandomBlock()
    let time = nanoseconds { for b in blocks { block.fill(seed: seed, draws: b, rows: rows) } }
    return Profile.Stage(name: "\(rows.count) random numbers", nanoseconds: time)
  }

  func prelude(_ scenarios: [CompiledScenario]) throws -> Profile.Stage {
    guard let first = scenarios.first else { throw BenchmarkError.missing("a scenario") }
    let block = RandomBlock()
    block.fill(seed: seed, draws: 0..<UInt64(PathBlock.capacity), rows: first.shared)
    let stride = LaneProgram.rowStride(forLanes: PathBlock.capacity)
    let scratch = LaneScratch()
    var outputs = [Double](repeating: 0, count: first.prelude.outputCount * stride)
    let time = outputs.withUnsafeMutableBufferPointer { buffer -> Double in
      guard let base = buffer.baseAddress else { return .nan }
      return nanoseconds {
        for _ in blocks {
          first.prelude.run(inputs: block, outputs: base, outputStride: stride, scratch: scratch)
        }
      }
    }
    return Profile.Stage(
      name: "correlated shocks, parameters", nanoseconds: time,
      operations: first.prelude.floatingPointOperations)
  }

  /// The program of one scenario on rows that are already made.
  func program(
    _ id: String, _ scenario: CompiledScenario, _ projection: any PreparedProjection
  ) throws -> Profile.Stage {
    var block = PathBlock(seed: seed)
    // The same draws again and again: the block keeps their random numbers.
    let again = 0..<UInt64(PathBlock.capacity)
    let time = try nanoseconds { for _ in blocks { try projection.fill(&block, draws: again) } }
    return Profile.Stage(
      name: "equations of \(id)",
      nanoseconds: time, operations: scenario.program.floatingPointOperations)
  }
}
