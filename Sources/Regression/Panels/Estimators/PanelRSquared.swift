import LinearAlgebra

/// Three shares of variation that a panel's coefficients explain, as squared correlations (StataCorp, `xtreg`; Wooldridge 2010
/// §10.2): with Xβ̂ without effects. Nil where a side does not vary.
public struct PanelRSquared: Codable, Equatable, Sendable {
  /// Of deviations from the entity's mean.
  public let within: Double?
  /// Of the entities' means, one each.
  public let between: Double?
  /// Of the observations.
  public let overall: Double?

  init(_ y: [Double], fitted: [Double], entities: Grouping) {
    let both = Matrix(columns: [y, fitted])
    let means = entities.means(of: both)
    let deviations = entities.subtractingMeans(from: both)
    overall = Self.squaredCorrelation(both)
    between = Self.squaredCorrelation(means)
    // Rounding of the means alone is no variation.
    let varies = (0...1).allSatisfy {
      Array(deviations.column($0)).norm > 1e-12 * Array(both.column($0)).norm
    }
    within = varies ? Self.squaredCorrelation(deviations) : nil
  }

  private static func squaredCorrelation(_ pair: Matrix) -> Double? {
    let centred = Grouping(name: "", numbers: [Int](repeating: 0, count: pair.rows)).subtractingMeans(
      from: pair)
    let (a, b) = (Array(centred.column(0)), Array(centred.column(1)))
    let lengths = (a.norm, b.norm)
    guard lengths.0 > 1e-12 * Array(pair.column(0)).norm, lengths.1 > 1e-12 * Array(pair.column(1)).norm
    else {
      return nil
    }
    let correlation = a.dot(b) / lengths.0 / lengths.1
    return min(1, correlation * correlation)
  }
}
