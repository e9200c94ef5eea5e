import LinearAlgebra
import Regression
import Testing

/// R plm 2.6-2, Tests/References/r/panels.R.
@Suite struct PlmTests {
  let references: PanelReferences

  init() throws { references = try PanelReferences("r/panels.csv") }

  private func compare(_ fit: some RegressionFit, _ name: String, digits limit: Double = 9.5) {
    let coefficients = references(name, "coefficient")
    #expect(coefficients.count == fit.k, "\(name)")
    guard coefficients.count == fit.k else { return }
    #expect(digits(fit.coefficients, of: coefficients) >= limit, "\(name)")
    #expect(digits(fit.standardErrors, of: references(name, "standardError")) >= limit, "\(name)")
  }

  private func compare(_ test: some HypothesisTest, _ name: String, digits limit: Double = 9) {
    #expect(
      (test.statistic ?? .nan).agrees(with: references(name, "test", "statistic"), to: limit), "\(name)")
    #expect(
      (test.pValue ?? .nan).agrees(with: tail(references(name, "test", "pValue")), to: limit - 1), "\(name)")
  }

  @Test(arguments: panelShapes)
  func fixedEffectsAndTheirCovariances(_ set: String) throws {
    let data = try PanelSet(set)
    func fixed(_ covariance: PanelCovariance, _ effects: FixedEffects.Effects = .entity) throws
      -> FixedEffects.Fit
    {
      try FixedEffects(effects, covariance: covariance, smallSample: .none).fit(
        data.y, on: data.x, panel: data.panel, names: data.names)
    }
    let fit = try fixed(.homoskedastic)
    compare(fit, "fixed-entity-\(set)")
    compare(try fixed(.homoskedastic, .both), "fixed-both-\(set)")
    compare(try fixed(.clusteredByEntity), "fixed-entity-arellano-\(set)")
    compare(try fixed(.driscollKraay(lags: 2)), "fixed-entity-driscollKraay2-\(set)")
    let shares = [fit.rSquared?.within, fit.rSquared?.between, fit.rSquared?.overall].map { $0 ?? .nan }
    #expect(digits(shares, of: references("fixed-entity-\(set)", "rSquared")) >= 9.5)
    #expect((fit.rSquaredWithin ?? .nan).agrees(with: shares[0], to: 11))
    let effects = fit.effects[0]
    for (level, value) in zip(effects.groups.levels, effects.values) {
      #expect(value.agrees(with: references("fixed-entity-\(set)", "effect", level), to: 9.5), "\(level)")
    }
  }

  @Test(arguments: panelShapes)
  func pooledCovariances(_ set: String) throws {
    let data = try PanelSet(set)
    for (covariance, label) in [
      (PanelCovariance.driscollKraay(lags: 2), "driscollKraay2"), (.clusteredByBoth, "bothClusters"),
    ] {
      let fit = try PooledLeastSquares(covariance: covariance, smallSample: .none).fit(
        data.y, on: data.xWithConstant, panel: data.panel)
      compare(fit, "pooled-\(label)-\(set)")
    }
    let between = try BetweenEstimator().fit(data.y, on: data.xWithConstant, panel: data.panel)
    compare(between, "between-\(set)")
    guard data.panel.isBalanced else { return }
    let differences = try FirstDifferences(covariance: .homoskedastic).fit(
      data.y, on: data.x, panel: data.panel)
    compare(differences, "difference-\(set)")
  }

  @Test(arguments: panelShapes)
  func randomEffectsAndHausman(_ set: String) throws {
    let data = try PanelSet(set)
    let fixed = try FixedEffects(covariance: .homoskedastic).fit(
      data.y, on: data.x, panel: data.panel, names: data.names)
    let methods: [(VarianceComponents.Method, String)] = [
      (.swamyArora, "swar"), (.wallaceHussain, "walhus"), (.amemiya, "amemiya"),
    ]
    for (method, label) in methods {
      let fit = try RandomEffects(variances: method).fit(
        data.y, on: data.xWithConstant, panel: data.panel, names: data.namesWithConstant)
      let hausman = try Hausman(fixed: fixed, random: fit)
      // Where the panel is balanced plm uses the textbooks' divisors for these two, which are right for large samples only.
      guard method == .swamyArora || !data.panel.isBalanced else { continue }
      let name = "random-\(label)-\(set)"
      compare(fit, name)
      // plm gives a number whether or not the difference of the covariances is positive definite.
      if references("hausman-\(label)-\(set)", "smallest", "eigenvalue") > 0 {
        compare(hausman, "hausman-\(label)-\(set)", digits: 7)
      } else {
        #expect(hausman.statistic == nil, "\(name)")
      }
      #expect(fit.variances.errors.agrees(with: references(name, "variance", "errors"), to: 10), "\(name)")
      #expect(fit.variances.effects.agrees(with: references(name, "variance", "effects"), to: 9.5), "\(name)")
      guard method == .swamyArora else { continue }
      compare(try RegressionHausman(fit, covariance: .homoskedastic), "hausman-aux-\(set)")
      compare(try RegressionHausman(fit, smallSample: .none), "hausman-aux-arellano-\(set)")
    }
  }

  @Test(arguments: panelShapes)
  func testsOfTheEffects(_ set: String) throws {
    let data = try PanelSet(set)
    let pooled = try PooledLeastSquares().fit(data.y, on: data.xWithConstant, panel: data.panel)
    let lagrange = try BreuschPaganEffects(pooled)
    compare(lagrange, "breuschPagan-\(set)")
    #expect((lagrange.honda ?? .nan).agrees(with: references("honda-\(set)", "test", "statistic"), to: 10))
    #expect((lagrange.hondaPValue ?? .nan).agrees(with: references("honda-\(set)", "test", "pValue"), to: 9))
    for (effects, label) in [(FixedEffects.Effects.entity, "effectsF"), (.both, "effectsF-both")] {
      let fit = try FixedEffects(effects).fit(data.y, on: data.x, panel: data.panel)
      compare(try FixedEffectsF(fit), "\(label)-\(set)")
    }
  }
}
