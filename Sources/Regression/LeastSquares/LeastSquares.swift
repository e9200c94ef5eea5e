public import LinearAlgebra

/// Ordinary and weighted least squares. β̂ = (XᵀWX)⁻¹XᵀWy; X n × k, y n, W = diag(weights). Greene (2018) §4.2.
///
/// Solved by QR, never through XᵀX; up to n · k² of four million, refined with residuals in twice the working
/// precision, so that coefficients and standard errors are right to the digits the data carry; beyond, by `TallQR`. Where refined, numbers that are the
/// doubles of decimals of at most 15 digits are read as these decimals (`DoubleDouble.init(decimalOf:)`). X holds every
/// regressor, the constant's column of ones included; nothing is added or dropped. Numbers keep the units they come in.
public struct LeastSquares: Codable, Equatable, Sendable {
  /// How standard errors allow for the errors.
  public var covariance: Covariance
  /// Whose factor for small samples robust covariances take.
  public var smallSample: SmallSample
  /// The arithmetic it is solved in.
  public var precision: Precision

  public init(
    covariance: Covariance = .homoskedastic, smallSample: SmallSample = .stata, precision: Precision = .double
  ) {
    self.covariance = covariance
    self.smallSample = smallSample
    self.precision = precision
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
    let names = names ?? Self.names(x.columns)
    let isTall = x.rows * x.columns * x.columns > Self.refinedWork
    if isTall, precision == .double {
      try covariance.requireUsable(observations: x.rows)
      if let fit = try tall(y, x, weights, names) { return fit }
    }
    try requireUsable(y, x, weights, names)
    return try refined(
      y.map { DoubleDouble(decimalOf: $0) }, ExtendedMatrix(decimalsOf: x), weights, names, isRounded: true)
  }

  /// Estimates the coefficients where regressors or response are known to more digits than doubles hold, such as
  /// the powers of a polynomial: `ExtendedMatrix.powers(of:degrees:)`. Parameters and errors are those of `fit` for doubles;
  /// the fit's `regressors` are rounded.
  public func fit(
    _ y: [DoubleDouble], on x: ExtendedMatrix, weights: [Double]? = nil, names: [String]? = nil
  ) throws -> Fit {
    let names = names ?? Self.names(x.columns)
    try requireUsable(y.map(\.high), x.high, weights, names)
    return try refined(y, x, weights, names, isRounded: false)
  }

  private static let refinedWork = 4_000_000

  private static func names(_ k: Int) -> [String] { (0..<k).map { "x\($0 + 1)" } }

  private func requireUsable(_ y: [Double], _ x: Matrix, _ weights: [Double]?, _ names: [String]) throws {
    try DesignCheck(x, names).requireUsable(y, weights: weights)
    try covariance.requireUsable(observations: x.rows)
  }

  /// `isRounded` tells that elements are uncertain by a double's rounding, so that columns which depend on each other
  /// but for that are collinear.
  private func refined(
    _ y: [DoubleDouble], _ x: ExtendedMatrix, _ weights: [Double]?, _ names: [String], isRounded: Bool
  ) throws -> Fit {
    let roots = weights.map { $0.map { DoubleDouble(decimalOf: $0).squareRoot() } }
    let design = roots.map { x.scalingRows(by: $0) } ?? x
    let response = roots.map { zip(y, $0).map { $0 * $1 } } ?? y
    let solution: LeastSquaresSolution
    var e: [DoubleDouble]
    do {
      if precision == .extended {
        let limit = 4 * Double(x.columns) * Double(x.rows).squareRoot() * Double.ulpOfOne
        let found = try ExtendedLeastSquares(
          design, response, tolerance: isRounded ? limit : nil, named: "x")
        (solution, e) = (found.solution, found.residuals)
      } else {
        solution = try LeastSquaresSolution(design, response, refinementSteps: 3, named: "x")
        e = solution.residuals.map { DoubleDouble($0) }
      }
    } catch LinearAlgebraError.rankDeficient(_, _, _, let dependent) {
      throw RegressionError.collinear(try DesignCheck(design.high, names).explain(dependent))
    }
    if let roots { e = zip(e, roots).map { $0 / $1 } }
    let freedom = x.rows - x.columns
    let sandwich = Sandwich(
      solution: solution, degreesOfFreedom: freedom, design: design.high, regressors: x.high,
      smallSample: smallSample)
    let (covariance, report) = try sandwich.covariance(covariance)
    let goodness = GoodnessOfFit(
      y, residuals: e, roots: roots, coefficients: x.columns,
      hasConstant: try Self.spansConstant(x.high, design: design.high, roots: roots?.map(\.value)))
    return try Fit(
      choice: self, names: names, coefficients: solution.coefficients,
      covariance: covariance, regressors: x.high, weights: weights,
      residuals: e.map(\.value), fitted: zip(y, e).map { ($0 - $1).value },
      sigma: (solution.residualSumOfSquares / Double(freedom)).squareRoot(),
      rSquared: goodness.rSquared, fStatistic: goodness.fStatistic, hasConstant: goodness.hasConstant,
      covarianceReport: report
    ).withinRange()
  }

  /// Whether a column of x is constant, or columns combine to one.
  private static func spansConstant(_ x: Matrix, design: Matrix, roots: [Double]?) throws -> Bool {
    if x.constantColumns.contains(true) { return true }
    let ones = roots ?? [Double](repeating: 1, count: x.rows)
    let distance = try LeastSquaresSolution(design, ones, refinementSteps: 0).residuals.norm
    return distance <= 1e-9 * ones.norm
  }
}

extension LeastSquares {
  private enum CodingKeys: String, CodingKey { case covariance, smallSample, precision }

  /// Reads `covariance` and, where given, `smallSample` and `precision`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      covariance: try container.decode(Covariance.self, forKey: .covariance),
      smallSample: try container.decodeIfPresent(SmallSample.self, forKey: .smallSample) ?? .stata,
      precision: try container.decodeIfPresent(Precision.self, forKey: .precision) ?? .double)
  }
}
