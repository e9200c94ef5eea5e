public import LinearAlgebra

/// Fixed effects: y = Xβ + effects of entities, periods or any groupings + e, with the effects absorbed. β̂ = (X'MX)⁻¹X'My
/// with M the residuals on all effects' dummies; X n × k without a constant, which the effects contain. Wooldridge (2010) §10.5.
///
/// One way is removed by group means, more by alternating projections under conjugate gradients, to 1e-13 of
/// a column's length. Degrees of freedom are those of the dummies' rank: groups of two ways less the connected
/// components of the graph between them.
public struct FixedEffects: Codable, Equatable, Sendable {
  /// Which effects a panel has.
  public enum Effects: String, Codable, Sendable {
    case entity, period, both
  }

  /// What becomes of regressors that the effects explain completely, such as the constant.
  public enum AbsorbedRegressors: String, Codable, Sendable {
    /// An error that names them.
    case refused
    /// Left out; the fit names them.
    case dropped
  }

  /// The effects of a panel; not used where groupings are given.
  public var effects: Effects
  /// How standard errors allow for the errors.
  public var covariance: PanelCovariance
  /// The factor of a robust covariance.
  public var smallSample: PanelSmallSample
  /// What becomes of observations alone in a group.
  public var singletons: Singletons
  /// What becomes of regressors the effects explain.
  public var absorbedRegressors: AbsorbedRegressors

  public init(
    _ effects: Effects = .entity, covariance: PanelCovariance = .clusteredByEntity,
    smallSample: PanelSmallSample = .clusters, singletons: Singletons = .dropped,
    absorbedRegressors: AbsorbedRegressors = .refused
  ) {
    self.effects = effects
    self.covariance = covariance
    self.smallSample = smallSample
    self.singletons = singletons
    self.absorbedRegressors = absorbedRegressors
  }

  /// Estimates the coefficients of `y` on the columns of `x` with the panel's effects.
  /// - Throws: `RegressionError`, `PanelError`.
  public func fit(_ y: [Double], on x: Matrix, panel: Panel, names: [String]? = nil) throws -> Fit {
    let door = try PanelDoor(y, x, names: names, panel: panel)
    let ways =
      switch effects {
      case .entity: [panel.entities]
      case .period: [panel.periods]
      case .both: [panel.entities, panel.periods]
      }
    return try fit(door, ways: ways, panel: panel)
  }

  /// Estimates with effects of any groupings, each with one group per row: firm, year, region × industry …
  /// Clusters, if any, must be groupings too, unless the panel is given, which Driscoll–Kraay errors need.
  /// - Throws: `RegressionError`, `PanelError`.
  public func fit(
    _ y: [Double], on x: Matrix, absorbing ways: [Grouping], panel: Panel? = nil, names: [String]? = nil
  ) throws -> Fit {
    guard let first = ways.first else { throw PanelError.noEffects }
    let door =
      try panel.map { try PanelDoor(y, x, names: names, panel: $0) }
      ?? PanelDoor(y, x, names: names, rows: first.rows, rowsOf: first.name)
    for way in ways where way.rows != x.rows {
      throw RegressionError.lengthMismatch(what: way.name, count: way.rows, observations: x.rows)
    }
    return try fit(door, ways: ways, panel: panel)
  }

  private func fit(_ door: PanelDoor, ways: [Grouping], panel: Panel?) throws -> Fit {
    try covariance.requireUsable(rows: door.x.rows)
    let alone = Singletons.count(ways)
    guard alone > 0, singletons == .dropped else {
      return try estimate(door.y, door.x, door.names, ways, panel, covariance, rows: nil, singletons: alone)
    }
    let rows = Singletons.remaining(ways)
    guard !rows.isEmpty else { throw PanelError.onlySingletons(effects: ways.map(\.name)) }
    return try estimate(
      rows.map { door.y[$0] }, door.x.selectingRows(rows), door.names, ways.map { $0.selecting(rows: rows) },
      try panel?.selecting(rows: rows), covariance.selecting(rows: rows), rows: rows,
      singletons: door.y.count - rows.count)
  }

  private func estimate(
    _ y: [Double], _ x: Matrix, _ names: [String], _ ways: [Grouping], _ panel: Panel?,
    _ covariance: PanelCovariance, rows: [Int]?, singletons: Int
  ) throws -> Fit {
    let absorption = Absorption(ways)
    let freedom = try AbsorbedFreedom(ways, elimination: absorption.elimination)
    var data = Matrix(rows: x.rows, columns: x.columns + 1, columnMajor: x.elements + y)
    let effects = try absorption.remove(from: &data)
    let kept = try keptRegressors(data, effects, names, ways)
    guard x.rows > kept.count + freedom.rank else {
      throw PanelError.tooFewObservations(
        observations: x.rows, coefficients: kept.count, effects: freedom.rank)
    }
    let isWhole = kept.count == x.columns
    let within = Matrix(data[rows: 0..<x.rows, columns: 0..<x.columns])
    let keptNames = kept.map { names[$0] }
    let response = Array(data.column(x.columns))
    let squares = try TransformedLeastSquares(
      response, isWhole ? within : within.selectingColumns(kept), names: keptNames, tolerance: 1e-10)
    let solution = squares.solution
    return try Fit(
      choice: self, names: keptNames, coefficients: solution.coefficients,
      inference: try squares.sandwich(panel, absorbed: freedom, smallSample).estimate(covariance),
      droppedRegressors: names.indices.filter { !kept.contains($0) }.map { names[$0] }, response: y,
      regressors: isWhole ? x : x.selectingColumns(kept), residuals: solution.residuals, rows: rows,
      singletons: singletons, absorbedDegreesOfFreedom: freedom.rank,
      absorbedDegreesAreExact: freedom.isExact, components: freedom.components,
      iterations: effects.iterations,
      effects: RecoveredEffects(effects, ways, coefficients: solution.coefficients, columns: kept).effects,
      panel: panel, variation: response.dot(response)
    ).withinRange()
  }

  /// Positions of the regressors that the effects leave something of.
  private func keptRegressors(
    _ data: Matrix, _ absorbed: Absorption.Effects, _ names: [String], _ ways: [Grouping]
  ) throws -> [Int] {
    let kept = names.indices.filter { j in
      let column = Array(data.column(j))
      let rounding = 1e-13 * abs(absorbed.means[j]) * Double(data.rows).squareRoot()
      return column.dot(column).squareRoot() > 1e-9 * absorbed.deviations[j] + rounding
    }
    let effects = ways.map(\.name)
    guard !kept.isEmpty else { throw PanelError.nothingLeft(regressors: names, effects: effects) }
    if absorbedRegressors == .refused, kept.count < names.count {
      throw PanelError.absorbed(
        regressors: names.indices.filter { !kept.contains($0) }.map { names[$0] }, effects: effects)
    }
    return kept
  }
}
