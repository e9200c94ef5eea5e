import LinearAlgebra

/// The moving-average form of lag matrices: Ψ₀ = I, Ψᵢ = Σ_l Ψᵢ₋ₗ A_l. Lütkepohl (2005) §2.1.2.
struct MovingAverage {
  /// Ψ₀ … Ψ_h.
  let terms: [Matrix]

  init(_ lagMatrices: [Matrix], horizon: Int) {
    let m = lagMatrices.first?.rows ?? 0
    var terms = [Matrix.identity(m)]
    for i in 1..<(max(horizon, 0) + 1) {
      var sum = Matrix(rows: m, columns: m)
      for (l, a) in lagMatrices.enumerated() where l < i { sum += terms[i - 1 - l] * a }
      terms.append(sum)
    }
    self.terms = terms
  }
}

extension VAR.Fit {
  var lagMatrices: [Matrix] { (1...lags).map(lagMatrix) }
}
