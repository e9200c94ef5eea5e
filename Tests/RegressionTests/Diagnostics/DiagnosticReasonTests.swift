import LinearAlgebra
import Regression
import Testing

/// Tests that do not apply are values that say why; wrong questions are errors.
@Suite struct DiagnosticReasonTests {
  let sample: DiagnosticSample
  let perfect: LeastSquares.Fit
  let mean: LeastSquares.Fit

  init() throws {
    sample = try DiagnosticSample("longley")
    let x = Matrix(columns: [[Double](repeating: 1, count: 12), (0..<12).map(Double.init)])
    perfect = try LeastSquares().fit(x * [3, 2], on: x)
    mean = try LeastSquares().fit(sample.y, on: sample.x.selectingColumns([0]))
  }

  @Test func perfectFits() throws {
    let tests: [any HypothesisTest] = [
      try BreuschPagan(perfect), try White(perfect), try BreuschGodfrey(perfect), try DurbinWatson(perfect),
      try RESET(perfect), try ChowBreak(perfect, at: 6), try ChowPredictive(perfect, from: 6),
      try CUSUM(perfect),
      try CUSUMOfSquares(perfect), try AndrewsBreak(perfect, trimming: 0.3),
    ]
    for test in tests {
      #expect(test.reason == "The fit is perfect: its residuals are zero.")
      #expect(test.statistic == nil && test.pValue == nil)
    }
    #expect(try JarqueBera(perfect).reason == "The series is constant.")
    #expect(try LjungBox(perfect, lags: 2).reason == "The series is constant.")
    #expect(try ARCHTest(perfect, lags: 1).reason == "The squares do not vary.")
    let influence = try Influence(perfect)
    #expect(
      influence.studentisedResiduals.allSatisfy { $0 == nil } && influence.dfbetas.allSatisfy { $0 == nil })
  }

  @Test func nothingToDependOn() throws {
    #expect(
      try BreuschPagan(mean).reason == "There are no regressors that vary for the variance to depend on.")
    #expect(try RESET(mean).reason == "The fitted values are constant; their powers say nothing new.")
    #expect(
      try RESET(mean, of: .regressors).reason
        == "No regressor takes more than two values; their powers say nothing new.")
    let signs = try LeastSquares().fit([1, -1, 1, -1, 1, -1], on: Matrix(columns: [[1, 1, 1, 1, 1, 1]]))
    #expect(
      try BreuschPagan(signs).reason
        == "The squared residuals are all the same; they do not vary with anything.")
    #expect(try ARCHTest([1, -1, 1, -1, 1, -1]).reason == "The squares do not vary.")
    #expect(try LjungBox([Double](repeating: 0.1, count: 9), lags: 2).reason == "The series is constant.")
  }

  @Test func tooFewObservations() throws {
    let fit = try sample.fit()
    #expect(
      try White(fit, terms: .squares).reason == nil && White(fit).reason == nil)
    let quadratic = (0..<4).map { Array(sample.x.column($0)) }
    let wide = Matrix(columns: quadratic + [quadratic[1].map { $0 * $0 }, quadratic[3].map { $0 * $0 }])
    #expect(
      try White(LeastSquares().fit(sample.y, on: wide)).reason
        == "The regression of squared residuals on 15 terms needs at least 17 observations; there are 16.")
    #expect(
      try BreuschGodfrey(fit, order: 12).reason
        == "A regression on 4 regressors and 12 lags needs at least 17 observations; there are 16.")
    #expect(
      try ChowBreak(fit, at: 14).reason
        == "Parts of 14 and 2 observations cannot both be fitted with 4 coefficients; use the predictive test for a short part."
    )
    #expect(try ChowPredictive(fit, from: 14).reason == nil)
    #expect(
      try ChowPredictive(fit, from: 4).reason == "The first part needs at least 5 observations; there are 4.")
    #expect(
      try AndrewsBreak(
        LeastSquares().fit(Array(sample.y.prefix(8)), on: sample.x.selectingRows(Array(0..<8)))
      ).reason
        == "8 observations are too few to look for a break in 4 coefficients.")
    #expect(
      try LjungBox(sample.y, lags: 15).reason
        == "A test up to lag 15 needs at least 17 observations; there are 16.")
    #expect(
      try LjungBox(sample.y, lags: 2, fittedParameters: 2).reason
        == "2 lags leave no degrees of freedom for 2 fitted parameters; test at least 3 lags.")
    #expect(
      try ARCHTest(fit, lags: 8).reason == "A test with 8 lags needs at least 18 observations; there are 16.")
    #expect(
      try JarqueBera([1, 2]).reason == "A test of normality needs at least 3 observations; there are 2.")
  }

  @Test func lateRegressorsAreCollinearInAPart() throws {
    let late = (0..<16).map { $0 < 13 ? 0.0 : 1 }
    let fit = try LeastSquares().fit(
      sample.y, on: Matrix(columns: [Array(sample.x.column(0)), Array(sample.x.column(2)), late]))
    #expect(
      try ChowBreak(fit, at: 8).reason == "The regressors are collinear within the first part.")
    #expect(
      try AndrewsBreak(fit, trimming: 0.3).reason
        == "The regressors are collinear within a part; trim more, or leave out those that vary late.")
    // Recursive residuals skip the row that opens the late regressor.
    #expect(try CUSUM(fit).path.count == 13)
  }

  @Test func wrongQuestionsAreErrors() throws {
    let fit = try sample.fit()
    func message(_ body: () throws -> some HypothesisTest) -> String {
      do { return "\(try body().outcome)" } catch { return "\(error)" }
    }
    #expect(
      message { try BreuschGodfrey(fit, order: 0) }
        == "The order of a Breusch–Godfrey test is 0, but must be at least 1.")
    #expect(message { try LjungBox(fit, lags: 0) } == "The number of lags is 0, but must be at least 1.")
    #expect(
      message { try RESET(fit, powers: [1, 2]) }
        == "The list of powers is [1, 2], but must be whole numbers from 2, each once.")
    #expect(
      message { try ChowBreak(fit, at: 16) } == "The observation of a break is 16, but must be from 1 to 15.")
    #expect(
      message { try AndrewsBreak(fit, trimming: 0.5) }
        == "The trimming is 0.5, but must be strictly between 0 and 0.5.")
    #expect(
      message { try JarqueBera([1, .nan, 2]) }
        == "The series is nan in observation 2; remove the observation or fill the value.")
    #expect(
      message { try BreuschPagan(fit, on: Matrix(columns: [[1, 2, 3]])) }
        == "e has 16 values for 3 observations; give one per observation.")
  }

  /// An observation with a dummy of its own has leverage 1: no studentised residual, and no NaN.
  @Test func decisiveObservations() throws {
    let dummy = (0..<16).map { $0 == 5 ? 1.0 : 0 }
    let fit = try LeastSquares().fit(
      sample.y, on: Matrix(columns: [Array(sample.x.column(0)), Array(sample.x.column(2)), dummy]))
    let influence = try Influence(fit)
    #expect(influence.studentisedResiduals[5] == nil && influence.cooksDistances[5] == nil)
    #expect(influence.studentisedResiduals.count { $0 != nil } == 15)
    #expect(abs(influence.leverages[5] - 1) < 1e-12)
  }

  /// Equal weights change no test; rows × √w are what is tested.
  @Test func weightsAreHeeded() throws {
    let plain = try sample.fit()
    let equal = try LeastSquares().fit(sample.y, on: sample.x, weights: [Double](repeating: 4, count: 16))
    let pairs: [(any HypothesisTest, any HypothesisTest)] = [
      (try BreuschPagan(plain), try BreuschPagan(equal)), (try DurbinWatson(plain), try DurbinWatson(equal)),
      (try RESET(plain), try RESET(equal)), (try CUSUM(plain), try CUSUM(equal)),
      (try BreuschGodfrey(plain), try BreuschGodfrey(equal)),
      (try ChowBreak(plain, at: 8), try ChowBreak(equal, at: 8)),
    ]
    for (a, b) in pairs { #expect((a.statistic ?? 0).agrees(with: b.statistic ?? .nan, to: 10)) }
    let roots = (0..<16).map { 1 + Double($0 % 3) }
    let weighted = try LeastSquares().fit(sample.y, on: sample.x, weights: roots.map { $0 * $0 })
    let scaled = Matrix(rows: 16, columns: 4) { i, j in sample.x[i, j] * roots[i] }
    let byHand = try LeastSquares().fit(zip(sample.y, roots).map { $0 * $1 }, on: scaled)
    let dw = try DurbinWatson(byHand)
    #expect((try DurbinWatson(weighted).pValue ?? 0).agrees(with: dw.pValue ?? .nan, to: 10))
    let hat = try Influence(byHand).leverages
    #expect(digits(try Influence(weighted).leverages, of: hat) >= 11)
  }
}
