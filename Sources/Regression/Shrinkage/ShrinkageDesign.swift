import LinearAlgebra

/// Data as penalised estimators see them: a constant's column taken out by centring, the other columns divided by
/// their standard deviations (with 1/n) where they are to be standardised.
struct ShrinkageDesign {
  let names: [String]
  /// Positions of the penalised columns.
  let penalized: [Int]
  /// The constant's position and value.
  let constant: (position: Int, value: Double)?
  let x: Matrix
  let y: [Double]
  let means: [Double]
  let scales: [Double]
  let yMean: Double

  init(_ y: [Double], _ x: Matrix, _ names: [String]?, standardizes: Bool) throws {
    let names = names ?? (0..<x.columns).map { "x\($0 + 1)" }
    let door = DesignCheck(x, names)
    guard x.columns > 0 else { throw RegressionError.noRegressors }
    guard names.count == x.columns else {
      throw RegressionError.nameCount(names: names.count, columns: x.columns)
    }
    try door.requireLength(y, "y")
    try DesignCheck.requireFinite(y, "y")
    try door.requireFiniteRegressors()
    let constants = x.constantColumns
    let position = constants.firstIndex(of: true)
    let penalized = constants.indices.filter { $0 != position }
    guard x.rows > 1, !penalized.isEmpty else { throw ShrinkageError.nothingToShrink }
    let centres = position != nil
    let n = Double(x.rows)
    func mean(_ v: [Double]) -> Double {
      let first = v.reduce(0, +) / n
      return first + v.reduce(0) { $0 + ($1 - first) } / n
    }
    var (columns, means, scales): ([[Double]], [Double], [Double]) = ([], [], [])
    for j in penalized {
      let column = Array(x.column(j))
      let centre = centres ? mean(column) : 0
      let moved = column.map { $0 - centre }
      let deviation = moved.norm / n.squareRoot()
      guard deviation > 1e-14 * column.norm else { throw ShrinkageError.noVariation(names[j]) }
      let scale = standardizes ? deviation : 1
      columns.append(moved.map { $0 / scale })
      means.append(centre)
      scales.append(scale)
    }
    let yMean = centres ? mean(y) : 0
    self.names = names
    self.penalized = penalized
    self.constant = position.map { ($0, x[0, $0]) }
    self.x = Matrix(columns: columns)
    self.y = y.map { $0 - yMean }
    (self.means, self.scales, self.yMean) = (means, scales, yMean)
  }

  /// Coefficients in the units of the data, the constant's included.
  func restored(_ b: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: names.count)
    var level = yMean
    for (place, j) in penalized.enumerated() {
      result[j] = b[place] / scales[place]
      level -= result[j] * means[place]
    }
    if let constant { result[constant.position] = level / constant.value }
    return result
  }
}

/// Why a penalised regression cannot be had.
public enum ShrinkageError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Only a constant, or one observation.
  case nothingToShrink
  /// A second column of constants.
  case noVariation(String)
  /// A penalty below zero or not finite, or zero with collinear regressors; `value` is its spelling.
  case penaltyNotUsable(value: String)
  /// The elastic net's mix is not between 0 and 1.
  case mixNotUsable(value: String)
  /// Too few observations for the folds.
  case foldsNotUsable(folds: Int, observations: Int)
  /// Coordinate descent still moves.
  case notConverged(penalty: Double, gap: Double)

  public var description: String {
    switch self {
    case .nothingToShrink:
      "There is nothing to shrink; give at least one regressor that varies and two observations."
    case .noVariation(let name): "\(name) does not vary beside the constant; drop it."
    case .penaltyNotUsable(let value):
      "A penalty of \(value) cannot be used; give positive numbers (zero is least squares, which collinear regressors do "
        + "not allow)."
    case .mixNotUsable(let value): "A mix of \(value) cannot be used; 1 is the lasso, 0 is ridge regression."
    case .foldsNotUsable(let folds, let observations):
      "\(observations) observations cannot be split into \(folds) folds; give from 2 to \(observations)."
    case .notConverged(let penalty, let gap):
      "At penalty \(penalty) the duality gap is still \(gap); use a larger penalty or drop collinear regressors."
    }
  }
}
