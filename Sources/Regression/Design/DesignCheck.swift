import LinearAlgebra

/// The door every estimator's data pass: X n × k with a name for each column.
struct DesignCheck {
  let x: Matrix
  let names: [String]

  init(_ x: Matrix, _ names: [String]) {
    self.x = x
    self.names = names
  }

  /// Refuses a response, regressors or weights that cannot be used: names or lengths that do not fit, NaN and infinity,
  /// weights that are not positive, no degrees of freedom left.
  func requireUsable(_ y: [Double], weights: [Double]? = nil) throws {
    try requireLengths(y, weights: weights)
    try Self.requireFinite(y, "y")
    try requireFiniteRegressors()
    try requirePositive(weights)
    try requireFreedom()
  }

  /// The same without a search of y and x for NaN and infinity.
  func requireShape(_ y: [Double], weights: [Double]? = nil) throws {
    try requireLengths(y, weights: weights)
    try requirePositive(weights)
    try requireFreedom()
  }

  private func requireLengths(_ y: [Double], weights: [Double]?) throws {
    guard x.columns > 0 else { throw RegressionError.noRegressors }
    guard names.count == x.columns else {
      throw RegressionError.nameCount(names: names.count, columns: x.columns)
    }
    try requireLength(y, "y")
    if let weights { try requireLength(weights, "weights") }
  }

  private func requirePositive(_ weights: [Double]?) throws {
    guard let weights else { return }
    try Self.requireFinite(weights, "The weight")
    if let i = weights.firstIndex(where: { $0 <= 0 }) {
      throw RegressionError.weightNotPositive(observation: i, value: weights[i])
    }
  }

  private func requireFreedom() throws {
    guard x.rows > x.columns else {
      throw RegressionError.tooFewObservations(observations: x.rows, coefficients: x.columns)
    }
  }

  func requireFiniteRegressors() throws {
    for j in 0..<x.columns { try Self.requireFinite(x.column(j), names[j]) }
  }

  /// Refuses a vector that does not have one element per observation.
  func requireLength<Element>(_ values: [Element], _ what: String) throws {
    guard values.count == x.rows else {
      throw RegressionError.lengthMismatch(what: what, count: values.count, observations: x.rows)
    }
  }

  /// Refuses NaN and infinity.
  static func requireFinite<Values: RandomAccessCollection<Double>>(_ values: Values, _ name: String) throws {
    if let i = values.firstIndex(where: { !$0.isFinite }) {
      throw RegressionError.notFinite(
        variable: name, observation: values.distance(from: values.startIndex, to: i), value: "\(values[i])")
    }
  }

  /// Which regressors each dependent column combines: those whose share of its length is above 1e-8.
  func explain(_ dependent: [Int]) throws -> [RegressionError.Dependence] {
    let kept = (0..<x.columns).filter { !dependent.contains($0) }
    return try dependent.map { j in
      let target = Array(x.column(j))
      guard !kept.isEmpty, target.norm > 0 else { return .init(column: names[j], combines: []) }
      let shares = try LeastSquaresSolution(x.selectingColumns(kept), target).coefficients
      let combined = kept.indices.filter { i in
        abs(shares[i]) * Array(x.column(kept[i])).norm > 1e-8 * target.norm
      }
      return .init(column: names[j], combines: combined.map { names[kept[$0]] })
    }
  }
}
