import LinearAlgebra
import Regression

/// What an estimator says of the free parameters γ of an equation.
struct EquationSolution {
  var free: [Double]
  var covariance: Matrix
  var residuals: [Double]
  var sigma: Double
  var inferenceDegreesOfFreedom: Int?
  var degreesOfFreedom: Int
  var priors: [CombinedPrior] = []
}

extension EquationSolution {
  init(_ fit: LeastSquares.Fit) {
    self.init(
      free: fit.coefficients, covariance: fit.covariance, residuals: fit.residuals, sigma: fit.sigma,
      inferenceDegreesOfFreedom: fit.inferenceDegreesOfFreedom, degreesOfFreedom: fit.degreesOfFreedom)
  }

  /// Coefficients in the order of `names`.
  init(_ fit: InstrumentalFit, names: [String]) {
    let order = names.compactMap { fit.names.firstIndex(of: $0) }
    self.init(
      free: order.map { fit.coefficients[$0] },
      covariance: Matrix(rows: names.count, columns: names.count) { fit.covariance[order[$0], order[$1]] },
      residuals: fit.residuals, sigma: fit.sigma,
      inferenceDegreesOfFreedom: fit.inferenceDegreesOfFreedom, degreesOfFreedom: fit.degreesOfFreedom)
  }
}
