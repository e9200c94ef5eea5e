/// How one period is solved, for a given set of variables held: the blocks in order, as columns and equations.
struct PeriodPlan: Sendable {
  /// Equations solved together, with where their unknowns stand in the frame.
  struct Block: Sendable {
    let columns: [Int]
    let equations: [Int]
    /// For each equation the slots that read an unknown of this block, and the unknown's position.
    let unknowns: [[(slot: Int, position: Int)]]
    /// The left side of a single equation whose right side gives its variable.
    let explicit: LeftSide?
  }

  let blocks: [Block]
  /// The equations that hold.
  let equations: [Int]
  /// Variables held, each with the equation that gives way.
  let held: [(variable: Int, equation: Int)]

  /// Nil where the equations that remain do not determine the variables that remain.
  init?(_ model: Model, _ tape: Tape, _ incidence: Incidence, held: [(variable: Int, equation: Int)]) {
    let dropped = Set(held.map(\.equation))
    let given = Set(held.map(\.variable))
    let variables = model.variables.indices.filter { !given.contains($0) }
    let equations = model.equations.indices.filter { !dropped.contains($0) }
    guard let order = BlockOrder(incidence.restricted(toVariables: variables, equations: equations)) else {
      return nil
    }
    self.held = held
    self.equations = equations
    blocks = order.blocks.map { block in
      let columns = block.variables.map { variables[$0] }
      let numbers = block.equations.map { equations[$0] }
      let explicit = block.isRecursive ? LeftSide(model.equations[numbers[0]].left) : nil
      let position = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
      let unknowns = numbers.map { Self.unknowns(of: $0, in: tape, position) }
      return Block(columns: columns, equations: numbers, unknowns: unknowns, explicit: explicit)
    }
  }

  private static func unknowns(of equation: Int, in tape: Tape, _ position: [Int: Int]) -> [(
    slot: Int, position: Int
  )] {
    zip(tape.stretches[equation].columns, tape.operands(of: equation)).compactMap { slot, operand in
      operand.shift == 0 ? position[operand.column].map { (slot, $0) } : nil
    }
  }
}
