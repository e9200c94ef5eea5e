import Foundation

/// An expression's value in every row, or the number of the reason why there is none.
struct ColumnValues {
  var values: [Double]
  /// 0 where there is a value, else the reason's number.
  var reasons: [Int]

  init(_ values: [Double], reasons: [Int]) {
    self.values = values
    self.reasons = reasons
  }

  init(constant: Double, rows: Int) {
    self.init(Array(repeating: constant, count: rows), reasons: Array(repeating: 0, count: rows))
  }

  /// Row by row; where the result is no finite number, `undefined` is the reason.
  func map(undefined: Int, _ function: (Double) -> Double) -> ColumnValues {
    var result = self
    for i in values.indices where reasons[i] == 0 { result.set(function(values[i]), at: i, else: undefined) }
    return result
  }

  /// Row by row with another; a missing operand's reason is kept, the left one's first.
  func combined(
    with other: ColumnValues, undefined: Int, _ function: (Double, Double) -> Double
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

  private mutating func set(_ value: Double, at row: Int, else undefined: Int) {
    values[row] = value
    if !value.isFinite { reasons[row] = undefined }
  }
}

extension FormulaExpression.Operation {
  func callAsFunction(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    case .over: a / b
    case .power: pow(a, b)
    }
  }
}
