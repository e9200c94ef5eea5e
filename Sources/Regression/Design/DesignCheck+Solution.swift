import LinearAlgebra

extension DesignCheck {
  /// Least squares of `y` on the columns of x; a rank deficiency names the regressors.
  func solution(_ y: [Double], refinementSteps: Int = 2) throws -> LeastSquaresSolution {
    do {
      return try LeastSquaresSolution(x, y, refinementSteps: refinementSteps, named: "x")
    } catch LinearAlgebraError.rankDeficient(_, _, _, let dependent) {
      throw RegressionError.collinear(try explain(dependent))
    }
  }
}
