import Regression
import Testing

@testable import outturn_cli

/// Every error of the regression library has its Chinese. The switches that give it are exhaustive, so a case without one does
/// not compile; here each sentence is looked at.
@Suite struct RegressLanguageTests {
  private static let dependence = RegressionError.Dependence(column: "x", combines: ["z", "w"])

  static let panels: [PanelError] = [
    .empty, .duplicate(entity: "a", period: "2010", first: 0, second: 1),
    .absorbed(regressors: ["x"], effects: ["g"]), .nothingLeft(regressors: ["x"], effects: ["g"]), .noEffects,
    .tooFewObservations(observations: 3, coefficients: 2, effects: 2), .onlySingletons(effects: ["g"]),
    .notConverged(iterations: 9, share: 0.1), .needsPanel(covariance: "Driscoll–Kraay"),
    .oneCluster(name: "g"),
    .noClusters, .tooManyLags(lags: 9, periods: 4),
    .tooFewEntities(what: "The between estimator", entities: 2, coefficients: 3), .noErrors, .noDifferences,
    .constantOverTime(regressors: ["x"]), .entityTooShort(entity: "a", observations: 1, coefficients: 2),
    .collinearInEntity(entity: "a", regressors: ["x"]),
  ]
  static let quantiles: [QuantileError] = [
    .quantileOutside(2), .quantilesNotRising(0.5, 0.1), .noQuantiles, .constantResponse(value: 3),
    .notSolved(quantile: 0.5), .tooFewReplications(1), .sparsityUndefined(quantile: 0.5, reason: "why"),
  ]
  static let covariances: [CovarianceError] = [
    .onePeriod, .bandwidthNotUsable(value: "nan"), .bandwidthUndefined(rule: "Andrews (1991)"),
    .prewhiteningUndefined, .notOfScores(covariance: "HC3"),
  ]
  static let instruments: [InstrumentError] = [
    .fewerInstruments(instruments: 1, endogenous: 2), .noEndogenousRegressors, .duplicateName("x"),
    .nameCount(part: "instruments", names: 1, columns: 2),
    .rowMismatch(part: "instruments", rows: 1, observations: 2), .collinear([dependence]),
    .notIdentified(rank: 1, endogenous: ["x", "z"]), .tooFewObservations(observations: 3, columns: 4),
    .kappaTooLarge(kappa: 2, largest: 1.5), .exactFirstStage, .singularMoments(moments: 3, clusters: 2),
    .singularMoments(moments: 3, clusters: nil),
    .notConverged(estimator: "GMM", iterations: 9, change: 0.1),
  ]
  static let regressions: [RegressionError] = [
    .lengthMismatch(what: "y", count: 1, observations: 2), .nameCount(names: 1, columns: 2),
    .notFinite(variable: "x", observation: 0, value: "nan"), .noRegressors,
    .tooFewObservations(observations: 1, coefficients: 2), .collinear([dependence]),
    .weightNotPositive(observation: 0, value: 0), .fullLeverage(observation: 0, covariance: "HC3"),
    .oneCluster,
  ]
  static let diagnostics: [DiagnosticError] = [
    .unknownCoefficient(name: "x", known: ["z"]), .restrictionColumns(columns: 1, coefficients: 2),
    .restrictionValues(values: 1, restrictions: 2), .noRestrictions, .dependentRestriction(row: 1),
    .outOfRange(what: "The order", value: "0", allowed: "≥ 1"),
  ]
  static var all: [any ChineseSentence] {
    panels + quantiles + covariances + instruments + regressions + diagnostics
  }

  @Test func everyErrorIsSaidInChinese() {
    for error in Self.all {
      let (message, sentence) = (error.bilingual, error.chinese)
      #expect(sentence.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(message.en)")
      #expect(!sentence.hasSuffix("。") && !message.en.hasSuffix("."), "\(sentence)")
      #expect(message.zh == sentence && message.en != sentence)
    }
    #expect(Set(Self.all.map(\.chinese)).count >= Self.all.count - 1)
  }
}
