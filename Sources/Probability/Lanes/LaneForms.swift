internal import LaneKernels

/// The instructions of one binary operation, by where its operands are when it is done: `right` has the left operand in the
/// accumulator and the right one in a row, `left` the reverse, `load` has both in rows.
struct LaneForms {
  var right: lane_operation
  var left: lane_operation
  var rightScalar: lane_operation
  var leftScalar: lane_operation
  var load: lane_operation?
  var negatesRightScalar = false

  static let sum = LaneForms(
    right: LANE_ADD, left: LANE_ADD, rightScalar: LANE_ADD_SCALAR, leftScalar: LANE_ADD_SCALAR,
    load: LANE_ADD_LOAD)
  static let difference = LaneForms(
    right: LANE_SUB, left: LANE_SUB_FROM, rightScalar: LANE_ADD_SCALAR, leftScalar: LANE_SUB_FROM_SCALAR,
    load: LANE_SUB_LOAD, negatesRightScalar: true)
  static let product = LaneForms(
    right: LANE_MUL, left: LANE_MUL, rightScalar: LANE_MUL_SCALAR, leftScalar: LANE_MUL_SCALAR,
    load: LANE_MUL_LOAD)
  static let quotient = LaneForms(
    right: LANE_DIV, left: LANE_DIV_INTO, rightScalar: LANE_DIV_SCALAR, leftScalar: LANE_DIV_INTO_SCALAR)
  static let atLeast = LaneForms(
    right: LANE_AT_LEAST, left: LANE_AT_MOST, rightScalar: LANE_AT_LEAST_SCALAR,
    leftScalar: LANE_AT_MOST_SCALAR)
}

extension lane_instruction {
  private static let oneRow: Set<UInt32> = Set(
    [
      LANE_LOAD, LANE_STORE, LANE_ADD, LANE_SUB, LANE_SUB_FROM, LANE_MUL, LANE_DIV, LANE_DIV_INTO,
      LANE_LOAD_SCALED,
      LANE_ADD_SCALED, LANE_SUB_SCALED, LANE_MIN, LANE_MAX, LANE_AT_LEAST, LANE_AT_MOST,
    ].map(\.rawValue))
  private static let twoRows: Set<UInt32> = Set(
    [LANE_ADD_PRODUCT, LANE_SUB_PRODUCT, LANE_SELECT, LANE_ADD_LOAD, LANE_SUB_LOAD, LANE_MUL_LOAD].map(
      \.rawValue))

  /// Rows it reads or, for a store, writes.
  var rows: [Int] {
    if Self.oneRow.contains(operation) { return [Int(left)] }
    if Self.twoRows.contains(operation) { return [Int(left), Int(right)] }
    return []
  }

  mutating func renumber(_ new: (Int) -> Int) {
    let count = rows.count
    if count > 0 { left = UInt32(new(Int(left))) }
    if count > 1 { right = UInt32(new(Int(right))) }
  }
}
