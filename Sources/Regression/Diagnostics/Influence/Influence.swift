import LinearAlgebra

/// How much each observation decides of a least-squares fit. Belsley, Kuh & Welsch (1980) ch. 2; Cook (1977).
///
/// With h leverages, s² = eᵀe/(n − k) and rows times √w where the fit is weighted. An observation that alone
/// decides its fitted value (h = 1) has no studentised residual, and where nothing is left over (a perfect
/// fit, or without an observation) there is no scale: nil there, never NaN.
public struct Influence: Sendable, Equatable {
  /// hᵢ, the diagonal of the projection on X; they sum to k.
  public let leverages: [Double]
  /// Internally studentised residuals rᵢ = eᵢ/(s√(1 − hᵢ)).
  public let standardisedResiduals: [Double?]
  /// Externally studentised residuals tᵢ = eᵢ/(s₍ᵢ₎√(1 − hᵢ)), s₍ᵢ₎ without observation i: Student's t with n
  /// − k − 1 degrees of freedom under normal errors.
  public let studentisedResiduals: [Double?]
  /// Cook's distances rᵢ²hᵢ/((1 − hᵢ)k): by how much all coefficients move without observation i.
  public let cooksDistances: [Double?]
  /// DFFITS tᵢ√(hᵢ/(1 − hᵢ)): by how many standard errors its fitted value moves.
  public let dffits: [Double?]
  /// DFBETAS, one row per observation and one column per coefficient: by how many standard errors each
  /// coefficient moves without the observation; a row is nil where that is not defined.
  public let dfbetas: [[Double]?]

  public init(_ fit: LeastSquares.Fit) throws {
    let sample = WorkingSample(fit)
    let geometry = try LeastSquaresSolution(sample.x, sample.y, refinementSteps: 1, named: "x")
    let (n, k) = (sample.n, sample.k)
    let h = geometry.leverages
    let sum = sample.unexplained
    let s = (sum / Double(n - k)).squareRoot()
    let slack = h.map { 1 - $0 > 1e-12 && !sample.isPerfect ? 1 - $0 : nil }
    let internally = zip(sample.e, slack).map { e, slack in slack.map { e / (s * $0.squareRoot()) } }
    let externally = zip(sample.e, slack).map { e, slack -> Double? in
      guard let slack, n - k > 1 else { return nil }
      let left = sum - e * e / slack
      guard left > 1e-14 * sum else { return nil }
      return e / (left / Double(n - k - 1) * slack).squareRoot()
    }
    leverages = h
    standardisedResiduals = internally
    studentisedResiduals = externally
    cooksDistances = (0..<n).map { i in
      zip(internally[i], slack[i]).map { r, slack in r * r * h[i] / (slack * Double(k)) }
    }
    dffits = (0..<n).map { i in
      zip(externally[i], slack[i]).map { t, slack in t * (h[i] / slack).squareRoot() }
    }
    // (XᵀX)⁻¹xᵢ is column i of SQᵀ; se of β̂ⱼ over s is the length of row j of S.
    let directions = geometry.inverseFactor.timesTranspose(geometry.orthonormalBasis)
    let lengths = (0..<k).map { geometry.inverseFactor.row($0).norm }
    dfbetas = (0..<n).map { i in
      zip(externally[i], slack[i]).map { t, slack in
        (0..<k).map { t * directions[$0, i] / (lengths[$0] * slack.squareRoot()) }
      }
    }
  }
}

/// Both values, or nil.
private func zip(_ a: Double?, _ b: Double?) -> (Double, Double)? {
  guard let a, let b else { return nil }
  return (a, b)
}
