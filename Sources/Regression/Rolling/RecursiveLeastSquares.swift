import Foundation
public import LinearAlgebra

/// Least squares on the first m, m + 1, …, n observations, and the recursive residuals
/// wₜ = (yₜ − xₜᵀbₜ₋₁)/√(1 + xₜᵀ(Xₜ₋₁ᵀXₜ₋₁)⁻¹xₜ): one-step prediction errors over their standard deviations, independent
/// with variance σ² where the coefficients are constant. Brown, Durbin & Evans (1975), JRSS B 37:149–192.
///
/// Observations are in the order of time. Each is rotated into the triangular factor at O(k²); standard errors
/// cost k³/6 each. m is k, or more where the first k rows depend on each other.
public struct RecursiveLeastSquares: Codable, Equatable, Sendable {
  public init() {}

  /// What the observations say as they come in. n observations, k coefficients.
  public struct Fit: Codable, Equatable, Sendable {
    /// Names of the coefficients.
    public let names: [String]
    /// Estimates from the first m, m + 1, …, n observations.
    public let estimates: [WindowEstimate]
    /// wₘ₊₁ … wₙ; their squares sum to the full sample's sum of squared residuals less that of the first m.
    public let recursiveResiduals: [Double]
    /// m, the fewest leading observations that determine all coefficients.
    public var start: Int { estimates[0].observations.count }

    /// The path of one coefficient.
    public func path(of name: String) -> [Double]? {
      names.firstIndex(of: name).map { j in estimates.map { $0.coefficients[j] } }
    }
  }

  /// Estimates the coefficients of `y` on the columns of `x`, one observation at a time.
  /// - Throws: `RegressionError` as `LeastSquares.fit` does.
  public func fit(_ y: [Double], on x: Matrix, names: [String]? = nil) throws -> Fit {
    let design = try SequentialDesign(y, x, names)
    let (n, k) = (x.rows, x.columns)
    var factor = UpdatedFactor(columns: k)
    var estimates: [WindowEstimate] = []
    var residuals: [Double] = []
    for t in 0..<n {
      let residual = factor.add(design.x.row(t), y[t])
      if !estimates.isEmpty { residuals.append(residual) }
      if !estimates.isEmpty || factor.isDetermined {
        estimates.append(WindowEstimate(factor, 0..<(t + 1), scales: design.scales))
      }
    }
    return Fit(names: design.names, estimates: estimates, recursiveResiduals: residuals)
  }
}

/// Data that passed the door, with columns scaled by powers of two to lengths between 1 and 2.
struct SequentialDesign {
  let names: [String]
  let x: Matrix
  /// What the coefficients on the scaled columns are multiplied by.
  let scales: [Double]

  init(_ y: [Double], _ x: Matrix, _ names: [String]?) throws {
    self.names = names ?? (0..<x.columns).map { "x\($0 + 1)" }
    let door = DesignCheck(x, self.names)
    try door.requireUsable(y)
    do {
      _ = try LeastSquaresSolution(x, y, refinementSteps: 0, named: "x")
    } catch LinearAlgebraError.rankDeficient(_, _, _, let dependent) {
      throw RegressionError.collinear(try door.explain(dependent))
    }
    let scales = (0..<x.columns).map { scalbn(1.0, -Int(Array(x.column($0)).norm.exponent)) }
    self.scales = scales
    self.x = Matrix(rows: x.rows, columns: x.columns) { i, j in x[i, j] * scales[j] }
  }
}
