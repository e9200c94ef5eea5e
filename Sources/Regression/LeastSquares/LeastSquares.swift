public import LinearAlgebra

/// Ordinary and weighted least squares. β̂ = (XᵀWX)⁻¹XᵀWy; X n × k, y n, W = diag(weights). Greene (2018) §4.2.
///
/// Solved by QR, never through XᵀX; up to n · k² of four million, refined with residuals in twice the working
/// precision, so that coefficients and standard errors are right to the digits the data carry. X holds every regressor, the constant's column of ones
/// included; nothing is added or dropped. Numbers keep the units they come in.
public struct LeastSquares: Codable, Equatable, Sendable {
  /// How standard errors allow for the errors.
  public var covariance: Covariance
  /// Whose factor for small samples robust covariances take.
  public var smallSample: SmallSample

  public init(covariance: Covariance = .homoskedastic, smallSample: SmallSample = .stata) {
    self.covariance = covariance
    self.smallSample = smallSample
  }

  /// Estimates the coefficients of `y` on the columns of `x`.
  ///
  /// - Parameters:
  ///   - weights: inverse variances of the errors up to a common factor; all 1 unless given.
  ///   - names: one per column; x1, x2 … unless given.
  /// - Throws: `RegressionError` for data that cannot be used, naming variable and observation.
  public func fit(
    _ y: [Double], on x: Matrix, weights: [Double]? = nil, names: [String]? = nil
  ) throws -> Fit {
    let names = names ?? (0..<x.columns).map { "x\($0 + 1)" }
    let door = DesignCheck(x, names)
    try door.requireUsable(y, weights: weights)
    try covariance.requireUsable(observations: x.rows)
    let roots = weights?.map { $0.squareRoot() }
    let (design, response) = roots.map { (x.scalingRows(by: $0), zip(y, $0).map { $0 * $1 }) } ?? (x, y)
    let solution: LeastSquaresSolution
    do {
      solution = try LeastSquaresSolution(
        design, response, refinementSteps: Self.refinementSteps(design), named: "x")
    } catch LinearAlgebraError.rankDeficient(_, _, _, let dependent) {
      throw RegressionError.collinear(try DesignCheck(design, names).explain(dependent))
    }
    let freedom = x.rows - x.columns
    let sandwich = Sandwich(
      solution: solution, degreesOfFreedom: freedom, design: design, regressors: x, smallSample: smallSample)
    let (covariance, report) = try sandwich.covariance(covariance)
    let residuals = roots.map { zip(solution.residuals, $0).map { $0 / $1 } } ?? solution.residuals
    return Fit(
      choice: self, names: names, coefficients: solution.coefficients,
      covariance: covariance, regressors: x, weights: weights, residuals: residuals,
      fitted: zip(y, residuals).map { $0 - $1 },
      sigma: (solution.residualSumOfSquares / Double(freedom)).squareRoot(),
      rSquared: try Self.rSquared(y, x, roots: roots, design: design, solution: solution),
      covarianceReport: report)
  }

  private static func refinementSteps(_ x: Matrix) -> Int {
    x.rows * x.columns * x.columns <= 4_000_000 ? 2 : 0
  }

  /// 1 − eᵀe / Σw(y − ȳ)² where the columns of X contain or combine to a constant, else 1 − eᵀe / Σwy²; nil where
  /// y does not vary. A small share is found from the fitted values instead, where the difference would cancel.
  /// `design` and `solution` are those of the rows times √w.
  private static func rSquared(
    _ y: [Double], _ x: Matrix, roots: [Double]?, design: Matrix, solution: LeastSquaresSolution
  ) throws -> Double? {
    let roots = roots ?? [Double](repeating: 1, count: y.count)
    let centred = try spansConstant(x, design: design, roots: roots)
    let variation = Self.variation(y, roots, centred: centred)
    guard variation > 1e-14 * Self.variation(y, roots, centred: false) else { return nil }
    let unexplained = solution.residualSumOfSquares / (variation * variation)
    if unexplained < 0.5 { return 1 - unexplained }
    let fitted = zip(y, zip(solution.residuals, roots)).map { $0 - $1.0 / $1.1 }
    let explained = Self.variation(fitted, roots, centred: centred) / variation
    return explained * explained
  }

  /// √Σw(v − v̄)², or √Σwv².
  private static func variation(_ values: [Double], _ roots: [Double], centred: Bool) -> Double {
    var deviations = values
    if centred {
      let weights = roots.map { $0 * $0 }
      let total = weights.reduce(0, +)
      // The second pass removes the rounding of the first mean.
      for _ in 0..<2 {
        let mean = deviations.dot(weights) / total
        for i in deviations.indices { deviations[i] -= mean }
      }
    }
    return zip(deviations, roots).map { $0 * $1 }.norm
  }

  /// Whether a column of x is constant, or columns combine to one.
  private static func spansConstant(_ x: Matrix, design: Matrix, roots: [Double]) throws -> Bool {
    if x.constantColumns.contains(true) { return true }
    let distance = try LeastSquaresSolution(design, roots, refinementSteps: 0).residuals.norm
    return distance <= 1e-9 * roots.norm
  }
}

extension Matrix {
  func scalingRows(by factors: [Double]) -> Matrix {
    Matrix(rows: rows, columns: columns) { i, j in self[i, j] * factors[i] }
  }
}
