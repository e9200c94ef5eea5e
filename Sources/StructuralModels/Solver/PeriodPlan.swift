/// How one period is solved, for a given set of variables held: the blocks in order, as columns and equations.
struct PeriodPlan: Sendable {
  /// Equations solved together, with where their unknowns stand in the frame.
  struct Block: Sendable {
    let columns: [Int]
    /// The i-th determines the i-th column.
    let equations: [Int]
    /// For each equation the slots that read an unknown of this block, and the unknown's position.
    var unknowns: [[(slot: Int, position: Int)]] {
      equations.indices.map { i in
        (system.starts[i]..<system.starts[i + 1]).map { (system.slots[$0], system.owners[$0]) }
      }
    }
    /// The left side of a single equation whose right side gives its variable.
    let explicit: LeftSide?
    /// The same as a system of one row.
    let system: EquationSystem
  }

  let blocks: [Block]
  /// The equations that hold.
  let equations: [Int]
  /// Variables held, each with the equation that gives way.
  let held: [(variable: Int, equation: Int)]
  /// What the equations read, each column and shift once.
  let reads: [Read]

  struct Read: Sendable {
    let column: Int
    let shift: Int
  }

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
    reads = Self.reads(of: equations, in: tape)
    blocks = order.blocks.map { block in
      Self.block(
        block, columns: block.variables.map { variables[$0] },
        equations: block.equations.map { equations[$0] },
        model, tape, incidence)
    }
  }

  /// With nothing held, in the order given.
  init(_ model: Model, _ tape: Tape, _ incidence: Incidence, _ order: BlockOrder) {
    held = []
    equations = Array(model.equations.indices)
    reads = Self.reads(of: equations, in: tape)
    blocks = order.blocks.map {
      Self.block($0, columns: $0.variables, equations: $0.equations, model, tape, incidence)
    }
  }

  private static func block(
    _ block: BlockOrder.Block, columns: [Int], equations: [Int], _ model: Model, _ tape: Tape,
    _ incidence: Incidence
  ) -> Block {
    let explicit = zip(columns, equations).map { column, equation in
      incidence.isExplicit[equation] && incidence.left[equation] == column
        ? LeftSide(model.equations[equation].left) : nil
    }
    return Block(
      columns: columns, equations: equations, explicit: block.isRecursive ? explicit[0] : nil,
      system: EquationSystem(
        tape, unknowns: columns.map { .init(number: $0, row: 0) },
        equations: equations.map { .init(number: $0, row: 0) }, explicit: explicit))
  }

  private static func reads(of equations: [Int], in tape: Tape) -> [Read] {
    struct Key: Hashable {
      let column: Int
      let shift: Int
    }
    var seen: Set<Key> = []
    var reads: [Read] = []
    for equation in equations {
      for (column, shift) in tape.operands(of: equation)
      where seen.insert(Key(column: column, shift: shift)).inserted {
        reads.append(Read(column: column, shift: shift))
      }
    }
    return reads
  }
}
