public import TimeSeries

/// What equations missed in the past, over the periods they have in common: where the spread of their disturbances comes from.
public struct DisturbanceHistory: Hashable, Sendable {
  /// Names, in the order of the model.
  public let equations: [String]
  public let periods: [Period]
  /// By period, then equation, in the units of the equations' left sides.
  public let residuals: [[Double]]
  /// Covariance of the disturbances.
  public let covariance: [[Double]]
  /// Each equation's own standard error, from all the periods it was estimated in.
  public let standardErrors: [Double]

  /// A past of one's own.
  public init(
    equations: [String], periods: [Period], residuals: [[Double]], covariance: [[Double]],
    standardErrors: [Double]
  ) {
    let n = equations.count
    precondition(
      residuals.count == periods.count && residuals.allSatisfy { $0.count == n } && covariance.count == n
        && covariance.allSatisfy { $0.count == n } && standardErrors.count == n,
      "residuals, covariances and standard errors of every equation")
    self.equations = equations
    self.periods = periods
    self.residuals = residuals
    self.covariance = covariance
    self.standardErrors = standardErrors
  }

  /// The residuals of estimated equations; the covariance is that of `JointResiduals`.
  public init(_ fit: ModelEstimation.Fit) {
    let joint = fit.jointResiduals
    let number = joint.equations.indices
    equations = joint.equations
    periods = joint.periods
    residuals = joint.periods.indices.map { t in number.map { joint.values[t, $0] } }
    covariance = number.map { i in number.map { joint.covariance[i, $0] } }
    standardErrors = joint.equations.map { fit.equation($0)?.sigma ?? 0 }
  }

  /// What the behavioral equations of a model whose parameters are given missed, in the periods in which all of them are known:
  /// covariances Σ eₜᵢ eₜⱼ / T.
  public init(_ check: ResidualCheck, of model: Model) {
    let names = model.equations.filter { $0.kind == .behavioral }.map(\.name)
    let known = names.filter { check.residuals[$0]?.values.contains { $0 != nil } ?? false }
    let series = known.compactMap { check.residuals[$0] }
    let periods = (series.first?.span).map(Array.init) ?? []
    let whole = periods.filter { period in series.allSatisfy { $0[period] != nil } }
    let rows = whole.map { period in series.compactMap { $0[period] } }
    equations = known
    self.periods = whole
    residuals = rows
    let covariance = known.indices.map { i in
      known.indices.map { j in
        rows.reduce(0) { $0 + $1[i] * $1[j] } / Double(max(rows.count, 1))
      }
    }
    self.covariance = covariance
    standardErrors = known.indices.map { covariance[$0][$0].squareRoot() }
  }

  /// A past without equations.
  static let none = DisturbanceHistory(
    equations: [], periods: [], residuals: [], covariance: [], standardErrors: [])
}
