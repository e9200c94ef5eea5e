import LinearAlgebra
import Probability

/// An expression's value in every row, or the number of the reason why there is none. Arithmetic has 31 digits, so
/// that powers and differences are right to the last digit of a double, or beyond it.
struct ColumnValues {
  var values: [DoubleDouble]
  /// 0 where there is a value, else the reason's number.
  var reasons: [Int]

  init(_ values: [DoubleDouble], reasons: [Int]) {
    self.values = values
    self.reasons = reasons
  }

  init(constant: DoubleDouble, rows: Int) {
    self.init(Array(repeating: constant, count: rows), reasons: Array(repeating: 0, count: rows))
  }

  /// Row by row; where the result is no finite number, `undefined` is the reason.
  func map(undefined: Int, _ function: (DoubleDouble) -> DoubleDouble) -> ColumnValues {
    var result = self
    for i in values.indices where reasons[i] == 0 { result.set(function(values[i]), at: i, else: undefined) }
    return result
  }

  /// Row by row with another; a missing operand's reason is kept, the left one's first.
  func combined(
    with other: ColumnValues, undefined: Int, _ function: (DoubleDouble, DoubleDouble) -> DoubleDouble
  ) -> ColumnValues {
    var result = self
    for i in values.indices where reasons[i] == 0 {
      if other.reasons[i] != 0 {
        result.reasons[i] = other.reasons[i]
      } else {
        result.set(function(values[i], other.values[i]), at: i, else: undefined)
      }
    }
    return result
  }

  /// The values of other rows; `absent` is the reason where there is no such row or no value in it.
  func moved(to rows: [Int?], absent: Int) -> ColumnValues {
    var result = self
    for (i, row) in rows.enumerated() {
      let isThere = row.map { reasons[$0] == 0 } ?? false
      result.reasons[i] = isThere ? 0 : absent
      if isThere, let row { result.values[i] = values[row] }
    }
    return result
  }

  private mutating func set(_ value: DoubleDouble, at row: Int, else undefined: Int) {
    values[row] = value
    if !value.high.isFinite || !value.low.isFinite { reasons[row] = undefined }
  }
}

extension FormulaExpression.Operation {
  func callAsFunction(_ a: DoubleDouble, _ b: DoubleDouble) -> DoubleDouble {
    switch self {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    case .over: a / b
    case .power: Self.power(a, b)
    }
  }

  /// Whole exponents by repeated squaring; others as exp(b log a).
  private static func power(_ a: DoubleDouble, _ b: DoubleDouble) -> DoubleDouble {
    guard b.low == 0, b.high == b.high.rounded(), abs(b.high) <= 1024 else {
      return DoubleDouble.exp(b * DoubleDouble.log(a))
    }
    var (result, square, left) = (DoubleDouble(1), a, Int(abs(b.high)))
    while left > 0 {
      if left & 1 == 1 { result = result * square }
      left >>= 1
      if left > 0 { square = square * square }
    }
    return b.high < 0 ? DoubleDouble(1) / result : result
  }
}

extension DoubleDouble {
  static let missing = DoubleDouble(.nan)
}
