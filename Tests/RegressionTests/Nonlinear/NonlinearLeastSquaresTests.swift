import Foundation
import LinearAlgebra
import Regression
import Testing

@Suite struct NonlinearLeastSquaresTests {
  private let x = Matrix(columns: [[0.0, 1, 2, 3, 4, 5, 6, 7]])
  private let y = [2.1, 2.9, 4.2, 4.8, 6.1, 6.8, 8.3, 8.9]

  private func message(_ body: () throws -> NonlinearLeastSquares.Fit) -> String {
    do {
      _ = try body()
      return "no error"
    } catch { return "\(error)" }
  }

  /// A model linear in its parameters is ordinary least squares, whatever the covariance.
  @Test(arguments: [
    Covariance.homoskedastic, .hc0, .hc1, .hc2, .hc3, .clustered(by: [0, 0, 1, 1, 2, 2, 3, 3]),
  ])
  func aLinearModelIsLeastSquares(covariance: Covariance) throws {
    let curved = try NonlinearLeastSquares(covariance: covariance).fit(y, on: x, from: [50, -3]) { b, x in
      b[0] + b[1] * x[0]
    }
    let design = Matrix(columns: [[Double](repeating: 1, count: 8), Array(x.column(0))])
    let straight = try LeastSquares(covariance: covariance).fit(y, on: design)
    #expect(digits(curved.coefficients, of: straight.coefficients) >= 13)
    #expect(digits(curved.covariance.elements, of: straight.covariance.elements) >= 11)
    #expect(curved.inferenceDegreesOfFreedom == straight.inferenceDegreesOfFreedom)
    let (ours, theirs) = (try curved.pValues, try straight.pValues)
    #expect(digits(ours, of: theirs) >= 10)
    #expect(curved.sigma.agrees(with: straight.sigma, to: 13))
  }

  /// A model in other units or another parameterisation has the same fitted values (b̂ is equivariant).
  @Test func unitsAndParameterisationChangeNothing() throws {
    let data = try NISTNonlinear("Misra1a")
    let fit = try NonlinearLeastSquares().fit(
      data.y, on: data.x, model: NISTModel(set: "Misra1a"), from: data.starts[1])
    let rescaled = try NonlinearLeastSquares().fit(data.y, on: data.x, from: [0.25, -7.6]) { b, x in
      1000 * b[0] * (1 - Dual.exp(-Dual.exp(b[1]) * x[0]))
    }
    #expect(digits(rescaled.fitted, of: fit.fitted) >= 10)
    #expect((1000 * rescaled.coefficients[0]).agrees(with: fit.coefficients[0], to: 9))
    #expect(Foundation.exp(rescaled.coefficients[1]).agrees(with: fit.coefficients[1], to: 9))
  }

  @Test func aGivenJacobianGivesTheSameFit() throws {
    let data = try NISTNonlinear("Misra1a")
    let fit = try NonlinearLeastSquares().fit(
      data.y, on: data.x, model: NISTModel(set: "Misra1a"), from: data.starts[0])
    let given = try NonlinearLeastSquares().fit(
      data.y, on: data.x, from: data.starts[0],
      value: { b, x in b[0] * (1 - Foundation.exp(-b[1] * x[0])) },
      gradient: { b, x in
        let decay = Foundation.exp(-b[1] * x[0])
        return [1 - decay, b[0] * x[0] * decay]
      })
    #expect(digits(given.coefficients, of: fit.coefficients) >= 11)
    #expect(digits(given.standardErrors, of: fit.standardErrors) >= 10)
    let wrong = message {
      try NonlinearLeastSquares().fit(
        data.y, on: data.x, from: data.starts[1],
        value: { b, x in b[0] * (1 - Foundation.exp(-b[1] * x[0])) },
        gradient: { _, _ in [1, 2, 3] })
    }
    #expect(wrong == "The gradient has 3 elements for 2 parameters; give one for each.")
    let backwards = message {
      try NonlinearLeastSquares().fit(
        data.y, on: data.x, from: data.starts[1],
        value: { b, x in b[0] * (1 - Foundation.exp(-b[1] * x[0])) },
        gradient: { b, x in [-1, -b[0] * x[0]] })
    }
    #expect(
      backwards.hasPrefix(
        "No step lowers the sum of squares at b = [250.0, 0.0005], where the relative offset"))
  }

  /// Derivatives of every function against their known forms, and more parameters than one pass holds.
  @Test func dualNumbersDifferentiate() throws {
    let u = Dual(0.7, derivatives: SIMD8(1, 0, 0, 0, 0, 0, 0, 0))
    let v = Dual(1.9, derivatives: SIMD8(0, 1, 0, 0, 0, 0, 0, 0))
    let cases: [(Dual, Double, Double)] = [
      (Dual.exp(u) * v, 1.9 * exp(0.7), exp(0.7)), (Dual.log(u / v), 1 / 0.7, -1 / 1.9),
      (Dual.sin(u), cos(0.7), 0),
      (Dual.cos(u - v), -sin(0.7 - 1.9), sin(0.7 - 1.9)), (Dual.atan(u), 1 / 1.49, 0),
      (Dual.sqrt(v), 0, 0.5 / sqrt(1.9)),
      (Dual.pow(u, v), 1.9 * pow(0.7, 0.9), pow(0.7, 1.9) * log(0.7)), (Dual.pow(-u, 2), 1.4, 0),
      (-u + Dual.pi, -1, 0),
    ]
    for (result, first, second) in cases {
      #expect(
        result.derivatives[0].agrees(with: first, to: 15)
          && result.derivatives[1].agrees(with: second, to: 15))
    }
    let wide = Matrix(rows: 30, columns: 10) { i, j in
      Foundation.sin(Double(i * (j + 1)) * 0.31 + Double(j))
    }
    let response = (wide * [Double](repeating: 1, count: 10)).enumerated().map { i, sum in
      sum + 0.1 * Foundation.cos(Double(i))
    }
    let fit = try NonlinearLeastSquares().fit(
      response, on: wide, from: [Double](repeating: 0, count: 10)
    ) { b, x in
      var sum = Dual(0)
      for (parameter, regressor) in zip(b, x) { sum = sum + parameter * regressor }
      return sum
    }
    let linear = try LeastSquares().fit(response, on: wide)
    #expect(digits(fit.coefficients, of: linear.coefficients) >= 12)
  }

  @Test func theFitTellsItsSteps() throws {
    let data = try NISTNonlinear("Rat42")
    let fit = try NonlinearLeastSquares().fit(
      data.y, on: data.x, model: NISTModel(set: "Rat42"), from: data.starts[0],
      names: ["limit", "shift", "rate"])
    let predicted = NISTModel(set: "Rat42").values(fit.coefficients, on: data.x)
    #expect(digits(predicted, of: fit.fitted) >= 13)
    #expect(fit.index(of: "rate") == 2 && fit.n == 9 && fit.degreesOfFreedom == 6)
    let taken = fit.iterations.filter(\.isAccepted).map(\.sumOfSquares)
    #expect(
      zip(taken, taken.dropFirst()).allSatisfy { $0 >= $1 } && (taken.last ?? 0) >= fit.residualSumOfSquares)
    #expect(digits(zip(fit.fitted, fit.residuals).map { $0 + $1 }, of: data.y) >= 15)
    let copy = try JSONDecoder().decode(NonlinearLeastSquares.Fit.self, from: JSONEncoder().encode(fit))
    #expect(copy == fit)
  }

  @Test func aPerfectFitHasNoErrors() throws {
    let exact = (0..<8).map { 3 * Foundation.exp(0.2 * Double($0)) }
    let fit = try NonlinearLeastSquares().fit(exact, on: x, from: [1, 0.1]) { b, x in
      b[0] * Dual.exp(b[1] * x[0])
    }
    #expect(digits(fit.coefficients, of: [3, 0.2]) >= 13 && fit.standardErrors.allSatisfy { $0 < 1e-13 })
    let constant = try NonlinearLeastSquares().fit([Double](repeating: 4, count: 8), on: x, from: [1]) {
      b, _ in b[0]
    }
    #expect(constant.coefficients[0].agrees(with: 4, to: 15) && constant.sigma < 1e-14)
  }

  /// y is exactly 3 − 2x as decimals, which doubles are not: twice the precision leaves no residual.
  @Test func residualsOfDecimalsAreTheirOwn() throws {
    struct Line: NonlinearModel {
      func value<Number: ModelNumber>(_ b: [Number], _ x: [Number]) -> Number { b[0] + b[1] * x[0] }
    }
    let tenths = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7]
    let exact = [2.8, 2.6, 2.4, 2.2, 1.8, 1.6]
    let fit = try NonlinearLeastSquares().fit(
      exact, on: Matrix(columns: [tenths]), model: Line(), from: [1, 1])
    #expect(fit.precision == .extended && fit.sigma < 1e-29)
    #expect(digits(fit.coefficients, of: [3, -2]) >= 15)
    let asked = try NonlinearLeastSquares().fit(
      y, on: x, model: Line(), from: [1, 1], precision: .extended)
    let plain = try NonlinearLeastSquares().fit(y, on: x, model: Line(), from: [1, 1])
    #expect(asked.precision == .extended && plain.precision == .double)
    #expect(digits(plain.standardErrors, of: asked.standardErrors) >= 14)
  }

  @Test func whatCannotBeFittedIsExplained() {
    let line: ([Dual], [Dual]) -> Dual = { b, x in b[0] + b[1] * x[0] }
    let method = NonlinearLeastSquares()
    #expect(
      message { try method.fit([1, 2], on: Matrix(columns: [[1, 2]]), from: [1, 1], model: line) }
        == "2 observations cannot estimate 2 coefficients and an error variance; at least 3 are needed.")
    #expect(
      message { try method.fit([1, .nan, 3], on: Matrix(columns: [[1, 2, 3]]), from: [1, 1], model: line) }
        == "y is nan in observation 2; remove the observation or fill the value.")
    #expect(
      message { try method.fit([1, 2], on: x, from: [1, 1], model: line) }
        == "y has 2 values for 8 observations; give one per observation.")
    #expect(
      message { try method.fit(y, on: x, from: [1, .infinity], names: ["a", "b"], model: line) }
        == "The start value of b is inf; give a finite number.")
    #expect(
      message { try method.fit(y, on: x, from: [], model: line) }
        == "There are no start values; give one for each parameter of the model.")
    #expect(
      message { try method.fit(y, on: x, from: [1, 1], names: ["a"], model: line) }
        == "There are 1 names for 2 columns of x; give one name per column.")
    #expect(
      message { try method.fit(y, on: x, from: [1]) { b, x in b[0] / x[0] } }
        == "At the start values the model is inf in observation 1; "
        + "start where it is defined, or rescale x or the parameters.")
    #expect(
      message { try method.fit(y, on: x, from: [1]) { b, x in b[0] + Dual.sqrt(x[0] * b[0]) } }
        == "The derivative with respect to b1 does not exist in observation 1; "
        + "start elsewhere or write the model in another form.")
    let twin = message {
      try method.fit(y, on: x, from: [1, 1, 1]) { b, x in b[0] + (b[1] + b[2]) * x[0] }
    }
    #expect(twin.hasPrefix("The data do not determine b") && twin.hasSuffix("or write a simpler model."))
    let short = message {
      try NonlinearLeastSquares(maximumIterations: 2).fit(y, on: x, from: [1, 3]) { b, x in
        Dual.exp(b[0] + b[1] * x[0])
      }
    }
    #expect(short.hasPrefix("No minimum after 2 iterations: the relative offset is"))
  }
}
