public import LinearAlgebra

/// Ordinary least squares of many problems of one size in one call, such as a regression for each of ten thousand
/// series: one problem to a lane of the processor, by QR, with homoskedastic standard errors.
///
/// Not refined, so digits are those of a double's QR; `LeastSquares` gives more for one problem. A problem that cannot be
/// estimated does not stop the others: it is among the fit's `failures`.
public struct LeastSquaresBatch: Codable, Equatable, Sendable {
  public init() {}

  /// Estimates every problem: `y` n × problems, `x` n × (k · problems), the k regressors of problem p in columns
  /// pk ..< (p + 1)k, its constant included.
  ///
  /// - Parameter names: one per coefficient; x1, x2 … unless given.
  /// - Throws: `RegressionError` or `LeastSquaresBatchError` for shapes that do not fit.
  public func fit(_ y: Matrix, on x: Matrix, names: [String]? = nil) throws -> Fit {
    guard y.columns > 0 else { throw LeastSquaresBatchError.noProblems }
    guard x.columns > 0 else { throw RegressionError.noRegressors }
    guard x.columns % y.columns == 0 else {
      throw LeastSquaresBatchError.unevenColumns(columns: x.columns, problems: y.columns)
    }
    guard x.rows == y.rows else { throw LeastSquaresBatchError.unequalRows(x: x.rows, y: y.rows) }
    let k = x.columns / y.columns
    guard y.rows > k else { throw RegressionError.tooFewObservations(observations: y.rows, coefficients: k) }
    guard k <= Self.mostCoefficients else { throw LeastSquaresBatchError.tooManyCoefficients(k) }
    let names = names ?? (0..<k).map { "x\($0 + 1)" }
    guard names.count == k else { throw RegressionError.nameCount(names: names.count, columns: k) }
    let solved = BatchedLeastSquares(x, y)
    let failures = (0..<y.columns).compactMap { Self.failure(of: $0, solved, y, x, names) }
    return Fit(
      names: names, n: y.rows, coefficients: solved.coefficients, standardErrors: solved.standardErrors,
      sigma: solved.sigma, failures: failures)
  }

  static let mostCoefficients = 64

  private static func failure(
    of problem: Int, _ solved: BatchedLeastSquares, _ y: Matrix, _ x: Matrix, _ names: [String]
  ) -> Failure? {
    guard solved.sigma[problem].isFinite, isFinite(solved.standardErrors, problem) else {
      return Failure(problem: problem, reason: unusable(problem, y, x, names))
    }
    let dependent = solved.dependentColumns(of: problem)
    return dependent.isEmpty
      ? nil : Failure(problem: problem, reason: .collinear(dependent.map { names[$0] }))
  }

  private static func isFinite(_ m: Matrix, _ column: Int) -> Bool {
    let span = m.elements.span
    for i in (column * m.rows)..<((column + 1) * m.rows) where !span[i].isFinite { return false }
    return true
  }

  private static func unusable(_ problem: Int, _ y: Matrix, _ x: Matrix, _ names: [String]) -> Failure.Reason
  {
    func search(_ column: ArraySlice<Double>, _ name: String) -> Failure.Reason? {
      guard let i = column.firstIndex(where: { !$0.isFinite }) else { return nil }
      return .notFinite(variable: name, observation: i - column.startIndex, value: "\(column[i])")
    }
    if let reason = search(y.column(problem), "y") { return reason }
    for (j, name) in names.enumerated() {
      if let reason = search(x.column(problem * names.count + j), name) { return reason }
    }
    return .outOfRange
  }
}
