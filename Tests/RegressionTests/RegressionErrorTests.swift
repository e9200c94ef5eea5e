import LinearAlgebra
import Regression
import Testing

@Suite struct RegressionErrorTests {
  let y = [1.0, 3, 2, 5, 4, 6]
  let x = Matrix(columns: [[1, 1, 1, 1, 1, 1], [1, 2, 3, 4, 5, 6], [0, 1, 0, 0, 2, 1]])
  let names = ["constant", "trend", "shock"]

  private func message(_ body: () throws -> LeastSquares.Fit) -> String {
    do {
      _ = try body()
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func collinearRegressorsAreNamedWithWhatTheyCombine() {
    let total = Matrix(columns: [[1, 1, 1, 1, 1, 1], [1, 2, 3, 4, 5, 6], [3, 5, 7, 9, 11, 13]])
    #expect(
      message { try LeastSquares().fit(y, on: total, names: ["constant", "fai", "gdp"]) }
        == "The regressors are collinear: gdp is a linear combination of constant, fai. Drop one of each set."
    )
    let twice = Matrix(columns: [
      [1, 1, 1, 1, 1, 1], [0.1, 0.2, 0.7, 0.4, 0.5, 0.6], [0.3, 0.6, 2.1, 1.2, 1.5, 1.8],
    ])
    let text = message { try LeastSquares().fit(y, on: twice, names: ["constant", "fai", "gdp"]) }
    #expect(text.hasPrefix("The regressors are collinear: ") && text.contains(" is a multiple of "))
    let zero = Matrix(columns: [[1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0]])
    #expect(
      message { try LeastSquares().fit(y, on: zero) }
        == "The regressors are collinear: x2 is zero throughout. Drop one of each set.")
  }

  @Test func missingValuesAreNamed() {
    var hole = x
    hole[2, 1] = .nan
    #expect(
      message { try LeastSquares().fit(y, on: hole, names: names) }
        == "trend is nan in observation 3; remove the observation or fill the value.")
    #expect(
      message { try LeastSquares().fit([1, 2, 3, 4, 5, .infinity], on: x) }
        == "y is inf in observation 6; remove the observation or fill the value.")
  }

  @Test func shapesAreExplained() {
    #expect(
      message { try LeastSquares().fit([1, 2], on: x) }
        == "y has 2 values for 6 observations; give one per observation.")
    #expect(
      message { try LeastSquares().fit(y, on: x, weights: [1]) }
        == "weights has 1 values for 6 observations; give one per observation.")
    #expect(
      message { try LeastSquares(covariance: .clustered(by: [1, 2])).fit(y, on: x) }
        == "clustered(by:) has 2 values for 6 observations; give one per observation.")
    #expect(
      message { try LeastSquares().fit(y, on: x, names: ["a"]) }
        == "There are 1 names for 3 columns of x; give one name per column.")
    #expect(
      message { try LeastSquares().fit([1, 2], on: [[1, 0], [1, 1]]) }
        == "2 observations cannot estimate 2 coefficients and an error variance; at least 3 are needed.")
    #expect(
      message { try LeastSquares().fit(y, on: Matrix(rows: 6, columns: 0)) }
        == "x has no columns; give at least a column of ones for the constant.")
  }

  /// Squares of 10³⁰⁰ are no doubles: neither NaN nor infinity is handed out for the standard errors.
  @Test func resultsBeyondTheRangeOfNumbersAreRefused() throws {
    let huge = y.map { $0 * 1e300 }
    let told =
      "The coefficient or standard error of constant, trend, shock is beyond the range of numbers; change units so "
      + "that numbers are of everyday size."
    for covariance in [Covariance.homoskedastic, .hc3, .clustered(by: [0, 0, 1, 1, 2, 2])] {
      #expect(message { try LeastSquares(covariance: covariance).fit(huge, on: x, names: names) } == told)
    }
  }

  @Test func weightsClustersAndLeveragesAreChecked() {
    #expect(
      message { try LeastSquares().fit(y, on: x, weights: [1, 1, 0, 1, 1, 1]) }
        == "The weight of observation 3 is 0.0, but weights must be positive; leave the observation out instead."
    )
    #expect(
      message { try LeastSquares(covariance: .clustered(by: [7, 7, 7, 7, 7, 7])).fit(y, on: x) }
        == "All observations are in one cluster; clustered errors need at least two.")
    let single = Matrix(columns: [[1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 0, 0]])
    #expect(
      message { try LeastSquares(covariance: .hc3).fit(y, on: single) }
        == "Observation 4 alone decides its fitted value (leverage 1), where HC3 is not defined; use HC1, or "
        + "drop the observation and the regressor that singles it out.")
  }
}
