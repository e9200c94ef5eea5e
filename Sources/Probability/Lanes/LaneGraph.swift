/// Straight-line arithmetic over lanes under construction: inputs, constants and what is computed from them.
///
/// Equal computations are made once, constants are folded, and x·0, x·1, x+0, x/1 and −(−x) are simplified while building
/// (x·0 is 0 even where x is infinite or not a number). What no output needs is left out by ``compile(outputs:)``.
/// Not shared between threads; the compiled ``LaneProgram`` is.
public final class LaneGraph {
  private(set) var nodes: [LaneNode] = []
  private var known: [LaneNode: Int] = [:]

  /// An empty graph.
  public init() {}

  /// Number of operations, inputs and constants held so far.
  public var count: Int { nodes.count }

  // MARK: Leaves

  /// The row of the inputs (``RandomBlock``) with this number.
  public func input(row: Int) -> LaneValue {
    precondition(row >= 0, "an input row is numbered from 0")
    return intern(LaneNode(op: .input, bits: UInt64(row)))
  }

  /// The same number in every lane.
  public func constant(_ value: Double) -> LaneValue {
    intern(LaneNode(op: .constant, bits: value.bitPattern))
  }

  /// ((w₁x₁ + w₂x₂) + …) + plus, each product and sum rounded, from left to right; 0 for no terms.
  public func linearCombination(_ terms: [(Double, LaneValue)], plus: LaneValue? = nil) -> LaneValue {
    var sum: LaneValue?
    for (weight, value) in terms {
      let term = weight * value
      sum = sum.map { $0 + term } ?? term
    }
    guard let sum else { return plus ?? constant(0) }
    return plus.map { sum + $0 } ?? sum
  }

  /// Sum from left to right; 0 for no values.
  public func sum(_ values: [LaneValue]) -> LaneValue { linearCombination(values.map { (1, $0) }) }

  // MARK: Operations

  func constant(at id: Int) -> Double? { nodes[id].op == .constant ? nodes[id].value : nil }
  func value(_ id: Int) -> LaneValue { LaneValue(graph: self, id: id) }

  private func intern(_ node: LaneNode) -> LaneValue {
    if let id = known[node] { return value(id) }
    known[node] = nodes.count
    nodes.append(node)
    return value(nodes.count - 1)
  }

  private func check(_ values: LaneValue...) {
    for v in values { precondition(v.graph === self, "a lane value of another graph") }
  }

  func unary(_ op: LaneOperator, _ x: LaneValue) -> LaneValue {
    check(x)
    let node = LaneNode(op: op, a: Int32(x.id))
    if let k = x.constant { return constant(node.evaluate(k, 0, 0)) }
    return intern(node)
  }

  func binary(_ op: LaneOperator, _ l: LaneValue, _ r: LaneValue) -> LaneValue {
    check(l, r)
    var node = LaneNode(op: op, a: Int32(l.id), b: Int32(r.id))
    if let k = l.constant, let m = r.constant { return constant(node.evaluate(k, m, 0)) }
    if (op == .add || op == .multiply) && node.a > node.b { swap(&node.a, &node.b) }
    return intern(node)
  }

  func select(_ condition: LaneValue, _ yes: LaneValue, _ no: LaneValue) -> LaneValue {
    check(condition, yes, no)
    if let k = condition.constant { return k != 0 ? yes : no }
    if yes == no { return yes }
    return intern(LaneNode(op: .select, a: Int32(condition.id), b: Int32(yes.id), c: Int32(no.id)))
  }

  func add(_ l: LaneValue, _ r: LaneValue) -> LaneValue {
    if l.constant == 0 { return r }
    if r.constant == 0 { return l }
    if let opposite = negated(r) { return subtract(l, opposite) }
    if let opposite = negated(l) { return subtract(r, opposite) }
    return binary(.add, l, r)
  }

  func subtract(_ l: LaneValue, _ r: LaneValue) -> LaneValue {
    if r.constant == 0 { return l }
    if l.constant == 0 { return negate(r) }
    if let opposite = negated(r) { return add(l, opposite) }
    return binary(.subtract, l, r)
  }

  func multiply(_ l: LaneValue, _ r: LaneValue) -> LaneValue {
    if let k = l.constant, r.constant == nil { return scale(r, by: k) }
    if let k = r.constant, l.constant == nil { return scale(l, by: k) }
    return binary(.multiply, l, r)
  }

  func divide(_ l: LaneValue, _ r: LaneValue) -> LaneValue {
    if r.constant == 1 { return l }
    if l.constant == 0, r.constant == nil { return constant(0) }
    return binary(.divide, l, r)
  }

  func negate(_ x: LaneValue) -> LaneValue { negated(x) ?? unary(.negate, x) }

  private func scale(_ x: LaneValue, by k: Double) -> LaneValue {
    switch k {
    case 0: constant(0)
    case 1: x
    case -1: negate(x)
    default: binary(.multiply, constant(k), x)
    }
  }

  /// y where x is −y.
  private func negated(_ x: LaneValue) -> LaneValue? {
    nodes[x.id].op == .negate ? value(Int(nodes[x.id].a)) : nil
  }

  /// The operation of a node on new operands, simplified as when it was written.
  func rebuild(_ node: LaneNode, _ x: LaneValue, _ y: LaneValue, _ z: LaneValue) -> LaneValue {
    switch node.op {
    case .input: input(row: node.row)
    case .constant: constant(node.value)
    case .add: add(x, y)
    case .subtract: subtract(x, y)
    case .multiply: multiply(x, y)
    case .divide: divide(x, y)
    case .negate: negate(x)
    case .squareRoot, .exp, .log: unary(node.op, x)
    case .minimum, .maximum, .atLeast: binary(node.op, x, y)
    case .select: select(x, y, z)
    }
  }
}
