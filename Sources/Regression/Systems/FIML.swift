public import LinearAlgebra

/// Full-information maximum likelihood of a linear system with normal errors, Γyₜ = Bxₜ + uₜ: β̂ maximises the likelihood
/// with Σ concentrated out, log L = −n/2 · (M(1 + log 2π) + log|Σ̂(β)|) + n log|det Γ(β)|, Σ̂ = EᵀE/n. Koopmans, Rubin &
/// Leipnik (1950); Greene (2018) §10.4.6; Davidson & MacKinnon (2004) §12.5.
///
/// Γ's rows are the equations (1 for the variable explained, −β for endogenous regressors) and the identities. Found
/// by Newton's method with exact derivatives from the three-stage estimate, steps shortened until the likelihood
/// rises. The maximum found is a local one. With no endogenous regressors it is iterated `SUR`.
public struct FIML: Codable, Equatable, Sendable {
  /// From what the covariance of β̂ is found.
  public enum Information: String, Codable, CaseIterable, Sendable {
    /// The inverse of minus the Hessian of the concentrated likelihood at β̂.
    case observed
    /// (Ŵᵀ(Σ̂⁻¹ ⊗ I)Ŵ)⁻¹, Ŵ the regressors with endogenous ones as the system itself predicts them: the covariance of
    /// Hausman (1975), which gretl and textbook tables print.
    case predicted
  }

  /// From what the covariance of β̂ is found.
  public var information: Information
  /// The Newton step, in standard errors, at which the iteration ends.
  public var tolerance: Double
  /// Largest number of Newton steps.
  public var limit: Int

  public init(information: Information = .observed, tolerance: Double = 1e-9, limit: Int = 200) {
    self.information = information
    self.tolerance = tolerance
    self.limit = limit
  }

  /// Estimates the equations with identities that complete the system, under restrictions.
  ///
  /// - Parameters:
  ///   - identities: one for each endogenous regressor that no equation explains. Not checked against data.
  ///   - instruments: exogenous variables that are no regressors, n × l; used for the first estimate only.
  /// - Throws: `SystemError`, `InstrumentError` or `RegressionError`, naming equation and variable.
  public func fit(
    _ equations: [SystemEquation], identities: [SystemIdentity] = [], instruments: Matrix? = nil,
    restrictions: [CrossEquationRestriction] = []
  ) throws -> SystemFit {
    let set = try EquationSet(equations)
    let space = try RestrictedSpace(restrictions, in: set)
    let structure = try SystemStructure(set, identities)
    let start = try Self.start(set, space, instruments)
    let likelihood = SystemLikelihood(set: set, structure: structure)
    let maximum = try climb(likelihood, space, from: start.coefficients)
    return try result(maximum, likelihood, space, separate: set.residuals(start.separate))
  }

  private static func start(_ set: EquationSet, _ space: RestrictedSpace, _ instruments: Matrix?) throws
    -> (coefficients: [Double], separate: [Double])
  {
    let exogenous = set.equations.allSatisfy { $0.endogenous.columns == 0 }
    let system =
      exogenous
      ? try StackedSystem(set, space)
      : StackedSystem(set, space, instruments: try SystemInstruments(set, instruments, nil).basis)
    let separate = try system.solveSeparately().coefficients
    let errors = try ErrorCovariance(set.residuals(separate), .observations, in: set)
    return (try system.solve(try errors.whitener()).coefficients, separate)
  }

  /// Newton's method in the free coefficients.
  private func climb(_ likelihood: SystemLikelihood, _ space: RestrictedSpace, from start: [Double]) throws
    -> (point: SystemLikelihood.Point, steps: Int)
  {
    var point = try likelihood.point(start)
    var decrement = Double.infinity
    for count in 0..<limit {
      let gradient = space.t.transposeTimes(try likelihood.gradient(point))
      let curvature = try Curvature(
        -(space.t.transposeTimes(try likelihood.hessian(point)) * space.t).symmetrized)
      let step = curvature.solve(gradient)
      decrement = max(0, step.dot(gradient)).squareRoot()
      if curvature.isConcave, decrement <= tolerance {
        // The step itself is still an improvement, to the square of what it is.
        let last = zip(point.beta, space.t * step).map { $0 + $1 }
        return (try likelihood.point(last), count + 1)
      }
      guard let next = try likelihood.rise(from: point, along: space.t * step, slope: step.dot(gradient))
      else { break }
      point = next
    }
    throw SystemError.notConverged(
      estimator: "Full-information maximum likelihood", iterations: limit, change: decrement)
  }

  private func result(
    _ maximum: (point: SystemLikelihood.Point, steps: Int), _ likelihood: SystemLikelihood,
    _ space: RestrictedSpace, separate: Matrix
  ) throws -> SystemFit {
    let (set, point) = (likelihood.set, maximum.point)
    let information =
      switch information {
      case .observed: -(try likelihood.hessian(point))
      case .predicted: try likelihood.predictedInformation(point)
      }
    let free = (space.t.transposeTimes(information) * space.t).symmetrized
    let root: Cholesky
    do {
      root = try Cholesky(free, named: "The information")
    } catch LinearAlgebraError.notPositiveDefinite {
      throw SystemError.notEstimable
    }
    let sigma = point.errors.matrix
    return try SystemFit(
      method: .maximumLikelihood, equations: set.equations, coefficients: point.beta,
      covariance: root.inverse.between(space.t), residuals: point.residuals, separateResiduals: separate,
      divisor: .observations, errorCovariance: sigma, weightCovariance: sigma, objective: nil,
      freeCoefficients: space.t.columns, instruments: nil, iterations: maximum.steps,
      logLikelihood: point.logLikelihood
    ).withinRange()
  }
}

/// Minus a Hessian, made positive definite by taking eigenvalues for their magnitudes, in coordinates where its
/// diagonal is one.
private struct Curvature {
  let isConcave: Bool
  private let scales: [Double]
  private let eigen: SymmetricEigen

  init(_ a: Matrix) throws {
    let scales = a.diagonal.map { $0 == 0 ? 1 : 1 / abs($0).squareRoot() }
    let scaled = Matrix(rows: a.rows, columns: a.columns) { i, j in a[i, j] * scales[i] * scales[j] }
    self.scales = scales
    eigen = try SymmetricEigen(scaled, named: "The Hessian")
    isConcave = eigen.values.allSatisfy { $0 > 0 }
  }

  func solve(_ gradient: [Double]) -> [Double] {
    let turned = eigen.vectors.transposeTimes(zip(gradient, scales).map { $0 * $1 })
    let largest = eigen.values.reduce(0) { max($0, abs($1)) }
    let divided = zip(turned, eigen.values).map { $0 / max(abs($1), 1e-14 * largest) }
    return zip(eigen.vectors * divided, scales).map { $0 * $1 }
  }
}

extension Matrix {
  /// (A + Aᵀ)/2.
  var symmetrized: Matrix { Matrix(rows: rows, columns: columns) { i, j in (self[i, j] + self[j, i]) / 2 } }
}
