public import LinearAlgebra

/// First differences: least squares of an entity's changes from one period to the next, which removes its effect.
/// Δy = ΔXβ + Δe; X n × k without a constant (in differences a constant is a trend). Wooldridge (2010) §10.6.
public struct FirstDifferences: Codable, Equatable, Sendable {
  /// What becomes of periods an entity misses.
  public enum Gaps: String, Codable, Sendable {
    /// No difference is taken across them.
    case left
    /// The next observation there is is compared with the last.
    case bridged
  }

  /// How standard errors allow for the errors.
  public var covariance: PanelCovariance
  /// The factor of a robust covariance.
  public var smallSample: PanelSmallSample
  /// What becomes of periods an entity misses.
  public var gaps: Gaps

  public init(
    covariance: PanelCovariance = .clusteredByEntity, smallSample: PanelSmallSample = .clusters,
    gaps: Gaps = .left
  ) {
    self.covariance = covariance
    self.smallSample = smallSample
    self.gaps = gaps
  }

  /// What first differences found; n is the number of differences.
  public struct Fit: PanelFit, Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: FirstDifferences
    /// Names of the coefficients.
    public let names: [String]
    /// β̂.
    public let coefficients: [Double]
    /// Covariance, clusters and degrees of freedom.
    public let inference: PanelInference
    /// Δy − ΔXβ̂, by entity and period.
    public let residuals: [Double]
    /// The later row of each difference.
    public let rows: [Int]
    /// Pairs of neighbouring observations left out because periods are missing between them.
    public let gaps: Int
    /// √(e'e/(n − k)).
    public let sigma: Double
    /// 1 − e'e/Δy'Δy, about zero; nil where y does not change.
    public let rSquared: Double?

    /// n − k.
    public var degreesOfFreedom: Int { n - k }
  }

  /// Estimates the coefficients of changes of `y` on those of `x`, whose rows are those of the panel.
  /// - Throws: `RegressionError`, `PanelError`.
  public func fit(_ y: [Double], on x: Matrix, panel: Panel, names: [String]? = nil) throws -> Fit {
    let door = try PanelDoor(y, x, names: names, panel: panel)
    try covariance.requireUsable(rows: x.rows)
    let neighbours = zip(panel.order, panel.order.dropFirst()).filter {
      panel.entities.labels[$0] == panel.entities.labels[$1]
    }
    let pairs = neighbours.filter { before, after in
      gaps == .bridged || ordinal(panel, after) == ordinal(panel, before) + 1
    }
    guard !pairs.isEmpty else { throw PanelError.noDifferences }
    let dx = Matrix(rows: pairs.count, columns: x.columns) { i, j in x[pairs[i].1, j] - x[pairs[i].0, j] }
    let dy = pairs.map { y[$0.1] - y[$0.0] }
    try requireChange(dx, x, door.names)
    guard dx.rows > dx.columns else {
      throw RegressionError.tooFewObservations(observations: dx.rows, coefficients: dx.columns)
    }
    let rows = pairs.map(\.1)
    let squares = try TransformedLeastSquares(dy, dx, names: door.names)
    let e = squares.solution.residuals
    let inference = try squares.sandwich(try panel.selecting(rows: rows), smallSample)
      .estimate(covariance.selecting(rows: rows))
    let total = dy.dot(dy)
    return try Fit(
      choice: self, names: door.names, coefficients: squares.solution.coefficients, inference: inference,
      residuals: e, rows: rows, gaps: neighbours.count - pairs.count,
      sigma: (e.dot(e) / Double(dx.rows - dx.columns)).squareRoot(),
      rSquared: total > 0 ? 1 - e.dot(e) / total : nil
    ).withinRange()
  }

  private func ordinal(_ panel: Panel, _ row: Int) -> Int { panel.ordinals[panel.periods.labels[row]] }

  private func requireChange(_ dx: Matrix, _ x: Matrix, _ names: [String]) throws {
    let still = names.indices.filter { j in
      Array(dx.column(j)).norm <= 1e-14 * Array(x.column(j)).norm
    }
    guard still.isEmpty else { throw PanelError.constantOverTime(regressors: still.map { names[$0] }) }
  }
}
