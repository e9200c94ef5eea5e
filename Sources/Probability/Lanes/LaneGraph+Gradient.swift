extension LaneGraph {
  /// ∂y/∂xᵢ as values of this graph, by reverse accumulation; the constant 0 where y does not depend on xᵢ.
  ///
  /// `inputs` may be any values; y is differentiated with every one of them held free (an input's own operands are not
  /// followed). Comparisons and the conditions of selections count as locally constant; a minimum or maximum of equal
  /// operands has the derivative of its second operand. Where y is affine in the inputs the gradient does not mention them.
  public func gradient(of y: LaneValue, with inputs: [LaneValue]) -> [LaneValue] {
    let variables = Set(inputs.map(\.id))
    let order = reachable(from: [y])
    var depends = [Bool](repeating: false, count: y.id + 1)
    for id in order { depends[id] = variables.contains(id) || nodes[id].operands.contains { depends[$0] } }
    var adjoint = [Int: LaneValue]()
    adjoint[y.id] = constant(1)
    for id in order.reversed() where depends[id] && !variables.contains(id) {
      guard let outer = adjoint[id] else { continue }
      for (operand, local) in partials(of: id) where depends[operand] {
        let part = local(outer)
        adjoint[operand] = adjoint[operand].map { $0 + part } ?? part
      }
    }
    return inputs.map { $0.id <= y.id ? adjoint[$0.id] ?? constant(0) : constant(0) }
  }

  /// For each operand, what it receives from the adjoint of the node.
  private func partials(of id: Int) -> [(Int, (LaneValue) -> LaneValue)] {
    let node = nodes[id]
    let result = value(id)
    let ids = node.operands
    let x = ids.map { value($0) }
    switch node.op {
    case .input, .constant, .atLeast: return []
    case .add: return [(ids[0], { $0 }), (ids[1], { $0 })]
    case .subtract: return [(ids[0], { $0 }), (ids[1], { -$0 })]
    case .multiply: return [(ids[0], { $0 * x[1] }), (ids[1], { $0 * x[0] })]
    case .divide: return [(ids[0], { $0 / x[1] }), (ids[1], { -($0 * result / x[1]) })]
    case .negate: return [(ids[0], { -$0 })]
    case .squareRoot: return [(ids[0], { 0.5 * $0 / result })]
    case .exp: return [(ids[0], { $0 * result })]
    case .log: return [(ids[0], { $0 / x[0] })]
    case .minimum:
      let first = 1 - x[0].isAtLeast(x[1])
      return [(ids[0], { $0 * first }), (ids[1], { $0 * (1 - first) })]
    case .maximum:
      let first = 1 - x[1].isAtLeast(x[0])
      return [(ids[0], { $0 * first }), (ids[1], { $0 * (1 - first) })]
    case .select:
      let zero = constant(0)
      return [
        (ids[1], { x[0].select($0, otherwise: zero) }), (ids[2], { x[0].select(zero, otherwise: $0) }),
      ]
    }
  }
}
