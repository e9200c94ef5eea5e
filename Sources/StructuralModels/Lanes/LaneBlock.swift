import Probability

/// Equations solved together, compiled for lanes.
struct LaneBlock: Sendable {
  /// Unknowns, and their columns.
  let columns: [Int]
  let equations: [Int]
  let pattern: SparsePattern
  /// left − right of every equation.
  let residuals: LaneRoutine
  /// left − right, the size of the terms, then the entries of the Jacobian.
  let derivatives: LaneRoutine
  /// 1 where every equation holds to the tolerance, 0 elsewhere.
  let verdict: LaneRoutine
  /// Whether the Jacobian is the same everywhere, in all lanes.
  let isLinear: Bool
  /// The input row of each unknown.
  let unknownRows: [Int]

  var size: Int { columns.count }

  init(_ block: PeriodPlan.Block, _ tape: Tape, _ folding: LaneFolding, tolerance: Double) {
    columns = block.columns
    equations = block.equations
    let reader = LaneReader(folding)
    var (gaps, scales, entries): ([LaneValue], [LaneValue], [LaneValue]) = ([], [], [])
    var (rows, positions): ([Int], [Int]) = ([], [])
    var holds = reader.graph.constant(1)
    for (row, equation) in block.equations.enumerated() {
      let stretch = LaneStretch(equation, of: tape, reader.sources)
      let adjoints = stretch.adjoints()
      let scale = stretch.scale(adjoints)
      gaps.append(stretch.residual)
      scales.append(scale)
      holds *= LaneArithmetic.absolute(stretch.residual).isAtMost(tolerance * scale)
      for (slot, position) in block.unknowns[row] {
        guard let slope = adjoints[slot], slope.constant != 0 else { continue }
        entries.append(slope)
        rows.append(row)
        positions.append(position)
      }
    }
    pattern = SparsePattern(size: block.columns.count, rows: rows, columns: positions)
    isLinear = entries.allSatisfy { $0.constant != nil }
    let routine = { (values: [LaneValue]) in
      LaneRoutine(
        reader.graph, values, inputs: reader.operands, outputs: values.indices.map { .result($0) })
    }
    residuals = routine(gaps)
    derivatives = routine(gaps + scales + entries)
    verdict = routine([holds])
    unknownRows = block.columns.map { reader.row($0) ?? -1 }
  }
}

/// How a period is solved over lanes, for one set of variables held.
struct LanePlan: Sendable {
  /// A stage of the solution.
  enum Stage: Sendable {
    /// Equations one after the other.
    case straight(LaneRoutine)
    case together(LaneBlock)
  }

  let stages: [Stage]
  /// Columns of the variables solved for.
  let solved: [Int]

  init(_ plan: PeriodPlan, _ solver: ModelSolver, _ folding: LaneFolding, backedOut: Set<Int>) {
    let tape = solver.tape
    var stages: [Stage] = []
    var run: [PeriodPlan.Block] = []
    for block in plan.blocks {
      if block.explicit != nil {
        run.append(block)
        continue
      }
      if !run.isEmpty { stages.append(.straight(Self.straight(run, tape, folding))) }
      run = []
      stages.append(.together(LaneBlock(block, tape, folding, tolerance: solver.settings.tolerance)))
    }
    if !run.isEmpty { stages.append(.straight(Self.straight(run, tape, folding))) }
    let given = plan.held.map(\.equation).filter { backedOut.contains($0) }
    if !given.isEmpty { stages.append(.straight(Self.backOut(given, tape, folding))) }
    self.stages = stages
    solved = plan.blocks.flatMap(\.columns)
  }

  /// Each variable from its equation's right side.
  private static func straight(_ blocks: [PeriodPlan.Block], _ tape: Tape, _ folding: LaneFolding)
    -> LaneRoutine
  {
    let reader = LaneReader(folding)
    var values: [LaneValue] = []
    for block in blocks {
      guard let side = block.explicit else { continue }
      let right = LaneStretch(block.equations[0], of: tape, reader.sources).right
      let before = side.lag > 0 ? reader.column(block.columns[0], -side.lag) : reader.graph.constant(0)
      let value = side.variable(right: right, before: before)
      reader.define(block.columns[0], as: value)
      values.append(value)
    }
    return LaneRoutine(
      reader.graph, values, inputs: reader.operands,
      outputs: blocks.map { .column($0.columns[0], shift: 0) })
  }

  /// The add-factors that make equations of held variables hold.
  private static func backOut(_ equations: [Int], _ tape: Tape, _ folding: LaneFolding) -> LaneRoutine {
    let reader = LaneReader(folding)
    for equation in equations { reader.define(tape.layout.addFactor(equation), as: reader.graph.constant(0)) }
    let values = equations.map { LaneStretch($0, of: tape, reader.sources).residual }
    return LaneRoutine(
      reader.graph, values, inputs: reader.operands,
      outputs: equations.map { .column(tape.layout.addFactor($0), shift: 0) })
  }
}

extension LeftSide {
  /// The variable that makes the left side equal `right`, in every lane.
  func variable(right: LaneValue, before: LaneValue) -> LaneValue {
    switch self {
    case .level: right
    case .log: right.exp()
    case .exp: right.log()
    case .difference: before + right
    case .logDifference: before * right.exp()
    case .growth: before * (1 + right / 100)
    }
  }
}
