import LinearAlgebra

/// Equations solved together for as many unknowns, and where in their Jacobian each derivative goes. Rows count from a
/// base row, so that one system serves every period; a stacked system spans many rows.
struct EquationSystem: Sendable {
  /// A column of the frame, or an equation of the tape, in a row.
  struct Place: Hashable, Sendable {
    let number: Int
    let row: Int
  }

  let unknowns: [Place]
  /// The i-th determines the i-th unknown.
  let equations: [Place]
  /// For each equation its left side where the right side alone gives the unknown.
  let explicit: [LeftSide?]
  /// Where each equation's derivatives begin in `slots` and `elements`; one more than equations.
  private(set) var starts = [0]
  /// Slots of the equations' stretches that read an unknown.
  private(set) var slots: [Int] = []
  /// The unknown each of them reads.
  private(set) var owners: [Int] = []
  /// Where each of them goes among the Jacobian's elements.
  let elements: [Int]
  /// Where the Jacobian has elements.
  let layout: SparseMatrix

  init(_ tape: Tape, unknowns: [Place], equations: [Place], explicit: [LeftSide?]) {
    self.unknowns = unknowns
    self.equations = equations
    self.explicit = explicit
    let numbering = Numbering(unknowns, columns: tape.layout.columns.count)
    var places: [(row: Int, column: Int)] = []
    for (i, equation) in equations.enumerated() {
      for (slot, operand) in zip(tape.stretches[equation.number].columns, tape.operands(of: equation.number))
      {
        guard let j = numbering[operand.column, equation.row + operand.shift] else { continue }
        slots.append(slot)
        owners.append(j)
        places.append((i, j))
      }
      starts.append(slots.count)
    }
    (layout, elements) = SparseMatrix.laidOut(rows: unknowns.count, columns: unknowns.count, places: places)
  }

  /// Finds an unknown by its place.
  private struct Numbering {
    private let columns: Int
    private let first: Int
    private var numbers: [Int32]

    init(_ unknowns: [Place], columns: Int) {
      self.columns = columns
      first = unknowns.map(\.row).min() ?? 0
      let rows = (unknowns.map(\.row).max() ?? 0) - first + 1
      numbers = Array(repeating: -1, count: rows * columns)
      for (number, place) in unknowns.enumerated() {
        numbers[(place.row - first) * columns + place.number] = Int32(number)
      }
    }

    subscript(column: Int, row: Int) -> Int? {
      let index = (row - first) * columns + column
      guard row >= first, index < numbers.count, numbers[index] >= 0 else { return nil }
      return Int(numbers[index])
    }
  }
}
