public import LinearAlgebra

/// A distributed lag whose weights lie on a polynomial: yₜ = Σᵢ βᵢxₜ₋ᵢ + zₜᵀγ + uₜ, i = 0 … L, βᵢ = Σⱼ aⱼiʲ, j = 0 … d.
/// Almon (1965), Econometrica 33:178–196; Greene (2018) §20.
///
/// End-point restrictions set the polynomial to zero one step before the first lag (`near`: β₋₁ = 0) and one after the last
/// (`far`: β_{L+1} = 0). The polynomial is written in Legendre polynomials, so that its degree does not cost digits;
/// y is regressed on the d + 1 (less the restrictions) combinations of lags and on z. The first L
/// observations only serve as lags.
public struct AlmonLags: Codable, Equatable, Sendable {
  /// L, at least 1.
  public var lags: Int
  /// d, at most L.
  public var degree: Int
  /// Whether β₋₁ = 0.
  public var near: Bool
  /// Whether β_{L+1} = 0.
  public var far: Bool
  public var covariance: Covariance
  public var smallSample: SmallSample

  public init(
    lags: Int, degree: Int, near: Bool = false, far: Bool = false, covariance: Covariance = .homoskedastic,
    smallSample: SmallSample = .stata
  ) {
    precondition(lags >= 1 && degree >= 0, "a distributed lag has at least one lag and a degree from zero")
    self.lags = lags
    self.degree = degree
    self.near = near
    self.far = far
    self.covariance = covariance
    self.smallSample = smallSample
  }

  /// What was found: L + 1 lag weights, then the coefficients of z.
  public struct Fit: RegressionFit, Codable, Equatable, Sendable {
    public let choice: AlmonLags
    /// “x(0)”, “x(-1)” … for the lags, then the names of z.
    public let names: [String]
    public let coefficients: [Double]
    /// Of the weights and γ̂; of rank d + 1 less the restrictions, plus the columns of z.
    public let covariance: Matrix
    /// Of observations L + 1 … n.
    public let residuals: [Double]
    public let sigma: Double
    public let rSquared: Double?
    public let covarianceReport: CovarianceReport
    /// Number of coefficients that were free.
    public let free: Int

    /// Number of observations used, those lost to lags not among them.
    public var n: Int { residuals.count }
    /// n less the free coefficients, or that of clusters or periods.
    public var inferenceDegreesOfFreedom: Int? { covarianceReport.degreesOfFreedom ?? n - free }
    /// β̂₀ … β̂_L.
    public var weights: [Double] { Array(coefficients.prefix(choice.lags + 1)) }
    /// Their standard errors.
    public var weightStandardErrors: [Double] { Array(standardErrors.prefix(choice.lags + 1)) }
    /// Σβ̂ᵢ, the effect of a lasting change of one unit of x, and its standard error.
    public var longRun: (estimate: Double, standardError: Double) {
      let count = choice.lags + 1
      var variance = 0.0
      for j in 0..<count {
        for i in 0..<count { variance += covariance[i, j] }
      }
      return (weights.reduce(0, +), max(0, variance).squareRoot())
    }
    /// Mean lag Σiβ̂ᵢ/Σβ̂ᵢ, in periods; nil where weights of different signs leave it without meaning.
    public var meanLag: Double? {
      guard weights.allSatisfy({ $0 >= 0 }) || weights.allSatisfy({ $0 <= 0 }), longRun.estimate != 0 else {
        return nil
      }
      return weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / longRun.estimate
    }
  }

  /// Estimates the weights of `x` and the coefficients of `z`.
  ///
  /// - Parameters:
  ///   - x: n values in the order of time, without gaps.
  ///   - z: other regressors, n × l, the constant's column of ones included; none unless given.
  ///   - names: that of x and one per column of z.
  ///
  /// Labels of clusters or periods in `covariance` are those of observations L + 1 … n.
  /// - Throws: `RegressionError` for data that cannot be used, `AlmonError` for a polynomial that cannot.
  public func fit(
    _ y: [Double], of x: [Double], on z: Matrix? = nil, names: (x: String, z: [String])? = nil
  ) throws -> Fit {
    let n = y.count
    let z = z ?? Matrix(rows: n, columns: 0)
    let names = names ?? ("x", (0..<z.columns).map { "z\($0 + 1)" })
    guard names.z.count == z.columns else {
      throw RegressionError.nameCount(names: names.z.count, columns: z.columns)
    }
    let polynomial = try AlmonPolynomial(lags: lags, degree: degree, near: near, far: far)
    guard x.count == n, z.rows == n else {
      throw RegressionError.lengthMismatch(
        what: x.count == n ? "z" : names.x, count: x.count == n ? z.rows : x.count, observations: n)
    }
    try DesignCheck.requireFinite(y, "y")
    try DesignCheck.requireFinite(x, names.x)
    let p = polynomial.basis.columns
    guard n - lags > p + z.columns else {
      throw RegressionError.tooFewObservations(
        observations: max(0, n - lags), coefficients: p + z.columns)
    }
    let shifted = Matrix(rows: n - lags, columns: lags + 1) { t, i in x[t + lags - i] }
    let others = Matrix(z[rows: lags..<n, columns: 0..<z.columns])
    let combined = shifted * polynomial.basis
    let design = Matrix(rows: n - lags, columns: p + z.columns) { t, j in
      j < p ? combined[t, j] : others[t, j - p]
    }
    let fit = try LeastSquares(covariance: covariance, smallSample: smallSample).fit(
      Array(y[lags...]), on: design, names: (0..<p).map { "\(names.x) lags, part \($0 + 1)" } + names.z)
    let outside = Matrix(rows: lags + 1 + z.columns, columns: design.columns) { i, j in
      i <= lags ? (j < p ? polynomial.basis[i, j] : 0) : (j - p == i - lags - 1 ? 1 : 0)
    }
    let v = (outside * fit.covariance).timesTranspose(outside)
    return try Fit(
      choice: self, names: (0...lags).map { $0 == 0 ? "\(names.x)(0)" : "\(names.x)(-\($0))" } + names.z,
      coefficients: outside * fit.coefficients,
      covariance: Matrix(rows: v.rows, columns: v.columns) { i, j in (v[i, j] + v[j, i]) / 2 },
      residuals: fit.residuals, sigma: fit.sigma, rSquared: fit.rSquared,
      covarianceReport: fit.covarianceReport, free: design.columns
    ).withinRange()
  }
}

/// Values at the lags of the polynomials that meet the end-point restrictions, L + 1 × (d + 1 − restrictions).
struct AlmonPolynomial {
  let basis: Matrix

  init(lags: Int, degree: Int, near: Bool, far: Bool) throws {
    let ends = (near ? [-1] : []) + (far ? [lags + 1] : [])
    guard degree <= lags, degree + 1 > ends.count else {
      throw AlmonError.degreeNotUsable(degree: degree, lags: lags, restrictions: ends.count)
    }
    func values(_ i: Int) -> [Double] { Self.legendre(2 * Double(i) / Double(lags) - 1, degree) }
    let all = Matrix((0...lags).map(values))
    let space = try AffineSubspace(
      rows: ends.map(values), values: ends.map { _ in 0 }, dimension: degree + 1)
    basis = all * space.directions
  }

  /// P₀(s) … P_d(s) by the recurrence (j + 1)Pⱼ₊₁ = (2j + 1)sPⱼ − jPⱼ₋₁.
  private static func legendre(_ s: Double, _ degree: Int) -> [Double] {
    var values = [1.0, s]
    for j in stride(from: 1, to: degree, by: 1) {
      let next = Double(2 * j + 1) * s * values[j] - Double(j) * values[j - 1]
      values.append(next / Double(j + 1))
    }
    return Array(values.prefix(degree + 1))
  }
}

/// Why a polynomial lag cannot be had.
public enum AlmonError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The degree is above the number of lags or leaves nothing beside the end-point restrictions.
  case degreeNotUsable(degree: Int, lags: Int, restrictions: Int)

  public var description: String {
    switch self {
    case .degreeNotUsable(let degree, let lags, let restrictions):
      "A polynomial of degree \(degree) cannot be used with \(lags) lags and \(restrictions) end-point restrictions; "
        + "give a degree from \(restrictions) to \(lags)."
    }
  }
}
