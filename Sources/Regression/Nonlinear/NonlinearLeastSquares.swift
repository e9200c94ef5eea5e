public import LinearAlgebra

/// Nonlinear least squares: the b that minimises Σ(yᵢ − f(b, xᵢ))². Greene (2018) §7.2; Seber & Wild (1989).
///
/// Levenberg–Marquardt from the start values given, with exact derivatives, then Gauss–Newton steps to the last
/// digits. A fit is returned only where the relative offset of Bates and Watts (1981) and the cosines between residuals
/// and the columns of J are below `tolerance` (or what rounding of the data leaves), and J has full rank; anything else
/// is an error that says where the iterations ended. The minimum found may be local: there are no restarts. Parameters
/// need no scaling of the user's: steps follow the columns of J.
///
/// Where residuals are so small beside y that rounding of y − f blurs them, the last steps of a `NonlinearModel` find them in
/// twice the working precision; `Fit.precision` says whether. NIST's Lanczos1, whose residuals are 10⁻¹⁴ of y, needs that.
public struct NonlinearLeastSquares: Codable, Equatable, Sendable {
  /// How standard errors allow for the errors, J taking the place of X.
  public var covariance: Covariance
  /// Whose factor for small samples robust covariances take.
  public var smallSample: SmallSample
  /// What the relative offset and the gradient's cosines must reach, 10⁻⁸ unless given.
  public var tolerance: Double
  /// Steps tried, accepted or not, before giving up.
  public var maximumIterations: Int
  /// Damping of the first step relative to JᵀJ's diagonal: larger starts more carefully.
  public var initialDamping: Double

  public init(
    covariance: Covariance = .homoskedastic, smallSample: SmallSample = .stata, tolerance: Double = 1e-8,
    maximumIterations: Int = 2000, initialDamping: Double = 1e-4
  ) {
    precondition(tolerance > 0 && initialDamping > 0 && maximumIterations > 0, "limits are positive")
    self.covariance = covariance
    self.smallSample = smallSample
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
    self.initialDamping = initialDamping
  }

  /// Fits a model; derivatives come from the model's own text.
  ///
  /// - Parameters:
  ///   - y: n values.
  ///   - x: n rows, each handed to the model as it stands.
  ///   - start: k start values.
  ///   - names: of the parameters; b1, b2 … unless given.
  ///   - precision: `.extended` finds the residuals of the last steps in twice the working precision; `.double` does so where
  ///     rounding of y − f leaves more of the relative offset than `tolerance`. y and x are then read as the decimals they
  ///     stand for.
  /// - Throws: `RegressionError` for data that cannot be used, `NonlinearError` where no minimum was certified.
  public func fit(
    _ y: [Double], on x: Matrix, model: some NonlinearModel, from start: [Double], names: [String]? = nil,
    precision: Precision = .double
  ) throws -> Fit {
    let rows = try checkedRows(y, x)
    return try fit(
      y, DifferentiatedModel(rows, model), from: start, names: names, precision: precision,
      precise: { PreciseResiduals(y, rows, model) })
  }

  /// Fits a model written as a closure over dual numbers: `{ b, x in b[0] * (1 - Dual.exp(-b[1] * x[0])) }`. Residuals are
  /// always those of doubles: where `Fit.roundingOffset` is not small, write a `NonlinearModel`.
  public func fit(
    _ y: [Double], on x: Matrix, from start: [Double], names: [String]? = nil,
    model: @escaping (_ b: [Dual], _ x: [Dual]) -> Dual
  ) throws -> Fit {
    try fit(y, DifferentiatedModel(try checkedRows(y, x), model), from: start, names: names)
  }

  /// Fits a model with the user's own derivatives: `gradient` returns ∂f/∂bⱼ, k values. They are not checked
  /// against `value`; wrong ones end in `NonlinearError.stalled`.
  public func fit(
    _ y: [Double], on x: Matrix, from start: [Double], names: [String]? = nil,
    value: @escaping (_ b: [Double], _ x: [Double]) -> Double,
    gradient: @escaping (_ b: [Double], _ x: [Double]) -> [Double]
  ) throws -> Fit {
    let model = GivenJacobian(rows: try checkedRows(y, x), value: value, gradient: gradient)
    return try fit(y, model, from: start, names: names)
  }

  private func checkedRows(_ y: [Double], _ x: Matrix) throws -> [[Double]] {
    let door = DesignCheck(x, (0..<x.columns).map { "x\($0 + 1)" })
    try door.requireLength(y, "y")
    try DesignCheck.requireFinite(y, "y")
    try door.requireFiniteRegressors()
    return (0..<x.rows).map { x.row($0) }
  }

  private func fit(
    _ y: [Double], _ mean: any MeanFunction, from start: [Double], names: [String]?,
    precision: Precision = .double, precise: (() -> PreciseResiduals)? = nil
  ) throws -> Fit {
    let (n, k) = (y.count, start.count)
    let names = names ?? (0..<k).map { "b\($0 + 1)" }
    guard k > 0 else { throw NonlinearError.noParameters }
    guard names.count == k else { throw RegressionError.nameCount(names: names.count, columns: k) }
    guard n > k else { throw RegressionError.tooFewObservations(observations: n, coefficients: k) }
    if let j = start.firstIndex(where: { !$0.isFinite }) {
      throw NonlinearError.startNotFinite(parameter: names[j], value: "\(start[j])")
    }
    try covariance.requireUsable(observations: n)
    if let (i, value) = mean.values(start).enumerated().first(where: { !$0.element.isFinite }) {
      throw NonlinearError.modelNotFinite(observation: i, value: "\(value)")
    }
    let solver = LevenbergMarquardt(y: y, mean: mean, names: names, choice: self)
    let (found, path) = try solver.minimum(from: start)
    var (best, steps) = try solver.polished(found)
    var used = Precision.double
    if let precise, precision == .extended || best.roundingOffset > tolerance {
      let (finer, more) = try solver.polished(best, precise: precise())
      steps += more
      // Where the model has no value in double-doubles, rounding decides after all.
      if finer.isStationary(tolerance) || precision == .extended { (best, used) = (finer, .extended) }
    }
    let unidentified = try best.unidentified()
    guard unidentified.isEmpty else {
      throw NonlinearError.notIdentified(parameters: unidentified.map { names[$0] }, at: best.b)
    }
    guard best.isStationary(tolerance) else {
      throw path.count < maximumIterations
        ? NonlinearError.stalled(relativeOffset: best.relativeOffset, at: best.b)
        : .iterationLimit(iterations: path.count, relativeOffset: best.relativeOffset, at: best.b)
    }
    return try Fit(
      choice: self, names: names, start: start, y: y, tangent: best, precision: used, path: path,
      polishSteps: steps
    ).withinRange()
  }
}
