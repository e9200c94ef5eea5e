import LinearAlgebra

/// The first-order vector autoregression of scores without a constant, sₜ = A sₜ₋₁ + vₜ, by least squares: what
/// prewhitening takes out and puts back. Andrews & Monahan (1992), Econometrica 60:953–966.
struct ScoreFilter {
  /// v, (n − 1) × k.
  let residuals: Matrix
  /// D = (I − A)⁻¹, which turns the long-run covariance of v into that of s: D M Dᵀ.
  let recolouring: Matrix

  init(_ scores: Matrix) throws {
    let (n, k) = (scores.rows, scores.columns)
    guard n - 1 > k else { throw CovarianceError.prewhiteningUndefined }
    let lag = Matrix(scores[rows: 0..<(n - 1), columns: 0..<k])
    let lead = Matrix(scores[rows: 1..<n, columns: 0..<k])
    do {
      let transposedA = Matrix(
        columns: try (0..<k).map { j in
          try LeastSquaresSolution(lag, Array(lead.column(j)), refinementSteps: 0).coefficients
        })
      residuals = lead - lag * transposedA
      let difference = Matrix.identity(k) - transposedA.transposed()
      let factors = try LU(difference)
      guard factors.reciprocalCondition > Double(k) * Double.ulpOfOne else {
        throw CovarianceError.prewhiteningUndefined
      }
      recolouring = factors.inverse
    } catch is LinearAlgebraError {
      throw CovarianceError.prewhiteningUndefined
    }
  }
}
