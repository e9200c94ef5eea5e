import LinearAlgebra
import Regression
import Testing

@Suite struct PartialPoolingTests {
  /// R plm 2.6-2 `pvcm(model = "random")`, Tests/References/r/panels.R.
  @Test(arguments: ["grunfeld-balanced", "grunfeld-unbalanced"])
  func commonCoefficientsAgreeWithPlm(_ set: String) throws {
    let data = try PanelSet(set)
    let references = try PanelReferences("r/panels.csv")
    let fit = try PartialPooling().fit(
      data.y, on: data.xWithConstant, panel: data.panel, names: data.namesWithConstant)
    let name = "swamy-\(set)"
    #expect(digits(fit.coefficients, of: references(name, "coefficient")) >= 9.5)
    #expect(digits(fit.standardErrors, of: references(name, "standardError")) >= 9.5)
    let spread = fit.spread.transposed().elements
    #expect(digits(spread, of: references(name, "between")) >= 9, "\(fit.spreadWasIndefinite)")
  }

  /// The shrunken coefficients solve (Δ⁻¹ + V⁻¹)β̂ᵢ = Δ⁻¹β̂ + V⁻¹bᵢ (Lindley & Smith 1972), and have mean β̂.
  @Test func shrinkageIsBayes() throws {
    let data = try PanelSet("grunfeld-unbalanced")
    let fit = try PartialPooling(errorVariance: .common).fit(
      data.y, on: data.xWithConstant, panel: data.panel)
    let prior = try Cholesky(fit.spread).inverse
    for i in 0..<fit.entities.levels.count {
      let precision = try Cholesky(fit.ownCovariances[i]).inverse
      let right = zip(prior * fit.coefficients, precision * fit.ownCoefficients.row(i)).map { $0 + $1 }
      let posterior = try Cholesky(prior + precision)
      #expect(digits(fit.entityCoefficients.row(i), of: posterior.solve(right)) >= 9)
      for j in 0..<3 {
        let known = posterior.inverse[j, j]
        #expect(fit.entityCovariances[i][j, j] >= known * (1 - 1e-9))
        #expect(fit.entityCovariances[i][j, j] <= known + fit.covariance[j, j] * (1 + 1e-9))
      }
    }
    let mean = (0..<3).map { j in fit.entityCoefficients.column(j).reduce(0, +) / 10 }
    #expect(digits(mean, of: fit.coefficients) >= 9)
  }

  /// Entities that share their coefficients exactly are pooled, and nobody differs.
  @Test func equalEntitiesHaveNoSpread() throws {
    let data = try PanelSet("grunfeld-balanced")
    let noise = data.y.indices.map { Double($0 * $0 % 101) / 10 }
    let y = zip(data.xWithConstant * [1, 0.5, -0.2], noise).map { $0 + $1 }
    let fit = try PartialPooling(errorVariance: .common, indefiniteSpread: .truncated).fit(
      y, on: data.xWithConstant, panel: data.panel)
    #expect(fit.spreadWasIndefinite)
    let test = try HomogeneityOfCoefficients(fit)
    #expect((test.pValue ?? 0) > 0.01)
    let grunfeld = try PartialPooling().fit(data.y, on: data.xWithConstant, panel: data.panel)
    #expect((try HomogeneityOfCoefficients(grunfeld).pValue ?? 1) < 1e-20)
  }
}
