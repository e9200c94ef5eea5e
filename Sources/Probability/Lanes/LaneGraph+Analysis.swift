extension LaneGraph {
  /// Numbers of the nodes that `values` need, themselves included, in the order they were made.
  func reachable(from values: [LaneValue]) -> [Int] {
    for v in values { precondition(v.graph === self, "a lane value of another graph") }
    guard let last = values.map(\.id).max() else { return [] }
    var needed = [Bool](repeating: false, count: last + 1)
    for v in values { needed[v.id] = true }
    for id in stride(from: last, through: 0, by: -1) where needed[id] {
      for operand in nodes[id].operands { needed[operand] = true }
    }
    return needed.indices.filter { needed[$0] }
  }

  /// Input rows that `values` depend on, ascending.
  public func inputRows(of values: [LaneValue]) -> [Int] {
    reachable(from: values).filter { nodes[$0].op == .input }.map { nodes[$0].row }.sorted()
  }

  /// How a value comes from input rows and constants, operation by operation: values of equal derivation, in whatever graphs,
  /// are the same in every lane.
  public func derivation(of value: LaneValue) -> [UInt64] {
    var place: [Int: UInt64] = [:]
    return reachable(from: [value]).flatMap { id -> [UInt64] in
      place[id] = UInt64(place.count)
      let node = nodes[id]
      return [UInt64(node.op.rawValue), node.bits] + node.operands.map { place[$0] ?? 0 }
    }
  }

  /// Whether y = c + Σ kᵢxᵢ in these values x, with c and kᵢ independent of them: every path from an x to y goes through
  /// + − ×, ÷ and selections by independent values only. `inputs` may be any values; what lies before them is ignored.
  ///
  /// May say no to an expression that is affine after cancellation (x·x/x).
  public func isAffine(_ y: LaneValue, in inputs: [LaneValue]) -> Bool {
    let variables = Set(inputs.map(\.id))
    var degree = [UInt8](repeating: 0, count: y.id + 1)
    for id in reachable(from: [y]) {
      let node = nodes[id]
      let d = node.operands.map { degree[$0] }
      switch node.op {
      case _ where variables.contains(id): degree[id] = 1
      case .input, .constant: degree[id] = 0
      case .add, .subtract: degree[id] = max(d[0], d[1])
      case .negate: degree[id] = d[0]
      case .multiply: degree[id] = min(2, d[0] + d[1])
      case .divide: degree[id] = d[1] == 0 ? d[0] : 2
      case .select: degree[id] = d[0] == 0 ? max(d[1], d[2]) : 2
      case .squareRoot, .exp, .log, .minimum, .maximum, .atLeast: degree[id] = d.max() == 0 ? 0 : 2
      }
    }
    return degree[y.id] < 2
  }

  /// `outputs` computed anew with some values replaced by others of this graph. What does not depend on them stays.
  ///
  /// Replacements are used as they are: a replacement may mention what is replaced.
  public func substitute(_ replacements: [LaneValue: LaneValue], in outputs: [LaneValue]) -> [LaneValue] {
    let order = reachable(from: outputs)
    var new = [Int: LaneValue]()
    for id in order {
      if let replacement = replacements[value(id)] {
        precondition(replacement.graph === self, "a lane value of another graph")
        new[id] = replacement
        continue
      }
      let node = nodes[id]
      let changed = node.operands.contains { new[$0] != nil }
      guard changed else { continue }
      let x = node.operands.map { new[$0] ?? value($0) }
      new[id] = rebuild(node, x[0], x.count > 1 ? x[1] : x[0], x.count > 2 ? x[2] : x[0])
    }
    return outputs.map { new[$0.id] ?? $0 }
  }

  /// The values for one lane, `inputs[row]` being the input rows; the same bytes as the compiled program.
  ///
  /// Slow: for tests, means and single points.
  public func evaluate(_ values: [LaneValue], inputs: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: (values.map(\.id).max() ?? -1) + 1)
    for id in reachable(from: values) {
      let node = nodes[id]
      switch node.op {
      case .input: result[id] = inputs[node.row]
      case .constant: result[id] = node.value
      default:
        let x = node.operands.map { result[$0] }
        result[id] = node.evaluate(x[0], x.count > 1 ? x[1] : 0, x.count > 2 ? x[2] : 0)
      }
    }
    return values.map { result[$0.id] }
  }
}
