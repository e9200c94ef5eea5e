import Probability

/// Graphs of random operations, to compare what the compiler makes of them with their plain evaluation.
struct RandomGraph {
  static let inputCount = 12
  let graph = LaneGraph()
  var values: [LaneValue] = []
  var outputs: [LaneValue] = []

  init(seed: UInt64, operations: Int, smooth: Bool = false) {
    var random = PhiloxStream(seed: seed, draw: 0, period: 0, shock: 0)
    values = (0..<Self.inputCount).map { graph.input(row: $0) }
    for _ in 0..<operations { values.append(operation(smooth: smooth, &random)) }
    outputs = (0..<8).map { _ in values[Int.random(in: 0..<values.count, using: &random)] }
    outputs.append(graph.constant(2.5))
    outputs.append(values[3])
  }

  private func operation(smooth: Bool, _ random: inout PhiloxStream) -> LaneValue {
    let recent = max(0, values.count - 20)
    let x = values[Int.random(in: (Bool.random(using: &random) ? recent : 0)..<values.count, using: &random)]
    let y = values[Int.random(in: 0..<values.count, using: &random)]
    let z = values[Int.random(in: 0..<values.count, using: &random)]
    let k = Double(Int.random(in: -3...3, using: &random)) * 0.25
    // Every result is kept near 1 in size, so that long chains neither explode nor vanish.
    switch Int.random(in: 0..<(smooth ? 14 : 19), using: &random) {
    case 0, 1: return 0.5 * x + 0.5 * y
    case 2: return x - y * k
    case 3: return 0.5 * (x + y * z / (1 + y * y))
    case 4: return graph.linearCombination([(0.3, x), (k, y), (0.2, z)], plus: graph.constant(0.1))
    case 5: return x * y / (1 + x * x)
    case 6: return k / (2 + y * y) - x
    case 7: return (-(x * x) / 8).exp()
    case 8: return (1 + x * x).log()
    case 9: return (1 + y * y).squareRoot() - 1
    case 10: return x / (1 + z * z)
    case 11: return k - x
    case 12: return x * k + 0.125
    case 13: return (x - y) * 0.5 + x / 3
    case 14: return x.minimum(y)
    case 15: return x.maximum(k)
    case 16: return x.isAtLeast(y)
    case 17: return x.isAtMost(k).select(y, otherwise: graph.constant(k))
    default: return x.isAtLeast(k).select(x, otherwise: z)
    }
  }
}
