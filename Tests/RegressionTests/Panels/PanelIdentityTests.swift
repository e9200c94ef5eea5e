import LinearAlgebra
import Regression
import Testing

/// What must hold whatever the data are.
@Suite struct PanelIdentityTests {
  private func dummies(_ grouping: Grouping, dropping: Int = 0) -> [[Double]] {
    (dropping..<grouping.levels.count).map { g in grouping.labels.map { $0 == g ? 1 : 0 } }
  }
  private func columns(_ x: Matrix) -> [[Double]] { (0..<x.columns).map { Array(x.column($0)) } }

  /// Frisch, Waugh and Lovell: absorbing is regressing on dummies.
  @Test(arguments: panelShapes)
  func absorbedEffectsAreDummies(_ set: String) throws {
    let data = try PanelSet(set)
    let (entities, periods) = (data.panel.entities, data.panel.periods)
    let full = try LeastSquares().fit(
      data.y, on: Matrix(columns: columns(data.x) + dummies(entities) + dummies(periods, dropping: 1)))
    let fit = try FixedEffects(.both, covariance: .homoskedastic).fit(data.y, on: data.x, panel: data.panel)
    let k = data.x.columns
    #expect(digits(fit.coefficients, of: Array(full.coefficients.prefix(k))) >= 11)
    #expect(digits(fit.standardErrors, of: Array(full.standardErrors.prefix(k))) >= 11)
    #expect(fit.degreesOfFreedom == full.degreesOfFreedom && fit.components == 1)
    #expect(zip(fit.residuals, full.residuals).allSatisfy { abs($0 - $1) < 1e-10 * full.sigma })
    #expect((fit.rSquaredWithEffects ?? .nan).agrees(with: full.rSquared ?? .nan, to: 12))
    // The effects rebuild y, and differences between groups are those of the dummies.
    let fitted = fit.regressors * fit.coefficients
    for i in 0..<fit.n {
      let effects = fit.effects[0].values[entities.labels[i]] + fit.effects[1].values[periods.labels[i]]
      #expect(abs(fitted[i] + effects + fit.residuals[i] - data.y[i]) < 1e-10 * full.sigma)
    }
    let first = fit.effects[0].values[1] - fit.effects[0].values[0]
    #expect(first.agrees(with: full.coefficients[k + 1] - full.coefficients[k], to: 9))
  }

  /// Two groups of workers and firms that never meet: one more level is not identified.
  @Test func componentsCountInDegreesOfFreedom() throws {
    let worker = Grouping(name: "worker", numbers: [1, 1, 2, 2, 3, 3, 4, 4, 1, 3])
    let firm = Grouping(name: "firm", numbers: [10, 11, 10, 11, 20, 21, 20, 21, 10, 21])
    let x = Matrix(columns: [[1, 4, 2, 8, 5, 7, 1, 3, 6, 2]])
    let y = [2.0, 7, 1, 8, 2, 8, 1, 8, 2, 8]
    let fit = try FixedEffects(covariance: .homoskedastic).fit(y, on: x, absorbing: [worker, firm])
    #expect(fit.components == 2 && fit.absorbedDegreesOfFreedom == 4 + 4 - 2)
    #expect(fit.degreesOfFreedom == 10 - 1 - 6)
    let full = try LeastSquares().fit(
      y,
      on: Matrix(
        columns: columns(x) + dummies(worker) + [dummies(firm)[1], dummies(firm)[3]]))
    #expect(fit.coefficients[0].agrees(with: full.coefficients[0], to: 12))
    #expect(fit.standardErrors[0].agrees(with: full.standardErrors[0], to: 12))
    let level = zip(firm.labels, fit.effects[1].groups.labels).allSatisfy { $0 == $1 }
    let sums = [0, 1].map { half in
      firm.labels.filter { $0 / 2 == half }.reduce(0) { $0 + fit.effects[1].values[$1] }
    }
    #expect(level && sums.allSatisfy { abs($0) < 1e-12 })
  }

  /// A way that is the sum of two others adds nothing: ranks of three ways are found exactly.
  @Test func ranksOfThreeWaysAreExact() throws {
    let a = Grouping(name: "a", numbers: (0..<60).map { $0 % 5 })
    let b = Grouping(name: "b", numbers: (0..<60).map { $0 / 5 % 4 })
    let c = Grouping(name: "c", numbers: (0..<60).map { $0 % 5 / 2 })
    let x = Matrix(columns: [(0..<60).map { Double($0 * $0 % 17) }])
    let y = (0..<60).map { Double($0 * 7 % 11) }
    let three = try FixedEffects(covariance: .homoskedastic).fit(y, on: x, absorbing: [a, b, c])
    let two = try FixedEffects(covariance: .homoskedastic).fit(y, on: x, absorbing: [a, b])
    #expect(three.absorbedDegreesOfFreedom == 8 && three.absorbedDegreesAreExact)
    #expect(
      digits(three.coefficients + three.standardErrors, of: two.coefficients + two.standardErrors) >= 11)
  }

  /// A chain of firms joined by single workers: the slowest case of plain alternating projections.
  @Test func longChainsConverge() throws {
    let links = 120
    let worker = Grouping(name: "worker", numbers: (0..<links).flatMap { [$0, $0] })
    let firm = Grouping(name: "firm", numbers: (0..<links).flatMap { [$0, $0 + 1] })
    let x = Matrix(columns: [(0..<2 * links).map { Double($0 * $0 % 101) }])
    let y = (0..<2 * links).map { Double($0 * 37 % 53) }
    let chain = FixedEffects(covariance: .homoskedastic, singletons: .kept)
    // A tree fits exactly: as many effects as observations less one, so one more observation of the middle is needed.
    let more = Grouping(name: "worker", numbers: worker.labels + [0, 7, 9])
    let moreFirms = Grouping(name: "firm", numbers: firm.labels + [links, 60, 100])
    let fit = try chain.fit(
      y + [1, 5, 2], on: Matrix(columns: [Array(x.column(0)) + [3, 1, 8]]), absorbing: [more, moreFirms])
    let full = try LeastSquares().fit(
      y + [1, 5, 2],
      on: Matrix(columns: [Array(x.column(0)) + [3, 1, 8]] + dummies(more) + dummies(moreFirms, dropping: 1)))
    #expect(fit.degreesOfFreedom == full.degreesOfFreedom)
    #expect(fit.coefficients[0].agrees(with: full.coefficients[0], to: 9))
    #expect(fit.standardErrors[0].agrees(with: full.standardErrors[0], to: 9))
  }

  /// With two periods, deviations from means are half the differences.
  @Test func twoPeriodsWithinIsFirstDifferences() throws {
    let data = try PanelSet("munnell-balanced")
    let rows = data.panel.periods.labels.indices.filter { data.panel.periods.labels[$0] < 2 }
    let panel = try Panel(
      entities: rows.map { data.panel.entities.labels[$0] },
      periods: rows.map { data.panel.periods.labels[$0] })
    let (y, x) = (rows.map { data.y[$0] }, data.x.selectingRows(rows))
    let within = try FixedEffects(covariance: .homoskedastic).fit(y, on: x, panel: panel)
    let differences = try FirstDifferences(covariance: .homoskedastic).fit(y, on: x, panel: panel)
    #expect(digits(differences.coefficients, of: within.coefficients) >= 11)
    #expect(digits(differences.standardErrors, of: within.standardErrors) >= 11)
    #expect(differences.degreesOfFreedom == within.degreesOfFreedom)
  }

  /// No variance of effects: pooled. Nothing but effects: within.
  @Test func randomEffectsLieBetweenPooledAndWithin() throws {
    let data = try PanelSet("grunfeld-unbalanced")
    let flat = data.panel.entities.labels.indices.map { Double($0 * $0 % 13) }
    let none = try RandomEffects().fit(flat, on: data.xWithConstant, panel: data.panel)
    #expect(none.variances.effects == 0 && none.variances.effectsBeforeTruncation < 0)
    #expect(none.thetas.allSatisfy { $0 == 0 } && none.effects.allSatisfy { $0 == 0 })
    let pooled = try LeastSquares().fit(flat, on: data.xWithConstant)
    #expect(
      digits(none.coefficients + none.standardErrors, of: pooled.coefficients + pooled.standardErrors) >= 13)
    let steep = zip(data.y, data.panel.entities.labels).map { $0 + 1e9 * Double($1 * $1 % 7) }
    let all = try RandomEffects().fit(steep, on: data.xWithConstant, panel: data.panel)
    let within = try FixedEffects().fit(steep, on: data.x, panel: data.panel)
    #expect(all.thetas.allSatisfy { $0 > 0.9999 })
    #expect(
      zip(all.coefficients.dropFirst(), within.coefficients).allSatisfy { abs($0 - $1) < 1e-4 * abs($1) })
  }

  /// Pooled is a matrix-weighted mean of within and between (Maddala 1971), so X'X splits into the two.
  @Test func pooledIsWithinAndBetweenWeighted() throws {
    let data = try PanelSet("munnell-unbalanced")
    let pooled = try LeastSquares().fit(data.y, on: data.xWithConstant)
    let within = try FixedEffects(covariance: .homoskedastic).fit(data.y, on: data.x, panel: data.panel)
    let between = try BetweenEstimator(weights: .observations).fit(
      data.y, on: data.xWithConstant, panel: data.panel)
    func information(_ fit: some RegressionFit, _ variance: Double) throws -> Matrix {
      variance * (try Cholesky(fit.covariance).inverse)
    }
    let w = try information(within, within.sigma * within.sigma)
    let b = try information(between, between.sigma * between.sigma)
    let total = try information(pooled, pooled.sigma * pooled.sigma)
    for i in 0..<total.rows {
      for j in 0..<total.columns {
        let part = i > 0 && j > 0 ? w[i - 1, j - 1] : 0
        #expect((b[i, j] + part).agrees(with: total[i, j], to: 9))
      }
    }
    let moment = zip(b * between.coefficients, [0] + w * within.coefficients).map { $0 + $1 }
    #expect(digits(try Cholesky(total).solve(moment), of: pooled.coefficients) >= 8)
  }

  /// White's covariance is that of clusters of one; Driscoll and Kraay without lags is that of periods.
  @Test func covariancesAgreeWhereTheyMeet() throws {
    let data = try PanelSet("grunfeld-unbalanced")
    func errors(_ covariance: PanelCovariance, _ factor: PanelSmallSample = .none) throws -> [Double] {
      try PooledLeastSquares(covariance: covariance, smallSample: factor).fit(
        data.y, on: data.xWithConstant, panel: data.panel
      ).standardErrors
    }
    let ones = Grouping(name: "row", numbers: Array(0..<data.y.count))
    for factor in [PanelSmallSample.none, .residuals, .clusters] {
      #expect(digits(try errors(.clustered(by: [ones]), .clusters), of: try errors(.hc1, factor)) >= 13)
    }
    #expect(
      digits(try errors(.driscollKraay(lags: 0), .clusters), of: try errors(.clusteredByPeriod, .clusters))
        >= 12)
    #expect(
      digits(
        try errors(.clusteredByBoth),
        of: try errors(.clustered(by: [data.panel.periods, data.panel.entities])))
        >= 12)
    let pooled = try LeastSquares(covariance: .clustered(by: data.panel.entities.labels)).fit(
      data.y, on: data.xWithConstant)
    #expect(digits(try errors(.clusteredByEntity, .clusters), of: pooled.standardErrors) >= 12)
  }

  /// Rows in any order, and units, change nothing.
  @Test func orderOfRowsDoesNotMatter() throws {
    let data = try PanelSet("munnell-unbalanced")
    let order = data.y.indices.sorted { ($0 * 7919 % 1009, $0) < ($1 * 7919 % 1009, $1) }
    let panel = try Panel(
      entities: order.map { data.panel.entities.levels[data.panel.entities.labels[$0]] },
      periods: order.map { data.panel.ordinals[data.panel.periods.labels[$0]] })
    let (y, x) = (order.map { data.y[$0] }, data.x.selectingRows(order))
    let covariance = PanelCovariance.driscollKraay(lags: 2)
    let here = try FixedEffects(.both, covariance: covariance).fit(data.y, on: data.x, panel: data.panel)
    let there = try FixedEffects(.both, covariance: covariance).fit(y, on: x, panel: panel)
    #expect(
      digits(there.coefficients + there.standardErrors, of: here.coefficients + here.standardErrors) >= 11)
    let first = try FirstDifferences().fit(data.y, on: data.x, panel: data.panel)
    let second = try FirstDifferences().fit(y, on: x, panel: panel)
    #expect(digits(second.standardErrors, of: first.standardErrors) >= 11 && first.gaps == second.gaps)
  }
}
