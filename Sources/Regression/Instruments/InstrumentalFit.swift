public import LinearAlgebra

/// A fit with an instrumental design: what tests of instruments and of exogeneity need.
public protocol InstrumentalRegressionFit: RegressionFit {
  /// The regressors and instruments.
  var design: InstrumentalDesign { get }
  /// y.
  var response: [Double] { get }
  /// y − Xβ̂, with the endogenous regressors as observed.
  var residuals: [Double] { get }
  /// How standard errors allow for the errors.
  var covarianceChoice: Covariance { get }
}

extension InstrumentalRegressionFit {
  /// n.
  public var n: Int { response.count }
  /// Names of the coefficients: exogenous regressors, then endogenous ones.
  public var names: [String] { design.names }
  /// Xβ̂.
  public var fitted: [Double] { zip(response, residuals).map { $0 - $1 } }
}

/// What two-stage least squares, LIML and the other k-class estimators find. k coefficients from n observations.
public struct InstrumentalFit: InstrumentalRegressionFit, Codable, Equatable, Sendable {
  /// The regressors and instruments.
  public let design: InstrumentalDesign
  /// y.
  public let response: [Double]
  /// How standard errors allow for the errors.
  public let covarianceChoice: Covariance
  /// κ of the k-class: 1 for two-stage least squares, 0 for least squares, estimated for LIML.
  public let kappa: Double
  /// β̂: exogenous regressors, then endogenous ones.
  public let coefficients: [Double]
  /// Estimated covariance of β̂, k × k, of the kind chosen.
  public let covariance: Matrix
  /// y − Xβ̂, in the units of y.
  public let residuals: [Double]
  /// σ̂ = √(eᵀe/(n − k)).
  public let sigma: Double
  /// 1 − eᵀe/Σ(y − ȳ)², about zero where no exogenous regressor is constant; below zero where the residuals vary more
  /// than y, which instrumental estimates may. Nil where y does not vary.
  public let rSquared: Double?
  /// How the covariance was found: factor, clusters, bandwidth.
  public let covarianceReport: CovarianceReport

  /// n − k.
  public var degreesOfFreedom: Int { n - k }
  /// Degrees of freedom of the t distribution used for inference: n − k, or G − 1 with G clusters, or T − 1 with T periods
  /// of Driscoll–Kraay errors. The distribution is approximate for every n.
  public var inferenceDegreesOfFreedom: Int? { covarianceReport.degreesOfFreedom ?? degreesOfFreedom }

  init(
    _ y: [Double], _ design: InstrumentalDesign, _ basis: InstrumentBasis, kappa: Double,
    restInScores: Double = 0, covariance choice: Covariance, smallSample: SmallSample
  ) throws {
    let solution = try KClassSolution(y, design, basis, kappa: kappa, restInScores: restInScores)
    let sandwich = InstrumentalSandwich(solution: solution, design: design, smallSample: smallSample)
    let e = solution.residuals
    self.design = design
    response = y
    covarianceChoice = choice
    self.kappa = kappa
    coefficients = solution.coefficients
    (covariance, covarianceReport) = try sandwich.covariance(choice)
    residuals = e
    sigma = (e.dot(e) / Double(y.count - design.k)).squareRoot()
    rSquared = Self.rSquared(y, e, design.exogenous)
  }

  private static func rSquared(_ y: [Double], _ e: [Double], _ exogenous: Matrix) -> Double? {
    let mean = exogenous.constantColumns.contains(true) ? y.reduce(0, +) / Double(y.count) : 0
    let variation = y.map { $0 - mean }.norm
    guard variation > 1e-14 * y.norm else { return nil }
    return 1 - e.dot(e) / (variation * variation)
  }
}

extension InstrumentalDesign {
  /// Checks what `fit` adds to the design.
  func requireUsable(_ y: [Double], _ covariance: Covariance) throws {
    try DesignCheck(regressors, names).requireUsable(y)
    try covariance.requireUsable(observations: n)
  }
}
