public import LinearAlgebra

extension FixedEffects {
  /// What fixed effects found: k coefficients and the effects from n observations.
  public struct Fit: PanelFit, Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: FixedEffects
    /// Names of the coefficients.
    public let names: [String]
    /// β̂.
    public let coefficients: [Double]
    /// Covariance, clusters and degrees of freedom of inference.
    public let inference: PanelInference
    /// Regressors left out because the effects explain them.
    public let droppedRegressors: [String]
    /// y of the rows used.
    public let response: [Double]
    /// X of the rows and regressors used, n × k.
    public let regressors: Matrix
    /// y − Xβ̂ − effects, of the rows used.
    public let residuals: [Double]
    /// The rows used, rising; nil where all were.
    public let rows: [Int]?
    /// Observations that were alone in a group: left out, or kept, as chosen.
    public let singletons: Int
    /// Degrees of freedom the effects take: the rank of their dummies.
    public let absorbedDegreesOfFreedom: Int
    /// False where three or more ways have too many groups to find the rank; then it is an upper bound.
    public let absorbedDegreesAreExact: Bool
    /// Connected components between the first two ways; nil with one.
    public let components: Int?
    /// Rounds of projections that were needed.
    public let iterations: Int
    /// The effects of each way.
    public let effects: [GroupEffects]
    /// The panel of the rows used; nil where groupings were given.
    public let panel: Panel?
    /// Σ(My)², the variation that effects leave.
    let variation: Double

    /// n − k − `absorbedDegreesOfFreedom`.
    public var degreesOfFreedom: Int { n - k - absorbedDegreesOfFreedom }
    /// e'e.
    public var residualSumOfSquares: Double { residuals.dot(residuals) }
    /// √(e'e/degrees of freedom).
    public var sigma: Double { (residualSumOfSquares / Double(degreesOfFreedom)).squareRoot() }

    /// Share of the variation left by the effects that X explains, 1 − e'e/Σ(My)²; nil where none is left.
    public var rSquaredWithin: Double? {
      let total = response.dot(response)
      return variation > 1e-24 * total ? 1 - residualSumOfSquares / variation : nil
    }

    /// Share of the variation about the mean that X and effects explain together; nil where y does not vary.
    public var rSquaredWithEffects: Double? {
      let one = Grouping(name: "", numbers: [Int](repeating: 0, count: n))
      let deviations = one.subtractingMeans(from: Matrix(columns: [response])).elements
      let total = deviations.dot(deviations)
      return total > 1e-24 * response.dot(response) ? 1 - residualSumOfSquares / total : nil
    }

    /// Squared correlations of y with Xβ̂, without the effects, by the panel's entities; nil without a panel.
    public var rSquared: PanelRSquared? {
      panel.map { PanelRSquared(response, fitted: regressors * coefficients, entities: $0.entities) }
    }
  }
}

/// Estimated effects of the groups of one way. The first way's hold the level of y; those of later ways have a mean
/// of zero over the observations (over those of each connected component, with two ways).
public struct GroupEffects: Codable, Equatable, Sendable {
  /// The groups, whose labels name the effects.
  public let groups: Grouping
  /// One per group, in the units of y.
  public let values: [Double]
}

/// The effects of y − Xβ̂ from those of y and of each column of X: they are linear in the column.
struct RecoveredEffects {
  let effects: [GroupEffects]

  /// `columns` are the regressors kept; the response comes last in `absorbed`.
  init(_ absorbed: Absorption.Effects, _ ways: [Grouping], coefficients: [Double], columns: [Int]) {
    let last = absorbed.means.count - 1
    func combine(_ value: (Int) -> Double) -> Double {
      zip(coefficients, columns).reduce(value(last)) { $0 - $1.0 * value($1.1) }
    }
    let level = combine { absorbed.means[$0] }
    var tables = zip(ways, absorbed.tables).map { way, table in
      (0..<way.count).map { group in combine { table[group, $0] } }
    }
    for group in tables[0].indices { tables[0][group] += level }
    Self.normalise(&tables, ways)
    effects = zip(ways, tables).map { GroupEffects(groups: $0, values: $1) }
  }

  private static func normalise(_ tables: inout [[Double]], _ ways: [Grouping]) {
    guard ways.count > 1 else { return }
    let components = ways.count == 2 ? Components(ways[0], ways[1]) : nil
    for way in 1..<ways.count {
      let part = components?.ofSecond ?? [Int](repeating: 0, count: ways[way].count)
      var sums = [Double](repeating: 0, count: components?.count ?? 1)
      var sizes = sums
      for group in tables[way].indices {
        sums[part[group]] += tables[way][group] * Double(ways[way].sizes[group])
        sizes[part[group]] += Double(ways[way].sizes[group])
      }
      let means = zip(sums, sizes).map { $0 / $1 }
      for group in tables[way].indices { tables[way][group] -= means[part[group]] }
      guard components != nil else {
        for group in tables[0].indices { tables[0][group] += means[0] }
        continue
      }
      var partOfFirst = [Int](repeating: 0, count: ways[0].count)
      for (a, b) in zip(ways[0].labels, ways[1].labels) { partOfFirst[Int(a)] = part[Int(b)] }
      for group in tables[0].indices { tables[0][group] += means[partOfFirst[group]] }
    }
  }
}
