import Probability
import Testing

@Suite struct LaneGraphTests {
  @Test func constantsAreFoldedAndEqualComputationsMadeOnce() {
    let graph = LaneGraph()
    let x = graph.input(row: 0)
    let y = graph.input(row: 1)
    #expect((graph.constant(2) * 3 + 1).constant == 7)
    #expect(graph.constant(0.5).exp().constant == LaneFunction.exp(0.5))
    #expect(x * 1 == x && x + 0 == x && x / 1 == x && -(-x) == x)
    #expect((x * 0).constant == 0)
    #expect(x + y == y + x && x * y == y * x && x - y != y - x)
    #expect(x + -y == x - y && x - -y == x + y)
    #expect(x * -1 == -x && 0 - x == -x)
    let before = graph.count
    _ = (x * y + 0).squareRoot()
    let between = graph.count
    _ = (y * x).squareRoot()
    #expect(between == before + 1 && graph.count == between)
  }

  @Test(arguments: 0..<20) func gradientsAgreeWithDifferences(seed: Int) {
    let random = RandomGraph(seed: 1000 + UInt64(seed), operations: 30, smooth: true)
    let graph = random.graph
    let y = random.outputs[0] + random.outputs[1]
    let inputs = (0..<RandomGraph.inputCount).map { graph.input(row: $0) }
    let gradient = graph.gradient(of: y, with: inputs)
    let point = inputs.indices.map { 0.3 + 0.1 * Double($0) }
    let exact = graph.evaluate(gradient, inputs: point)
    let h = 1e-3
    for i in inputs.indices {
      // Five-point difference: error h⁴ y⁽⁵⁾/30.
      func at(_ step: Double) -> Double {
        var shifted = point
        shifted[i] += step
        return graph.evaluate([y], inputs: shifted)[0]
      }
      let near = 8 * (at(h) - at(-h))
      let far = at(2 * h) - at(-2 * h)
      let difference = (near - far) / (12 * h)
      #expect(abs(exact[i] - difference) < 1e-8 * max(1, abs(exact[i])), "∂/∂x\(i)")
    }
  }

  @Test func gradientsOfKinksFollowTheBranchTaken() {
    let graph = LaneGraph()
    let x = graph.input(row: 0)
    let y = graph.input(row: 1)
    let values = [x.minimum(y), x.maximum(y), x.isAtLeast(y).select(3 * x, otherwise: 5 * y)]
    let gradients = values.flatMap { graph.gradient(of: $0, with: [x, y]) }
    #expect(graph.evaluate(gradients, inputs: [1, 2]) == [1, 0, 0, 1, 0, 5])
    #expect(graph.evaluate(gradients, inputs: [2, 1]) == [0, 1, 1, 0, 3, 0])
  }

  @Test func affineGradientsDoNotMentionTheInputs() {
    let graph = LaneGraph()
    let shocks = (0..<3).map { graph.input(row: $0) }
    let parameter = graph.input(row: 3)
    let y = shocks[0] * parameter + (shocks[1] - 2 * shocks[2]) / parameter.exp() + parameter * parameter
    #expect(graph.isAffine(y, in: shocks))
    #expect(graph.inputRows(of: graph.gradient(of: y, with: shocks)) == [3])
    #expect(graph.gradient(of: y, with: [graph.input(row: 9)])[0].constant == 0)
  }

  @Test func productsQuotientsAndFunctionsOfInputsAreNotAffine() {
    let graph = LaneGraph()
    let x = graph.input(row: 0)
    let y = graph.input(row: 1)
    let p = graph.input(row: 2)
    #expect(graph.isAffine(p.exp() / p, in: [x, y]))
    #expect(graph.isAffine(p.isAtLeast(0).select(x, otherwise: y + p), in: [x, y]))
    for z in [x * y, x * x, p / x, x.exp(), (x + p).log(), x.minimum(p), x.isAtLeast(p), x.squareRoot()] {
      #expect(!graph.isAffine(z, in: [x, y]))
      #expect(
        graph.isAffine(z, in: [p])
          == (z == x * y || z == x * x || z == p / x || z == x.exp() || z == x.squareRoot()))
    }
    #expect(!graph.isAffine(x.isAtLeast(0).select(p, otherwise: y), in: [x]))
    // A value between: affine in exp(x) as a variable of its own.
    #expect(graph.isAffine(2 * x.exp() + 1, in: [x.exp()]))
  }

  @Test(arguments: 0..<20) func substitutionGivesTheOutputsAtTheReplacements(seed: Int) {
    let random = RandomGraph(seed: 2000 + UInt64(seed), operations: 60)
    let graph = random.graph
    let x0 = graph.input(row: 0)
    let x1 = graph.input(row: 1)
    let new = graph.substitute([x0: x1 * 0.5 + x0, x1: graph.constant(0.75)], in: random.outputs)
    let point = (0..<RandomGraph.inputCount).map { 0.2 * Double($0) - 0.7 }
    var moved = point
    moved[0] = point[1] * 0.5 + point[0]
    moved[1] = 0.75
    #expect(graph.evaluate(new, inputs: point) == graph.evaluate(random.outputs, inputs: moved))
    #expect(graph.substitute([graph.input(row: 99): x0], in: random.outputs) == random.outputs)
  }

  /// Conditioning a model that is linear in its shocks: after the shocks are replaced by x + K(target − y), K = Σg/(g'Σg),
  /// the conditioned value is hit in every draw.
  @Test func conditioningALinearModelHitsItsTarget() {
    let graph = LaneGraph()
    let shocks = (0..<4).map { graph.input(row: $0) }
    let slope = 1 + 0.1 * graph.input(row: 4)
    let y = slope * shocks[0] + 0.5 * shocks[1] - shocks[2] / slope + 0.2
    let g = graph.gradient(of: y, with: shocks)
    let norm = graph.sum(g.map { $0 * $0 })
    let miss = (1.5 - y) / norm
    let conditioned = zip(shocks, g).map { $0 + $1 * miss }
    let replaced = graph.substitute(Dictionary(uniqueKeysWithValues: zip(shocks, conditioned)), in: [y])
    let value = graph.compile(outputs: replaced).evaluate([0.3, -1.2, 0.8, 2, 0.4])[0]
    #expect(abs(value - 1.5) < 1e-14)
  }
}
