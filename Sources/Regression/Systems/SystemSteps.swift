import LinearAlgebra

/// How often the covariance of the errors is estimated anew.
public enum SystemSteps: Codable, Equatable, Sendable {
  /// Once, from the separate estimates.
  case one
  /// Until no coefficient moves by more than `tolerance` standard errors, in at most `limit` steps.
  case iterated(tolerance: Double = 1e-12, limit: Int = 1000)
}

extension StackedSystem {
  /// Feasible generalized least squares from the separate estimates on.
  func fit(
    _ method: SystemFit.Method, steps: SystemSteps, divisor: ErrorDivisor, instruments: Int?
  ) throws -> SystemFit {
    let separate = try solveSeparately()
    let first = set.residuals(separate.coefficients)
    var errors = try ErrorCovariance(first, divisor, in: set)
    var solution = try solve(try errors.whitener())
    var count = 1
    if case .iterated(let tolerance, let limit) = steps {
      var change = Double.infinity
      while change > tolerance {
        guard count < limit else {
          throw SystemError.notConverged(
            estimator: method == .threeStage ? "Iterated three-stage least squares" : "Iterated SUR",
            iterations: limit, change: change)
        }
        errors = try ErrorCovariance(set.residuals(solution.coefficients), divisor, in: set)
        let next = try solve(try errors.whitener())
        change = next.distance(from: solution.coefficients)
        solution = next
        count += 1
      }
    }
    return try result(
      method, solution, covariance: solution.inverseFactor.outerGram(), separate: first, weight: errors,
      divisor,
      iterations: count, instruments: instruments)
  }

  /// The separate estimates themselves.
  func fitSeparately(divisor: ErrorDivisor, instruments: Int?) throws -> SystemFit {
    let solution = try solveSeparately()
    let e = set.residuals(solution.coefficients)
    let errors = try ErrorCovariance(e, divisor, in: set)
    return try result(
      .separate, solution, covariance: covariance(of: solution, errors), separate: e, weight: errors, divisor,
      iterations: 0, instruments: instruments)
  }

  private func result(
    _ method: SystemFit.Method, _ solution: Solution, covariance: Matrix, separate: Matrix,
    weight: ErrorCovariance, _ divisor: ErrorDivisor, iterations: Int, instruments: Int?
  ) throws -> SystemFit {
    let e = set.residuals(solution.coefficients)
    return try SystemFit(
      method: method, equations: set.equations, coefficients: solution.coefficients, covariance: covariance,
      residuals: e, separateResiduals: separate, divisor: divisor,
      errorCovariance: try ErrorCovariance(e, divisor, in: set).matrix, weightCovariance: weight.matrix,
      objective: method == .threeStage ? solution.objective : nil, freeCoefficients: space.t.columns,
      instruments: instruments, iterations: iterations,
      logLikelihood: instruments == nil ? try SystemFit.gaussianLogLikelihood(e, in: set) : nil
    ).withinRange()
  }
}
