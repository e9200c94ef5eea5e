import LinearAlgebra
import Regression

/// A normal prior of one element of θ.
struct NormalPrior {
  let position: Int
  let mean: Double
  let sd: Double
}

/// A prior as one more observation of γ: m = θⱼ + v with v of standard deviation sd, in units of the disturbance.
struct PriorRow {
  let weights: [Double]
  let value: Double

  init(_ prior: NormalPrior, _ space: CoefficientSpace, sigma: Double) {
    let scale = sigma / prior.sd
    weights = space.directions.row(prior.position).map { scale * $0 }
    value = scale * (prior.mean - space.point[prior.position])
  }
}

extension EquationProblem {
  /// Priors of the parameters estimated.
  func normalPriors(_ method: EstimationClauses.Method, _ choice: Covariance) throws -> [NormalPrior] {
    let priors = try names.enumerated().compactMap { position, name -> NormalPrior? in
      guard let prior = source.model.parameters.first(where: { $0.name == name })?.prior else { return nil }
      guard case .normal(let mean, let sd) = prior else { throw error(.priorNotNormal(name, prior)) }
      return NormalPrior(position: position, mean: mean, sd: sd)
    }
    guard !priors.isEmpty else { return [] }
    guard method != .iv else { throw error(.priorsNotCombined(with: "method iv")) }
    guard choice == .homoskedastic else { throw error(.priorsNotCombined(with: choice.label)) }
    return priors
  }

  /// Mixed estimation: γ̂ = (XᵀX/s² + RᵀΨ⁻¹R)⁻¹(Xᵀy/s² + RᵀΨ⁻¹m), Rγ = m + v the priors, Ψ their variances and s that
  /// of the data alone. Theil & Goldberger (1961).
  func mixed(
    _ alone: EquationSolution, _ space: CoefficientSpace, _ priors: [NormalPrior], _ y: [Double], _ x: Matrix
  ) throws -> EquationSolution {
    let rows = priors.map { PriorRow($0, space, sigma: alone.sigma) }
    let design = Matrix(rows: y.count + rows.count, columns: x.columns) { i, j in
      i < y.count ? x[i, j] : rows[i - y.count].weights[j]
    }
    let fit = try LeastSquares().fit(y + rows.map(\.value), on: design, names: space.names)
    return combined(
      alone, with: priors, space, free: fit.coefficients, covariance: fit.covariance, sigma: fit.sigma,
      residuals: Array(fit.residuals[..<y.count]))
  }

  /// Estimates from data and priors together, with the disturbance's variance of the data alone; normal inference.
  func combined(
    _ alone: EquationSolution, with priors: [NormalPrior], _ space: CoefficientSpace, free: [Double],
    covariance: Matrix, sigma: Double, residuals: [Double]
  ) -> EquationSolution {
    let theta = space.all(alone.free)
    let errors = space.covariance(alone.covariance).diagonal.map { $0.squareRoot() }
    let ratio = sigma > 0 ? alone.sigma / sigma : 1
    var solution = alone
    solution.free = free
    solution.covariance = (ratio * ratio) * covariance
    solution.residuals = residuals
    solution.inferenceDegreesOfFreedom = nil
    solution.priors = priors.map { prior in
      CombinedPrior(
        parameter: names[prior.position], mean: prior.mean, sd: prior.sd, data: theta[prior.position],
        dataStandardError: errors[prior.position])
    }
    return solution
  }
}
