import Probability
import Testing

@Suite struct LaneProgramTests {
  @Test(arguments: 0..<60) func compiledProgramsAgreeWithPlainEvaluationToTheBit(seed: Int) {
    let random = RandomGraph(seed: UInt64(seed), operations: 5 + 7 * seed)
    let program = random.graph.compile(outputs: random.outputs)
    let block = RandomBlock()
    let rows = (0..<RandomGraph.inputCount).map { RandomRow(period: 0, shock: UInt32($0)) }
    block.fill(seed: 1, draws: 0..<100, rows: rows)
    let stride = LaneProgram.rowStride(forLanes: 100)
    var results = [Double](repeating: .nan, count: random.outputs.count * stride)
    results.withUnsafeMutableBufferPointer { results in
      guard let base = results.baseAddress else { return }
      program.run(inputs: block, outputs: base, outputStride: stride, scratch: LaneScratch())
    }
    for lane in Swift.stride(from: 0, to: 100, by: 9) {
      let inputs = rows.indices.map { block[row: $0, lane: lane] }
      let expected = random.graph.evaluate(random.outputs, inputs: inputs)
      for (i, value) in expected.enumerated() {
        #expect(results[i * stride + lane].bitPattern == value.bitPattern, "output \(i), lane \(lane)")
      }
    }
    let inputs = rows.indices.map { block[row: $0, lane: 0] }
    #expect(program.evaluate(inputs) == random.graph.evaluate(random.outputs, inputs: inputs))
  }

  @Test(arguments: 0..<40) func omittingOutputsChangesNoOther(seed: Int) {
    let random = RandomGraph(seed: UInt64(seed), operations: 5 + 7 * seed)
    let program = random.graph.compile(outputs: random.outputs)
    let omitted = Set(random.outputs.indices.filter { (seed >> ($0 % 5)) & 1 == $0 % 2 })
    let shorter = program.omitting(outputs: omitted)
    let inputs = (0..<RandomGraph.inputCount).map { 0.3 * Double($0) - 1.7 }
    let whole = program.evaluate(inputs)
    let rest = shorter.evaluate(inputs)
    for output in whole.indices where !omitted.contains(output) {
      #expect(rest[output].bitPattern == whole[output].bitPattern)
    }
    #expect(shorter.instructionCount <= program.instructionCount - (omitted.contains(8) ? 1 : 0))
    #expect(program.omitting(outputs: Set(whole.indices)).instructionCount == 0)
  }

  @Test func derivationsTellValuesApart() {
    func value(_ k: Double, row: Int) -> (LaneGraph, LaneValue) {
      let graph = LaneGraph()
      _ = graph.input(row: 9) * 4
      return (graph, (graph.input(row: row) * k + 1).exp() - graph.input(row: 2))
    }
    let (graph, x) = value(2, row: 1)
    let (same, y) = value(2, row: 1)
    #expect(graph.derivation(of: x) == same.derivation(of: y))
    for (k, row) in [(3.0, 1), (2.0, 3)] {
      let (other, z) = value(k, row: row)
      #expect(graph.derivation(of: x) != other.derivation(of: z))
    }
    #expect(graph.derivation(of: x) != graph.derivation(of: -x))
  }

  @Test func operationsAreFusedAndRowsUsedAgain() {
    let graph = LaneGraph()
    let x = (0..<100).map { graph.input(row: $0) }
    let sum = graph.linearCombination(x.enumerated().map { (Double($0 + 2), $1) })
    let program = graph.compile(outputs: [sum])
    // One scaled load, 99 scaled additions; one cut of the chain; the store of the result.
    #expect(program.instructionCount <= 103)
    #expect(program.floatingPointOperations == 199)
    #expect(program.temporaryCount <= 2)
  }

  @Test func whatNoOutputNeedsIsLeftOut() {
    let graph = LaneGraph()
    let x = graph.input(row: 0)
    _ = (x * 3).exp()
    #expect(graph.compile(outputs: [x + 1]).instructionCount == 3)
  }

  @Test func aLongChainNeedsNoDeepStack() {
    let graph = LaneGraph()
    let x = graph.input(row: 0)
    var y = x
    for i in 0..<20_000 { y = y * 0.5 + Double(i % 7) }
    let value = graph.compile(outputs: [y]).evaluate([1])[0]
    #expect(value == graph.evaluate([y], inputs: [1])[0])
  }
}
