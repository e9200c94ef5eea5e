import Probability

/// What a row of lanes holds, seen from the period that is solved.
enum LaneOperand: Hashable, Sendable {
  /// A column some periods away.
  case column(Int, shift: Int)
  /// The data of a column some periods away, whatever was simulated.
  case history(Int, shift: Int)
  case parameter(Int)
  /// A number of the solver's own.
  case result(Int)
}

/// A program with what its rows are: the same for every period that is solved the same way.
struct LaneRoutine: Sendable {
  let program: LaneProgram
  /// What every input row is.
  let inputs: [LaneOperand]
  let outputs: [LaneOperand]

  /// - Parameter inputs: of the whole graph; rows the program does not reach are left out.
  init(_ graph: LaneGraph, _ values: [LaneValue], inputs: [LaneOperand], outputs: [LaneOperand]) {
    program = graph.compile(outputs: values)
    self.inputs = Array(inputs.prefix(program.inputCount))
    self.outputs = outputs
  }
}

/// The names of a model as input rows of one graph.
final class LaneReader {
  let graph = LaneGraph()
  private(set) var operands: [LaneOperand] = []
  private var rows: [LaneOperand: Int] = [:]
  /// Columns computed in the graph itself.
  private var computed: [Int: LaneValue] = [:]
  private let folding: LaneFolding

  init(_ folding: LaneFolding) { self.folding = folding }

  var sources: LaneStretch.Sources {
    LaneStretch.Sources(
      graph: graph, parameter: { [self] in parameter($0) }, column: { [self] in column($0, $1) })
  }

  func column(_ column: Int, _ shift: Int) -> LaneValue {
    if folding.absent.contains(column) { return graph.constant(0) }
    if shift == 0, let value = computed[column] { return value }
    let isData = shift < 0 && column < folding.historic
    return input(isData ? .history(column, shift: shift) : .column(column, shift: shift))
  }

  /// From here on a column is this value in the present period.
  func define(_ column: Int, as value: LaneValue) { computed[column] = value }

  /// The input row of a column of the present period; nil where nothing reads it.
  func row(_ column: Int) -> Int? { rows[.column(column, shift: 0)] }

  private func parameter(_ index: Int) -> LaneValue {
    folding.parameters[index].map { graph.constant($0) } ?? input(.parameter(index))
  }

  private func input(_ operand: LaneOperand) -> LaneValue {
    if let row = rows[operand] { return graph.input(row: row) }
    rows[operand] = operands.count
    operands.append(operand)
    return graph.input(row: operands.count - 1)
  }
}

/// What is the same in every lane and period.
struct LaneFolding: Sendable {
  /// Values of the parameters that do not vary; nil for those that do.
  let parameters: [Double?]
  /// Columns that are zero throughout.
  let absent: Set<Int>
  /// Columns below this one are data where they are lagged.
  let historic: Int
}
