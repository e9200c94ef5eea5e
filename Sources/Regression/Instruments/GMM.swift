public import LinearAlgebra

/// The generalized method of moments for a linear equation: β̂ minimises ḡᵀŜ⁻¹ḡ, ḡ = Zᵀ(y − Xβ)/n, Ŝ the estimated
/// covariance of √n ḡ. Hansen (1982); Greene (2018) §13.6.
///
/// The first step is two-stage least squares, whose residuals give the first Ŝ. Moments are taken in an orthonormal
/// basis of Z, so that conditioning is the data's own; the estimate does not depend on it. Inference is by the normal
/// distribution. With homoskedastic weight, or exactly identified, it is two-stage least squares.
///
/// Covariances of moments take no factor for small samples but HC1's own n/(n − k), are not centred (the homoskedastic
/// kind excepted: σ̂² is the variance of the residuals about their mean, over n), and cannot be HC2 or HC3.
public struct GMM: Codable, Equatable, Sendable {
  /// How often the weight is estimated anew.
  public enum Steps: Codable, Equatable, Sendable {
    /// Once, from the first step's residuals.
    case two
    /// Until no coefficient moves by more than `tolerance` standard errors, in at most `limit` steps.
    case iterated(tolerance: Double = 1e-12, limit: Int = 1000)
  }

  /// How the weight allows for the errors.
  public var weight: Covariance
  /// How the standard errors do; as `weight` unless given.
  public var covariance: Covariance
  /// How often the weight is estimated.
  public var steps: Steps

  public init(
    weight: Covariance = .hc0, covariance: Covariance? = nil, steps: Steps = .two
  ) {
    self.weight = weight
    self.covariance = covariance ?? weight
    self.steps = steps
  }

  /// Estimates the coefficients of `y` on the regressors of `design`.
  ///
  /// - Throws: `InstrumentError.singularMoments` where Ŝ cannot be inverted, as with fewer clusters than moments;
  ///   `.notConverged` where the steps do not settle; else as `TwoStageLeastSquares`.
  public func fit(_ y: [Double], on design: InstrumentalDesign) throws -> Fit {
    try design.requireUsable(y, .homoskedastic)
    for choice in [weight, covariance] {
      try choice.requireUsable(observations: design.n)
      if choice == .hc2 || choice == .hc3 { throw CovarianceError.notOfScores(covariance: choice.label) }
    }
    let basis = try InstrumentBasis(design)
    let first = try KClassSolution(y, design, basis, kappa: 1)
    let moments = Moments(y, design, basis)
    var step = try moments.step(weight: weight, from: first.residuals)
    var count = 2
    if case .iterated(let tolerance, let limit) = steps {
      var change = Double.infinity
      while change > tolerance {
        guard count < limit else {
          throw InstrumentError.notConverged(estimator: "Iterated GMM", iterations: limit, change: change)
        }
        let next = try moments.step(weight: weight, from: step.residuals)
        change = next.distance(from: step.coefficients)
        step = next
        count += 1
      }
    }
    let score = try moments.covariance(covariance, step.residuals)
    return try Fit(
      choice: self, design: design, response: y, coefficients: step.coefficients,
      covariance: score.between(step.influence), residuals: step.residuals,
      objective: step.objective, steps: count
    ).withinRange()
  }

  /// What GMM found. k coefficients from n observations.
  public struct Fit: InstrumentalRegressionFit, Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: GMM
    /// The regressors and instruments.
    public let design: InstrumentalDesign
    /// y.
    public let response: [Double]
    /// β̂: exogenous regressors, then endogenous ones.
    public let coefficients: [Double]
    /// Estimated covariance of β̂, k × k, with Ŝ from the final residuals.
    public let covariance: Matrix
    /// y − Xβ̂, in the units of y.
    public let residuals: [Double]
    /// n ḡᵀŜ⁻¹ḡ at β̂, with the weight of the last step: Hansen's J.
    public let objective: Double
    /// Number of steps taken, two-stage least squares being the first.
    public let steps: Int

    /// Nil: inference is by the normal distribution.
    public var inferenceDegreesOfFreedom: Int? { nil }
    /// How standard errors allow for the errors.
    public var covarianceChoice: Covariance { choice.covariance }
  }
}

/// The moments of an equation in orthonormal coordinates: A = QᵀX, b = Qᵀy.
private struct Moments {
  let y: [Double]
  let x: Matrix
  let z: Matrix
  let q: Matrix
  let a: Matrix
  let b: [Double]

  struct Step {
    let coefficients: [Double]
    let residuals: [Double]
    /// k × (k₁ + l): how β̂ moves with the moments.
    let influence: Matrix
    let objective: Double
    /// S with SSᵀ the covariance of β̂ under the weight.
    let inverseFactor: Matrix

    /// The largest change of a coefficient, in standard errors.
    func distance(from previous: [Double]) -> Double {
      let variances = inverseFactor.outerGram().diagonal
      return zip(zip(coefficients, previous), variances).reduce(0) { largest, pair in
        max(largest, abs(pair.0.0 - pair.0.1) / pair.1.squareRoot())
      }
    }
  }

  init(_ y: [Double], _ design: InstrumentalDesign, _ basis: InstrumentBasis) {
    self.y = y
    x = design.regressors
    q = basis.q
    z = design.allInstruments
    a = q.transposeTimes(x)
    b = q.transposeTimes(y)
  }

  /// The covariance of Qᵀe, k₁ + l on a side.
  func covariance(_ choice: Covariance, _ e: [Double]) throws -> Matrix {
    guard choice != .homoskedastic else {
      let mean = e.reduce(0, +) / Double(e.count)
      let deviations = e.map { $0 - mean }
      let variance = deviations.dot(deviations) / Double(e.count)
      return Matrix(diagonal: [Double](repeating: variance, count: q.columns))
    }
    let natural = BandwidthScores(z.scalingRows(by: e), constants: z.constantColumns)
    return try ScoreCovariance(q.scalingRows(by: e), bandwidthScores: natural).meat(
      choice, smallSample: .none, coefficients: x.columns
    ).matrix
  }

  /// β̂ with the weight that residuals give.
  func step(weight: Covariance, from residuals: [Double]) throws -> Step {
    let root: Cholesky
    do {
      root = try Cholesky(try covariance(weight, residuals), named: "The covariance of the moments")
    } catch LinearAlgebraError.notPositiveDefinite {
      throw InstrumentError.singularMoments(moments: q.columns, clusters: weight.clusterCount)
    }
    guard root.reciprocalCondition > 1e-14 else {
      throw InstrumentError.singularMoments(moments: q.columns, clusters: weight.clusterCount)
    }
    let whitened = try root.lower.solve(triangle: .lower, a.joined(with: Matrix(column: b)))
    let k = a.columns
    let design = Matrix(whitened[rows: 0..<whitened.rows, columns: 0..<k])
    let solution = try LeastSquaresSolution(design, Array(whitened.column(k)), named: "The moments")
    let explained = x * solution.coefficients
    let spread = solution.orthonormalBasis.timesTranspose(solution.inverseFactor)
    let influence = try root.lower.solve(triangle: .lower, transposed: true, spread).transposed()
    return Step(
      coefficients: solution.coefficients, residuals: zip(y, explained).map { $0 - $1 },
      influence: influence, objective: solution.residualSumOfSquares, inverseFactor: solution.inverseFactor)
  }
}

extension Covariance {
  /// Number of clusters, the fewer of two ways; nil where errors are not clustered.
  var clusterCount: Int? {
    switch self {
    case .clustered(let labels): Set(labels).count
    case .twoWayClustered(let first, let second): min(Set(first).count, Set(second).count)
    default: nil
    }
  }
}
