import LinearAlgebra
import Regression
import Testing

@Suite struct PanelErrorTests {
  let firms = ["a", "a", "a", "b", "b", "b", "c", "c", "c"]
  let years = [1, 2, 3, 1, 2, 3, 1, 2, 3]
  let y = [1.0, 3, 2, 5, 4, 6, 8, 7, 9]
  let x = Matrix(columns: [[1, 2, 4, 3, 5, 4, 7, 9, 8]])
  let one = [Double](repeating: 1, count: 9)
  let area = [2.0, 2, 2, 5, 5, 5, 7, 7, 7]

  private func message<T>(_ body: () throws -> T) -> String {
    do {
      _ = try body()
      return "no error"
    } catch { return "\(error)" }
  }
  private var panel: Panel {
    get throws { try Panel(entities: firms, periods: years, entityName: "firm", periodName: "year") }
  }

  @Test func duplicatesNameBothRows() {
    #expect(
      message {
        try Panel(
          entities: firms, periods: [1, 2, 3, 1, 2, 3, 1, 2, 1], entityName: "firm", periodName: "year")
      }
        == "firm c has two rows for year 1: rows 7 and 9; keep one, or add them up.")
    #expect(
      message { try Panel(entities: firms, periods: [1]) }
        == "period has 1 values for 9 observations; give one per observation.")
    #expect(message { try Panel(entities: [String](), periods: []) } == "The panel has no rows.")
  }

  @Test func absorbedRegressorsAreNamedOrDropped() throws {
    let design = Matrix(columns: [one, Array(x.column(0)), area])
    let names = ["constant", "size", "area"]
    let panel = try panel
    #expect(
      message { try FixedEffects().fit(y, on: design, panel: panel, names: names) }
        == "The effects of firm explain constant, area completely; leave them out, or choose to have such regressors "
        + "dropped.")
    let fit = try FixedEffects(absorbedRegressors: .dropped).fit(y, on: design, panel: panel, names: names)
    let alone = try FixedEffects().fit(y, on: x, panel: panel, names: ["size"])
    #expect(fit.droppedRegressors == ["constant", "area"] && fit.names == ["size"])
    #expect(fit.coefficients == alone.coefficients && fit.standardErrors == alone.standardErrors)
    #expect(
      message {
        try FixedEffects(absorbedRegressors: .dropped).fit(y, on: Matrix(columns: [area]), panel: panel)
      }
        == "The effects of firm explain every regressor (x1) completely; nothing is left to estimate.")
    // A trend that starts at each firm's own level is explained by both ways together.
    let age = zip(firms, years).map { Double($1) + ($0 == "a" ? 10 : $0 == "b" ? 30 : 20) }
    #expect(
      message {
        try FixedEffects(.both).fit(y, on: Matrix(columns: [Array(x.column(0)), age]), panel: panel)
      }
        == "The effects of firm, year explain x2 completely; leave it out, or choose to have such regressors dropped."
    )
    let multiple = Matrix(columns: [Array(x.column(0)), zip(x.column(0), area).map { 3 * $0 + $1 }])
    #expect(
      message { try FixedEffects().fit(y, on: multiple, panel: panel, names: ["size", "other"]) }.hasPrefix(
        "The regressors are collinear: "))
  }

  @Test func singletonsAreCountedKeptOrDropped() throws {
    let group = Grouping(name: "firm", numbers: [1, 1, 1, 2, 2, 2, 3, 3, 9])
    let year = Grouping(name: "year", numbers: [1, 2, 3, 1, 2, 3, 1, 4, 2])
    let dropped = try FixedEffects(covariance: .homoskedastic).fit(y, on: x, absorbing: [group, year])
    // Row 9 is alone in its firm, row 8 in its year; without row 8, row 7 is alone in firm 3.
    #expect(dropped.rows == [0, 1, 2, 3, 4, 5] && dropped.singletons == 3 && dropped.n == 6)
    let kept = try FixedEffects(covariance: .homoskedastic, singletons: .kept).fit(
      y, on: x, absorbing: [group, year])
    #expect(kept.rows == nil && kept.singletons == 2 && kept.n == 9)
    #expect(kept.coefficients[0].agrees(with: dropped.coefficients[0], to: 12))
    #expect(kept.standardErrors[0].agrees(with: dropped.standardErrors[0], to: 12))
    #expect(kept.degreesOfFreedom == dropped.degreesOfFreedom)
    let alone = Grouping(name: "row", numbers: Array(0..<9))
    #expect(
      message { try FixedEffects().fit(y, on: x, absorbing: [alone]) }
        == "Every observation is alone in its group of row, so that dropping singletons leaves none; keep them, or "
        + "absorb coarser groups.")
    #expect(
      message {
        try FixedEffects(covariance: .homoskedastic, singletons: .kept).fit(y, on: x, absorbing: [alone])
      }
        == "The effects of row explain every regressor (x1) completely; nothing is left to estimate.")
  }

  @Test func covariancesSayWhatTheyNeed() throws {
    let panel = try panel
    let group = Grouping(name: "firm", labels: firms)
    #expect(
      message { try FixedEffects().fit(y, on: x, absorbing: [group]) }
        == "A covariance clustered by entity needs entities and periods; give a panel, or cluster by groupings."
    )
    let same = Grouping(name: "country", numbers: [Int](repeating: 7, count: 9))
    #expect(
      message { try FixedEffects(covariance: .clustered(by: [same])).fit(y, on: x, panel: panel) }
        == "All observations are in one country; clustered errors need at least two.")
    #expect(
      message { try PooledLeastSquares(covariance: .clustered(by: [])).fit(y, on: x, panel: panel) }
        == "Clustered errors need at least one grouping to cluster by.")
    #expect(
      message { try PooledLeastSquares(covariance: .driscollKraay(lags: 3)).fit(y, on: x, panel: panel) }
        == "3 lags need more than the 3 periods there are; use at most 2.")
    let short = Grouping(name: "district", numbers: [1, 2])
    #expect(
      message { try PooledLeastSquares(covariance: .clustered(by: [short])).fit(y, on: x, panel: panel) }
        == "district has 2 values for 9 observations; give one per observation.")
    #expect(
      message { try FixedEffects().fit(y, on: x, absorbing: []) }
        == "There are no effects to absorb; name at least one grouping, or use pooled least squares.")
  }

  @Test func smallPanelsAreExplained() throws {
    let panel = try panel
    let wide = Matrix(columns: [Array(x.column(0)), y.map { $0 * $0 }, zip(y, x.column(0)).map { $0 * $1 }])
    #expect(
      message { try BetweenEstimator().fit(y, on: wide, panel: panel) }
        == "The between estimator cannot be estimated from 3 entities with 3 coefficients; at least 4 are needed."
    )
    #expect(
      message { try PartialPooling().fit(y, on: wide, panel: panel) }
        == "The spread of coefficients cannot be estimated from 3 entities with 3 coefficients; at least 4 are needed."
    )
    let few = try Panel(
      entities: ["a", "a", "a", "a", "a", "a", "b", "c", "c"], periods: [1, 2, 3, 4, 5, 6, 1, 1, 2])
    #expect(
      message { try PartialPooling().fit(y, on: x, panel: few) }
        == "entity b has 1 observations for 1 coefficients of its own; at least 2 are needed. Leave the entity out, or "
        + "let fewer coefficients differ.")
    let apart = try Panel(entities: firms, periods: [1, 3, 5, 1, 3, 5, 1, 3, 5])
    #expect(
      message { try FirstDifferences().fit(y, on: x, panel: apart) }
        == "No entity has two periods that follow each other, so there are no first differences; check the period "
        + "ordinals (next periods differ by 1), or bridge the gaps.")
    #expect(try FirstDifferences(gaps: .bridged).fit(y, on: x, panel: apart).n == 6)
    #expect(
      message {
        try FirstDifferences().fit(y, on: Matrix(columns: [Array(x.column(0)), area]), panel: panel)
      }
        == "x2 does not change over time, so differences remove it; leave it out (a trend takes the place of the constant)."
    )
    var hole = y
    hole[4] = .nan
    #expect(
      message { try RandomEffects().fit(hole, on: x, panel: panel) }
        == "y is nan in observation 5; remove the observation or fill the value.")
    #expect(
      message {
        try FixedEffects(singletons: .kept).fit([1, 2, 3], on: Matrix(columns: [[1, 2, 5]]), panel: panel)
      }
        == "The panel has 9 values for 3 observations; give one per observation.")
  }

  /// A response that does not vary: zeros and no share of variation, not NaN.
  @Test func constantResponsesHaveNoShareOfVariation() throws {
    let panel = try panel
    let flat = [Double](repeating: 3, count: 9)
    let fixed = try FixedEffects().fit(flat, on: x, panel: panel)
    #expect(
      abs(fixed.coefficients[0]) < 1e-15 && fixed.rSquaredWithin == nil && fixed.rSquaredWithEffects == nil)
    #expect(fixed.rSquared?.within == nil && fixed.rSquared?.overall == nil)
    let both = Matrix(columns: [one, Array(x.column(0))])
    let random = try RandomEffects().fit(flat, on: both, panel: panel)
    #expect(random.coefficients[0].agrees(with: 3, to: 14) && random.rSquared.overall == nil)
    #expect(random.standardErrors.allSatisfy { $0.isFinite })
    let exact = zip(x.column(0), area).map { 2 * $0 + $1 * $1 }
    #expect(
      message { try RandomEffects(variances: .wallaceHussain).fit(exact, on: both, panel: panel) }
        == "no error")
    #expect(
      message { try RandomEffects().fit(exact, on: both, panel: panel) }
        == "The regressors explain every deviation from the entities' means, so random effects would take the means out "
        + "whole and the constant with them; use fixed effects.")
    let pooled = try PooledLeastSquares().fit(flat, on: both, panel: panel)
    #expect(pooled.rSquared.between == nil && pooled.standardErrors.allSatisfy { $0.isFinite })
  }

  @Test func testsThatDoNotApplySayWhy() throws {
    let panel = try panel
    let both = Matrix(columns: [one, Array(x.column(0))])
    let random = try RandomEffects(covariance: .clusteredByEntity).fit(y, on: both, panel: panel)
    let fixed = try FixedEffects().fit(y, on: x, panel: panel)
    #expect(
      try Hausman(fixed: fixed, random: random).outcome
        == .notApplicable(
          reason:
            "it compares homoskedastic covariances; fit both estimators with them, or use the regression form"
        ))
    let own = try Panel(entities: Array(0..<9), periods: [Int](repeating: 1, count: 9))
    let pooled = try PooledLeastSquares(covariance: .hc1).fit(y, on: both, panel: own)
    #expect(
      try BreuschPaganEffects(pooled).outcome
        == .notApplicable(reason: "no entity has more than one observation"))
    let single = Grouping(name: "all", numbers: [Int](repeating: 0, count: 9))
    let trivial = try FixedEffects(covariance: .hc1).fit(y, on: x, absorbing: [single])
    #expect(try FixedEffectsF(trivial).outcome == .notApplicable(reason: "there is one group only"))
  }
}
