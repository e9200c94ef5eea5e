public import LinearAlgebra

extension NonlinearLeastSquares {
  /// One step tried by the Levenberg–Marquardt iteration.
  public struct Iteration: Codable, Equatable, Sendable {
    /// Σr² before the step.
    public let sumOfSquares: Double
    /// The relative offset before the step.
    public let relativeOffset: Double
    /// The damping of the step, relative to JᵀJ's diagonal.
    public let damping: Double
    /// Whether the step lowered the sum of squares enough to be taken.
    public let isAccepted: Bool
  }

  /// What nonlinear least squares found: k parameters from n observations.
  public struct Fit: RegressionFit, Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: NonlinearLeastSquares
    /// Names of the parameters.
    public let names: [String]
    /// b̂.
    public let coefficients: [Double]
    /// Estimated covariance of b̂, k × k, from the linear model in J at b̂.
    public let covariance: Matrix
    /// Where the iterations started.
    public let start: [Double]
    /// y − f(b̂, x).
    public let residuals: [Double]
    /// f(b̂, x).
    public let fitted: [Double]
    /// `.extended` where the residuals were found in twice the working precision: as asked, or because rounding of
    /// y − f(b, x) mattered.
    public let precision: Precision
    /// J at b̂, n × k.
    public let jacobian: Matrix
    /// σ̂ = √(Σr²/(n − k)).
    public let sigma: Double
    /// Σr².
    public let residualSumOfSquares: Double
    /// Every step tried, in order.
    public let iterations: [Iteration]
    /// Gauss–Newton steps that followed.
    public let polishSteps: Int
    /// The relative offset reached; the criterion is `choice.tolerance`.
    public let relativeOffset: Double
    /// What rounding of y − f(b, x) allows the offset to reach: the criterion where that is more.
    public let roundingOffset: Double
    /// The largest cosine between residuals and a column of J reached.
    public let gradientCosine: Double
    /// How the covariance was found: factor, clusters, bandwidth.
    public let covarianceReport: CovarianceReport

    /// Number of observations.
    public var n: Int { residuals.count }
    /// n − k, of the residuals.
    public var degreesOfFreedom: Int { n - k }
    /// Degrees of freedom of the t distribution used for inference: n − k, or G − 1 with G clusters, or T − 1 with
    /// T periods of Driscoll–Kraay errors.
    public var inferenceDegreesOfFreedom: Int? { covarianceReport.degreesOfFreedom ?? degreesOfFreedom }

    init(
      choice: NonlinearLeastSquares, names: [String], start: [Double], y: [Double], tangent: Tangent,
      precision: Precision, path: [Iteration], polishSteps: Int
    ) throws {
      let solution = try LeastSquaresSolution(tangent.jacobian, tangent.residuals, named: "the Jacobian")
      let freedom = y.count - tangent.b.count
      let sandwich = Sandwich(
        solution: solution, degreesOfFreedom: freedom, design: tangent.jacobian, regressors: tangent.jacobian,
        smallSample: choice.smallSample)
      self.choice = choice
      self.names = names
      self.start = start
      coefficients = tangent.b
      (covariance, covarianceReport) = try sandwich.covariance(choice.covariance)
      residuals = tangent.residuals
      fitted = zip(y, tangent.residuals).map { $0 - $1 }
      jacobian = tangent.jacobian
      self.precision = precision
      residualSumOfSquares = tangent.sumOfSquares
      sigma = (tangent.sumOfSquares / Double(freedom)).squareRoot()
      iterations = path
      self.polishSteps = polishSteps
      relativeOffset = tangent.relativeOffset
      roundingOffset = tangent.roundingOffset
      gradientCosine = tangent.gradientCosine
    }
  }
}
