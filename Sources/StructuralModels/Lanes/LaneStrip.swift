import LaneKernels
import Probability

/// 64 lanes of a frame, from its first lane of them on, in one period.
struct LaneStrip {
  let layout: LaneLayout
  let stride: Int
  let numbers: UnsafeMutablePointer<Double>
  let constants: UnsafeMutablePointer<Double>
  let validity: UnsafeMutablePointer<Double>
  let workspace: LaneWorkspace
  /// Lanes of the strip in use.
  let count: Int
  /// The row of the period that is solved.
  var row: Int

  static let width = LaneProgram.laneMultiple

  init(_ frame: borrowing LaneFrame, first: Int, row: Int) {
    layout = frame.layout
    stride = frame.stride
    numbers = frame.numbers + first
    constants = frame.constants + first
    validity = frame.validity + first
    workspace = frame.workspace
    count = min(Self.width, frame.lanes - first)
    self.row = row
  }

  /// The strip's lanes of a row.
  func address(_ operand: LaneOperand) -> UnsafeMutablePointer<Double> {
    switch operand {
    case .column(let column, let shift):
      guard let place = layout.place[column] else { preconditionFailure("a column that is zero has no row") }
      return numbers + ((row + shift) * layout.width + place) * stride
    case .history(let column, let shift):
      return numbers + ((row + shift) * layout.width + layout.history[column]) * stride
    case .parameter(let index): return constants + index * stride
    case .result(let index): return workspace.results + index * Self.width
    }
  }

  /// Runs a routine where its numbers lie.
  func run(_ routine: LaneRoutine) {
    let table = workspace.table
    for (i, operand) in routine.inputs.enumerated() { table[i] = UInt(bitPattern: address(operand)) }
    for (i, operand) in routine.outputs.enumerated() {
      table[routine.inputs.count + i] = UInt(bitPattern: address(operand))
    }
    routine.program.run(rows: table, scratch: workspace.scratch)
  }

  /// Takes validity from the lanes where the routine's outputs are not finite.
  func judge(_ routine: LaneRoutine) {
    for (i, operand) in routine.outputs.enumerated() {
      workspace.table[i] = UInt(bitPattern: address(operand))
    }
    lane_mark_finite(workspace.table, routine.outputs.count, validity)
  }
}
