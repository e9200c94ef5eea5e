import LinearAlgebra
import Regression
import Testing

@Suite struct InstrumentErrorTests {
  private let n = 8
  private func wave(_ a: Double) -> [Double] {
    (0..<8).map { ((Double($0) * a).truncatingRemainder(dividingBy: 3)) }
  }
  private var ones: [Double] { [Double](repeating: 1, count: 8) }

  private func message(_ body: () throws -> some Any) -> String {
    do {
      _ = try body()
      return "no error"
    } catch { return "\(error)" }
  }

  private func design(_ x: [[Double]], _ y: [[Double]], _ z: [[Double]]) throws -> InstrumentalDesign {
    try InstrumentalDesign(
      exogenous: x.isEmpty ? Matrix(rows: 8, columns: 0) : Matrix(columns: x), endogenous: Matrix(columns: y),
      instruments: Matrix(columns: z))
  }

  @Test func orderAndRankConditionsAreExplained() throws {
    #expect(
      message { try design([ones], [wave(0.7), wave(1.1), wave(1.3)], [wave(1.7), wave(1.9)]) }
        == "instruments (2) are fewer than endogenous regressors (3); add instruments or drop a regressor.")
    let twice = zip(wave(1.7), ones).map { 2 * $0 + 3 * $1 }
    #expect(
      message { try design([ones], [wave(0.7)], [wave(1.7), twice]) }
        == "The instruments are collinear: z2 is a linear combination of x1, z1. Drop one of each set.")
    #expect(
      message { try design([ones], [wave(0.7)], [wave(1.7), ones]) }
        == "The instruments are collinear: z2 is a multiple of x1. Drop one of each set.")
    #expect(
      message { try design([ones], [wave(0.7), ones.map { 4 * $0 }], [wave(1.7), wave(1.3)]) }
        == "The regressors are collinear: y2 is a multiple of x1. Drop one of each set.")
    // Two endogenous regressors that the instruments see as one.
    let z = [1.0, -1, 1, -1, 1, -1, 1, -1]
    let other = [1.0, 1, -1, -1, 1, 1, -1, -1]
    let off = [1.0, 1, 1, 1, -1, -1, -1, -1]
    let first = zip(z, off).map { $0 + 0.5 * $1 }
    let same = try design(
      [ones], [first, zip(z, [1.0, -1, -1, 1, 1, -1, -1, 1]).map { 2 * $0 + $1 }], [z, other])
    #expect(
      message { try TwoStageLeastSquares().fit(wave(0.9), on: same) }
        == "The instruments explain only 1 independent parts of the 2 endogenous regressors (y1, y2); add "
        + "instruments that move the others.")
  }

  @Test func shapesAreExplained() throws {
    #expect(
      message { try design([ones], [], [wave(1.7)]) }
        == "There are no endogenous regressors to instrument; use LeastSquares.")
    #expect(
      message {
        try InstrumentalDesign(
          exogenous: Matrix(columns: [ones]), endogenous: Matrix(columns: [wave(0.7)]),
          instruments: Matrix(rows: 7, columns: 1, repeating: 1))
      } == "the instruments: 7 rows for 8 observations; give one row per observation.")
    let good = try design([ones], [wave(0.7)], [wave(1.7), wave(1.1)])
    #expect(
      message { try TwoStageLeastSquares().fit([1, 2], on: good) }
        == "y has 2 values for 8 observations; give one per observation.")
    var hole = wave(0.9)
    hole[3] = .nan
    #expect(
      message { try LIML().fit(hole, on: good) }
        == "y is nan in observation 4; remove the observation or fill the value.")
    #expect(
      message { try design([ones], [hole], [wave(1.7)]) }
        == "y1 is nan in observation 4; remove the observation or fill the value.")
    #expect(
      message {
        try InstrumentalDesign(
          exogenous: Matrix(columns: [ones]), endogenous: Matrix(columns: [wave(0.7)]),
          instruments: Matrix(columns: [wave(1.7)]), exogenousNames: ["a"], endogenousNames: ["a"])
      } == "Two columns of the design are called a; give each a name of its own.")
    #expect(
      message {
        try InstrumentalDesign(
          exogenous: Matrix(columns: [ones]), endogenous: Matrix(columns: [wave(0.7)]),
          instruments: Matrix(columns: [wave(1.7)]), instrumentNames: ["a", "b"])
      } == "There are 2 names for 1 columns of the instruments; give one name per column.")
    #expect(
      message {
        try design(
          [ones], [wave(0.7)], [wave(1.7), wave(1.1), wave(1.3), wave(1.9), wave(2.3), wave(2.9), wave(0.3)])
      }
        == "8 observations are no more than the 8 exogenous regressors and instruments, so the first stage fits "
        + "exactly; drop instruments.")
  }

  @Test func choicesThatCannotBeMetAreExplained() throws {
    let good = try design([ones], [wave(0.7)], [wave(1.7), wave(1.1)])
    let text = message { try KClass(kappa: 50).fit(wave(0.9), on: good) }
    #expect(
      text.hasPrefix("k-class estimates with k = 50.0 are not defined for these data; k must be below "))
    #expect(
      message { try GMM(weight: .clustered(by: [1, 1, 1, 1, 2, 2, 2, 2])).fit(wave(0.9), on: good) }
        == "2 clusters cannot weight 3 moments: their covariance is singular; use fewer instruments or finer "
        + "clusters.")
    #expect(
      message { try GMM(weight: .hc3).fit(wave(0.9), on: good) }
        == "HC3 errors are not defined for this estimator; use HC0 or HC1.")
    #expect(
      message { try GMM(steps: .iterated(limit: 2)).fit(wave(0.9), on: good) }.hasPrefix(
        "Iterated GMM did not settle in 2 iterations (the last step was "))
    #expect(
      message { try TwoStageLeastSquares(covariance: .clustered(by: [1])).fit(wave(0.9), on: good) }
        == "clustered(by:) has 1 values for 8 observations; give one per observation.")
  }

  @Test func testsThatDoNotApplySayWhy() throws {
    let exact = try TwoStageLeastSquares().fit(
      wave(0.9), on: try design([ones], [wave(0.7)], [wave(1.7)]))
    let reason = TestOutcome.notApplicable(
      reason:
        "not applicable, because the equation is exactly identified: with 1 instruments for 1 endogenous "
        + "regressors no restriction is left to test")
    #expect(try Sargan(exact).outcome == reason && Sargan(exact).pValue == nil)
    #expect(try Basmann(exact).outcome == reason)
    #expect(try WooldridgeOveridentification(exact).outcome == reason)
    #expect(try AndersonRubinOveridentification(exact).outcome == reason)
    let gmm = try GMM().fit(wave(0.9), on: exact.design)
    #expect(try HansenJ(gmm).outcome == reason)
    let own = try TwoStageLeastSquares().fit(wave(0.9), on: try design([ones], [wave(0.7)], [wave(0.7)]))
    for outcome in [
      try WuHausman(own).outcome, try Durbin(own).outcome, try FirstStageF(own, of: "y1").outcome,
      try CraggDonald(own).outcome, try KleibergenPaap(own).outcome,
    ] {
      guard case .notApplicable(let reason) = outcome else {
        Issue.record("\(outcome)")
        continue
      }
      #expect(reason.hasPrefix("not applicable, because the instruments explain "))
    }
  }

  /// A response that is an exact combination of the regressors leaves rounding, of which nothing can be tested.
  @Test func perfectFitsAreNotTested() throws {
    let (x, ones) = (wave(0.7), [Double](repeating: 1, count: wave(0.7).count))
    let fit = try TwoStageLeastSquares().fit(
      x.map { 1 + 2 * $0 }, on: try design([ones], [x], [wave(1.3), wave(1.9)]))
    for outcome in [
      try Sargan(fit).outcome, try Basmann(fit).outcome, try WooldridgeOveridentification(fit).outcome,
      try AndersonRubinOveridentification(fit).outcome, try Durbin(fit).outcome, try WuHausman(fit).outcome,
      try WooldridgeScore(fit).outcome, try WooldridgeRegression(fit).outcome,
    ] { #expect(outcome == .notApplicable(reason: "The fit is perfect: its residuals are zero.")) }
  }

  /// With clusters, G − 1 degrees of freedom as the coefficients' t tests have: Stata's `estat firststage` and ivreg2 after
  /// `cluster()`.
  @Test func clusteredFirstStagesCountClusters() throws {
    let x = wave(0.7)
    let ones = [Double](repeating: 1, count: x.count)
    let labels = x.indices.map { $0 % 4 }
    let fit = try TwoStageLeastSquares(covariance: .clustered(by: labels)).fit(
      wave(2.9), on: try design([ones], [x], [wave(1.3), wave(1.9)]))
    for outcome in [try FirstStageF(fit, of: "y1").outcome, try AndersonRubin(fit).outcome] {
      guard case .computed(_, .f(2, 3), _) = outcome else {
        Issue.record("\(outcome)")
        continue
      }
    }
  }

  /// Stock & Yogo (2005): Table 5.1 (one endogenous regressor, three instruments), Table 5.2 (one, one), Table 5.4.
  @Test func criticalValuesOfStockAndYogo() {
    let three = StockYogo(endogenous: 1, instruments: 3)
    #expect(three.criticalValue(.relativeBias(.five)) == 13.91 && three.criticalValue(.size(.ten)) == 22.3)
    #expect(three.criticalValue(.sizeOfLIML(.twentyFive)) == 3.32)
    let one = StockYogo(endogenous: 1, instruments: 1)
    #expect(one.criticalValue(.size(.ten)) == 16.38 && one.criticalValue(.relativeBias(.ten)) == nil)
    let two = StockYogo(endogenous: 2, instruments: 2)
    #expect(two.criticalValue(.size(.ten)) == 7.03 && two.criticalValue(.relativeBias(.five)) == nil)
    #expect(StockYogo(endogenous: 2, instruments: 4).criticalValue(.relativeBias(.five)) == 11.04)
    #expect(StockYogo(endogenous: 3, instruments: 30).criticalValue(.relativeBias(.thirty)) == 4.17)
    #expect(StockYogo(endogenous: 3, instruments: 3).criticalValue(.size(.ten)) == nil)
    #expect(StockYogo(endogenous: 1, instruments: 31).criticalValue(.size(.ten)) == nil)
    for g in 1...2 {
      for l in max(3, g + 2)...30 {
        let values = [5, 10, 20, 30].compactMap { StockYogo.RelativeBias(rawValue: $0) }.compactMap {
          StockYogo(endogenous: g, instruments: l).criticalValue(.relativeBias($0))
        }
        #expect(values.count == 4 && values == values.sorted(by: >))
      }
    }
  }
}
