internal import LaneKernels

extension LaneGraph {
  /// A program that computes `outputs`; output i is `outputs[i]`. Operations that none of them needs are left out.
  public func compile(outputs: [LaneValue]) -> LaneProgram {
    var compiler = LaneCompiler(graph: self, outputs: outputs)
    return compiler.compile()
  }
}

/// Turns a graph into instructions for one accumulator.
///
/// A value used once is computed in the accumulator by whoever needs it (a tree); a value used more often, and every
/// output, is a root and gets a row. Roots are computed just before they are first needed.
struct LaneCompiler {
  /// A tree deeper than this is cut in two.
  private static let deepestTree = 64

  let nodes: [LaneNode]
  let outputs: [Int]
  let order: [Int]
  let inputCount: Int
  private var isRoot: [Bool]
  private var size: [Int]
  /// Row of each computed root or stored constant.
  private var rowOf: [Int: Int] = [:]
  private var outputRows: [Int: [Int]] = [:]
  private var code: [lane_instruction] = []
  private var virtualCount = 0
  /// Row whose value the accumulator still holds.
  private var held: Int?

  init(graph: LaneGraph, outputs: [LaneValue]) {
    let nodes = graph.nodes
    self.nodes = nodes
    self.outputs = outputs.map(\.id)
    order = graph.reachable(from: outputs)
    inputCount = (order.filter { nodes[$0].op == .input }.map { nodes[$0].row }.max() ?? -1) + 1
    let count = (order.last ?? -1) + 1
    isRoot = Array(repeating: false, count: count)
    size = Array(repeating: 0, count: count)
    for (i, id) in self.outputs.enumerated() { outputRows[id, default: []].append(inputCount + i) }
    markRoots()
  }

  private mutating func markRoots() {
    var uses = [Int](repeating: 0, count: size.count)
    var depth = [Int](repeating: 0, count: size.count)
    for id in order { for operand in nodes[id].operands { uses[operand] += 1 } }
    for id in order where !isLeaf(id) {
      let inline = nodes[id].operands.filter { !isLeaf($0) && !isRoot[$0] }
      size[id] = 1 + inline.reduce(0) { $0 + size[$1] }
      depth[id] = 1 + (inline.map { depth[$0] }.max() ?? 0)
      isRoot[id] = uses[id] > 1 || outputRows[id] != nil || depth[id] >= Self.deepestTree
    }
  }

  private func isLeaf(_ id: Int) -> Bool { nodes[id].op == .input || nodes[id].op == .constant }

  mutating func compile() -> LaneProgram {
    for id in outputs { schedule(id) }
    for id in outputRows.keys.sorted() where isLeaf(id) {
      accumulate(id)
      for row in outputRows[id] ?? [] { store(row) }
    }
    emit(LANE_END)
    let temporaries = allocateTemporaries()
    return LaneProgram(
      instructions: code, inputCount: inputCount, outputCount: outputs.count, temporaryCount: temporaries)
  }

  // MARK: Roots

  /// Computes a root after the roots it needs, without recursion.
  private mutating func schedule(_ root: Int) {
    var stack = [root]
    while let id = stack.last {
      if isLeaf(id) || rowOf[id] != nil {
        stack.removeLast()
        continue
      }
      let missing = rootsNeeded(by: id).filter { rowOf[$0] == nil }
      if missing.isEmpty {
        stack.removeLast()
        computeRoot(id)
      } else {
        stack.append(contentsOf: missing.reversed())
      }
    }
  }

  private func rootsNeeded(by root: Int) -> [Int] {
    var found: [Int] = []
    var stack = nodes[root].operands
    while let id = stack.popLast() {
      if isLeaf(id) { continue }
      if isRoot[id] { found.append(id) } else { stack.append(contentsOf: nodes[id].operands) }
    }
    return found
  }

  private mutating func computeRoot(_ id: Int) {
    accumulate(id)
    let rows = outputRows[id] ?? [newRow()]
    for row in rows { store(row) }
    rowOf[id] = rows[0]
  }

  // MARK: Instructions

  /// Temporaries are numbered past the rows of inputs and outputs.
  private mutating func newRow() -> Int {
    virtualCount += 1
    return inputCount + outputs.count + virtualCount - 1
  }

  private mutating func emit(
    _ operation: lane_operation, _ left: Int = 0, _ right: Int = 0, scalar: Double = 0
  ) {
    code.append(
      lane_instruction(
        operation: operation.rawValue, left: UInt32(left), right: UInt32(right), reserved: 0, scalar: scalar))
    held = nil
  }

  private mutating func store(_ row: Int) {
    emit(LANE_STORE, row)
    held = row
  }

  /// The row a value can be read from without computing anything.
  private func row(_ id: Int) -> Int? { nodes[id].op == .input ? nodes[id].row : rowOf[id] }

  private func constant(_ id: Int) -> Double? { nodes[id].op == .constant ? nodes[id].value : nil }

  /// Makes a value readable from a row.
  private mutating func prepare(_ id: Int) -> Int {
    if let row = row(id) { return row }
    accumulate(id)
    let row = newRow()
    store(row)
    if isLeaf(id) { rowOf[id] = row }
    return row
  }

  /// Operands of a product that a sum can take up as it stands: used once and at most one of them still to be computed.
  private func product(_ id: Int) -> (Int, Int)? {
    guard nodes[id].op == .multiply, row(id) == nil, !isRoot[id] else { return nil }
    let (a, b) = (Int(nodes[id].a), Int(nodes[id].b))
    if constant(a) != nil || constant(b) != nil || row(a) != nil || row(b) != nil { return (a, b) }
    return nil
  }

  /// Leaves a value in the accumulator.
  private mutating func accumulate(_ id: Int) {
    if let row = row(id) {
      if held != row { emit(LANE_LOAD, row) }
      held = row
      return
    }
    let node = nodes[id]
    let (a, b) = (Int(node.a), Int(node.b))
    switch node.op {
    case .input: break
    case .constant: emit(LANE_FILL, scalar: node.value)
    case .negate: unary(LANE_NEGATE, a)
    case .squareRoot: unary(LANE_SQRT, a)
    case .exp: unary(LANE_EXP, a)
    case .log: unary(LANE_LOG, a)
    case .add, .subtract: sum(a, b, negative: node.op == .subtract)
    case .multiply:
      if let k = constant(a) ?? constant(b), let x = row(constant(a) == nil ? a : b), held != x {
        emit(LANE_LOAD_SCALED, x, scalar: k)
      } else {
        binary(.product, a, b)
      }
    case .divide: binary(.quotient, a, b)
    case .atLeast: binary(.atLeast, a, b)
    case .minimum: ordered(LANE_MIN, LANE_MIN_SCALAR, a, b)
    case .maximum: ordered(LANE_MAX, LANE_MAX_SCALAR, a, b)
    case .select:
      let yes = prepare(b)
      let no = prepare(Int(node.c))
      accumulate(a)
      emit(LANE_SELECT, yes, no)
    }
  }

  private mutating func unary(_ operation: lane_operation, _ a: Int) {
    accumulate(a)
    emit(operation)
  }

  private mutating func ordered(_ operation: lane_operation, _ scalar: lane_operation, _ a: Int, _ b: Int) {
    if let k = constant(b) {
      accumulate(a)
      emit(scalar, scalar: k)
    } else {
      let right = prepare(b)
      accumulate(a)
      emit(operation, right)
    }
  }

  /// a ± b, taking up a product on the right, or on the left of a sum.
  private mutating func sum(_ a: Int, _ b: Int, negative: Bool) {
    if let (x, y) = product(b) {
      fused(a, x, y, negative ? (LANE_SUB_SCALED, LANE_SUB_PRODUCT) : (LANE_ADD_SCALED, LANE_ADD_PRODUCT))
    } else if !negative, let (x, y) = product(a) {
      fused(b, x, y, (LANE_ADD_SCALED, LANE_ADD_PRODUCT))
    } else {
      binary(negative ? .difference : .sum, a, b)
    }
  }

  private mutating func fused(_ a: Int, _ x: Int, _ y: Int, _ operations: (lane_operation, lane_operation)) {
    if let k = constant(x) ?? constant(y) {
      let operand = prepare(constant(x) != nil ? y : x)
      accumulate(a)
      emit(operations.0, operand, scalar: k)
    } else {
      let left = prepare(x)
      let right = prepare(y)
      accumulate(a)
      emit(operations.1, left, right)
    }
  }

  private mutating func binary(_ forms: LaneForms, _ a: Int, _ b: Int) {
    if let k = constant(b) {
      accumulate(a)
      emit(forms.rightScalar, scalar: forms.negatesRightScalar ? -k : k)
    } else if let k = constant(a) {
      accumulate(b)
      emit(forms.leftScalar, scalar: k)
    } else if let x = row(a), let y = row(b), let load = forms.load, held != x, held != y {
      emit(load, x, y)
    } else if let y = row(b), held != y || row(a) == nil || a == b {
      accumulate(a)
      emit(forms.right, y)
    } else if let x = row(a) {
      accumulate(b)
      emit(forms.left, x)
    } else if size[b] >= size[a] {
      let y = prepare(b)
      accumulate(a)
      emit(forms.right, y)
    } else {
      let x = prepare(a)
      accumulate(b)
      emit(forms.left, x)
    }
  }

  // MARK: Temporaries

  /// Gives temporaries the fewest rows: a row is free again after its last reading, the last freed is taken first.
  private mutating func allocateTemporaries() -> Int {
    let first = inputCount + outputs.count
    var lastUse = [Int](repeating: -1, count: virtualCount)
    for (i, instruction) in code.enumerated() {
      for row in instruction.rows where row >= first { lastUse[row - first] = i }
    }
    var place = [Int](repeating: -1, count: virtualCount)
    var free: [Int] = []
    var used = 0
    for i in code.indices {
      let rows = code[i].rows.filter { $0 >= first }.map { $0 - first }
      for row in rows where place[row] < 0 {
        if let slot = free.popLast() {
          place[row] = slot
        } else {
          place[row] = used
          used += 1
        }
      }
      code[i].renumber { $0 >= first ? first + place[$0 - first] : $0 }
      for row in Set(rows).sorted() where lastUse[row] == i { free.append(place[row]) }
    }
    return used
  }
}
