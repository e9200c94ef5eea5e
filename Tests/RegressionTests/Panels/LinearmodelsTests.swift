import LinearAlgebra
import Regression
import Testing

/// linearmodels 7.1, Tests/References/linearmodels/panels.py.
@Suite struct LinearmodelsTests {
  let references: PanelReferences

  init() throws { references = try PanelReferences("linearmodels/panels.csv") }

  static let kinds: [(name: String, covariance: PanelCovariance)] = [
    ("homoskedastic", .homoskedastic), ("hc1", .hc1), ("entity", .clusteredByEntity),
    ("period", .clusteredByPeriod), ("both", .clusteredByBoth), ("kernel", .driscollKraay(lags: 3)),
  ]

  private func compare(_ fit: some RegressionFit, _ name: String, digits limit: Double = 9.5) {
    let coefficients = references(name, "coefficient")
    let errors = references(name, "standardError")
    #expect(coefficients.count == fit.k, "\(name)")
    guard coefficients.count == fit.k else { return }
    #expect(digits(fit.coefficients, of: coefficients) >= limit, "\(name)")
    #expect(digits(fit.standardErrors, of: errors) >= limit, "\(name) \(fit.standardErrors) \(errors)")
  }

  @Test(arguments: panelShapes)
  func pooled(_ set: String) throws {
    let data = try PanelSet(set)
    for (kind, covariance) in Self.kinds {
      let fit = try PooledLeastSquares(covariance: covariance, smallSample: .residuals).fit(
        data.y, on: data.xWithConstant, panel: data.panel, names: data.namesWithConstant)
      compare(fit, "pooled-\(set)-\(kind)")
    }
  }

  @Test(arguments: panelShapes)
  func fixed(_ set: String) throws {
    let data = try PanelSet(set)
    for (effects, label) in [(FixedEffects.Effects.entity, "entity"), (.period, "period"), (.both, "both")] {
      for (kind, covariance) in Self.kinds {
        let fit = try FixedEffects(effects, covariance: covariance, smallSample: .residuals).fit(
          data.y, on: data.x, panel: data.panel, names: data.names)
        compare(fit, "fixed-\(label)-\(set)-\(kind)")
      }
      let name = "fixed-\(label)-\(set)-homoskedastic"
      let fit = try FixedEffects(effects, covariance: .homoskedastic).fit(
        data.y, on: data.x, panel: data.panel)
      #expect(fit.residualSumOfSquares.agrees(with: references(name, "scalar", "sse"), to: 11))
      #expect((fit.rSquaredWithin ?? .nan).agrees(with: references(name, "scalar", "rSquaredWithin"), to: 11))
      let test = try FixedEffectsF(fit)
      #expect((test.statistic ?? .nan).agrees(with: references(name, "scalar", "fPooled"), to: 10))
      #expect((test.pValue ?? .nan).agrees(with: tail(references(name, "scalar", "fPooledP")), to: 9))
    }
  }

  @Test(arguments: panelShapes)
  func random(_ set: String) throws {
    let data = try PanelSet(set)
    let methods: [(VarianceComponents.Method, String)] = [
      (.swamyAroraHarmonic, "harmonic"), (.swamyArora, "exact"),
    ]
    for (method, label) in methods {
      for (kind, covariance) in Self.kinds {
        let fit = try RandomEffects(variances: method, covariance: covariance, smallSample: .residuals).fit(
          data.y, on: data.xWithConstant, panel: data.panel, names: data.namesWithConstant)
        let name = "random-\(label)-\(set)-\(kind)"
        compare(fit, name)
        #expect(fit.variances.errors.agrees(with: references(name, "scalar", "errors"), to: 10))
        #expect(fit.variances.effects.agrees(with: references(name, "scalar", "effects"), to: 9.5))
      }
    }
  }

  @Test(arguments: panelShapes)
  func betweenAndDifferences(_ set: String) throws {
    let data = try PanelSet(set)
    let between = try BetweenEstimator().fit(data.y, on: data.xWithConstant, panel: data.panel)
    compare(between, "between-\(set)-homoskedastic")
    let weighted = try BetweenEstimator(weights: .observations).fit(
      data.y, on: data.xWithConstant, panel: data.panel)
    compare(weighted, "between-weighted-\(set)-homoskedastic")
    for (kind, covariance) in Self.kinds.prefix(3) {
      let fit = try FirstDifferences(covariance: covariance, smallSample: .residuals).fit(
        data.y, on: data.x, panel: data.panel)
      compare(fit, "difference-\(set)-\(kind)")
    }
  }
}
