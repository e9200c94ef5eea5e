import LinearAlgebra
import Regression
import Testing

private struct Consumption {
  let y: [Double]
  let x: Matrix

  init() throws {
    let macro = try Macrodata()
    y = macro.column("realcons")
    let names = ["realinv", "realgovt", "realdpi", "cpi", "m1", "tbilrate", "unemp", "pop"]
    x = Matrix(columns: [[Double](repeating: 1, count: 203)] + names.map { macro.column($0) })
  }
}

/// scikit-learn 1.9.1: Tests/References/scikit-learn/shrinkage.py.
@Suite struct RidgeTests {
  @Test(arguments: [0.1, 10, 1000]) func ridgeAgreesWithScikitLearn(penalty: Double) throws {
    let data = try Consumption()
    let reference = try References("Tests/References/scikit-learn/shrinkage.csv")
    for (name, standardizes) in [("ridge-\(penalty)", true), ("ridge-raw-\(penalty)", false)] {
      let fit = try Ridge(penalty: .fixed(penalty), standardizes: standardizes).fit(data.y, on: data.x)
      #expect(digits(fit.coefficients, of: reference.vector(name, "coefficient")) >= 9.5, "\(name)")
    }
    let position = try #require([0.1, 10, 1000].firstIndex(of: penalty))
    let fit = try Ridge(penalty: .fixed(penalty)).fit(data.y, on: data.x)
    let expected = reference.vector("ridge-leaveOneOut", "error")[position]
    #expect((fit.leaveOneOutError ?? .nan).agrees(with: expected, to: 9))
  }

  /// Rows √λ I make ridge least squares, and its hat matrix the trace of that of the first n rows.
  @Test func ridgeIsLeastSquaresWithMoreRows() throws {
    let data = try Consumption()
    let x = data.x.selectingColumns([1, 3, 6])
    let penalty = 1e4
    let extended = Matrix(rows: 206, columns: 3) { i, j in
      i < 203 ? x[i, j] : (i - 203 == j ? penalty.squareRoot() : 0)
    }
    let fit = try Ridge(penalty: .fixed(penalty), standardizes: false).fit(data.y, on: x)
    let plain = try LeastSquares().fit(data.y + [0, 0, 0], on: extended)
    #expect(digits(fit.coefficients, of: plain.coefficients) >= 11)
    let solution = try LeastSquaresSolution(extended, data.y + [0, 0, 0])
    let trace = solution.leverages.prefix(203).reduce(0, +)
    #expect(fit.effectiveDegreesOfFreedom.agrees(with: trace, to: 11))
    let ssr = fit.residuals.dot(fit.residuals)
    let criterion = 203 * ssr / ((203 - trace) * (203 - trace))
    #expect((fit.generalizedCrossValidation ?? 0).agrees(with: criterion, to: 11))
  }

  @Test func withoutPenaltyItIsLeastSquares() throws {
    let data = try Consumption()
    let fit = try Ridge(penalty: .fixed(0)).fit(data.y, on: data.x)
    let plain = try LeastSquares().fit(data.y, on: data.x)
    #expect(digits(fit.coefficients, of: plain.coefficients) >= 9.5)
    #expect(fit.effectiveDegreesOfFreedom == 9)
  }

  @Test func theChosenPenaltyMinimisesTheCriterion() throws {
    let data = try Consumption()
    let best = try Ridge().fit(data.y, on: data.x)
    let value = try #require(best.generalizedCrossValidation)
    let around = [0.01, 0.5, 0.9, 0.999, 1.001, 1.1, 2, 100].map { $0 * best.penalty }
    for other in try Ridge().path(data.y, on: data.x, penalties: around) {
      #expect((other.generalizedCrossValidation ?? 0) >= value * (1 - 1e-13))
    }
    #expect(best.effectiveDegreesOfFreedom > 1 && best.effectiveDegreesOfFreedom < 9)
  }

  @Test func collinearRegressorsNeedAPenalty() throws {
    let x = Matrix(columns: [[1, 2, 3, 4, 6], [2, 4, 6, 8, 12]])
    #expect(throws: ShrinkageError.penaltyNotUsable(value: "0.0")) {
      try Ridge(penalty: .fixed(0)).fit([1, 2, 2, 4, 5], on: x)
    }
    let fit = try Ridge(penalty: .fixed(1), standardizes: false).fit([1, 2, 2, 4, 5], on: x)
    // b ∝ (1, 2): y on z = x₁ with Σz² = 66, b₁ = xᵀy/(330 + 1).
    #expect(digits(fit.coefficients, of: [57.0 / 331, 114.0 / 331]) >= 14)
    #expect(throws: ShrinkageError.nothingToShrink) {
      try Ridge().fit([1, 2], on: Matrix(columns: [[1, 1]]))
    }
    #expect(throws: ShrinkageError.noVariation("x2")) {
      try Ridge().fit([1, 2, 4], on: Matrix(columns: [[1, 1, 1], [2, 2, 2]]))
    }
    #expect(throws: RegressionError.notFinite(variable: "y", observation: 1, value: "nan")) {
      try Ridge().fit([1, .nan], on: Matrix(columns: [[1, 2]]))
    }
  }
}

@Suite struct ElasticNetTests {
  /// scikit-learn's own duality gap leaves its coefficients with about ten digits.
  @Test(arguments: [1.0, 0.5], [1.0, 10, 100]) func agreesWithScikitLearn(mix: Double, penalty: Double) throws
  {
    let data = try Consumption()
    let reference = try References("Tests/References/scikit-learn/shrinkage.csv")
    let fit = try ElasticNet(mix: mix, penalty: .fixed(penalty)).fit(data.y, on: data.x)
    let expected = reference.vector("net-\(mix)-\(penalty)", "coefficient")
    #expect(digits(fit.coefficients, of: expected) >= 9)
    #expect(fit.path[0].nonzero == expected.dropFirst().count { $0 != 0 })
    #expect(fit.path[0].dualityGap < 1e-12 * data.y.dot(data.y) / 203)
  }

  /// xⱼᵀe/n = λ(α sign b + (1 − α)b) where b ≠ 0, and |xⱼᵀe|/n ≤ λα where b = 0, on the standardised columns.
  @Test(arguments: [1.0, 0.7, 0.2]) func everyPointMeetsItsConditions(mix: Double) throws {
    let data = try Consumption()
    let fit = try ElasticNet(
      mix: mix, penalty: .crossValidated(folds: 5, seed: 7, count: 40, ratio: 1e-4)
    ).fit(data.y, on: data.x)
    for point in fit.path {
      let e = zip(data.y, data.x * point.coefficients).map { $0 - $1 }
      #expect(abs(e.reduce(0, +)) < 1e-7)
      for j in 1..<9 {
        let column = Array(data.x.column(j))
        let mean = column.reduce(0, +) / 203
        let centred = column.map { $0 - mean }
        let scale = (centred.dot(centred) / 203).squareRoot()
        let slope = centred.dot(e) / scale / 203
        let b = point.coefficients[j] * scale
        let bound = point.penalty * mix
        if b == 0 {
          #expect(abs(slope) <= bound + 1e-9)
        } else {
          let wanted = (b > 0 ? bound : -bound) + point.penalty * (1 - mix) * b
          #expect(abs(slope - wanted) < 1e-9)
        }
      }
    }
    #expect(fit.path[0].nonzero == 0 && fit.path[39].nonzero >= 5)
  }

  /// A dummy of one observation does not vary in the fold that leaves it out, and predicts nothing there.
  @Test func aDummyOfOneObservationCanBeCrossValidated() throws {
    let n = 24
    let x = Matrix(rows: n, columns: 3) { i, j in
      [1, Double((i * 7) % 5), i == 5 ? 1 : 0][j]
    }
    let y = (0..<n).map { 2 + 0.5 * x[$0, 1] + 3 * x[$0, 2] + 0.1 * Double(($0 * 11) % 7) }
    let fit = try ElasticNet(mix: 1, penalty: .crossValidated(folds: 4, seed: 1)).fit(y, on: x)
    #expect(fit.coefficients.allSatisfy(\.isFinite) && fit.coefficients[1] > 0.3)
  }

  /// More regressors than observations: the gap certifies what no reference is needed for.
  @Test func wideDataAreSolved() throws {
    let x = Matrix(rows: 12, columns: 30) { i, j in Double((i * i + 7 * j * i + 3 * j) % 11) - 5 }
    let y = (0..<12).map { Double(($0 * 5) % 7) }
    let net = try ElasticNet(mix: 0.9, penalty: .fixed(0.05)).fit(y, on: x)
    #expect(net.path[0].dualityGap < 1e-13 * y.dot(y) && net.path[0].nonzero > 3)
    let ridge = try Ridge().fit(y, on: x)
    #expect(ridge.coefficients.allSatisfy(\.isFinite) && ridge.effectiveDegreesOfFreedom < 12)
  }

  /// With orthonormal columns the lasso is soft-thresholding: sign(b)(|b| − λ)₊. Tibshirani (1996) §2.2.
  @Test func orthogonalRegressorsAreSoftThresholded() throws {
    let x = Matrix(columns: [[1, 1, -1, -1], [1, -1, 1, -1], [1, -1, -1, 1]])
    let y = [5.0, 1, -2, 4]
    let fit = try ElasticNet(penalty: .fixed(0.6), standardizes: false).fit(y, on: x)
    let plain = x.transposeTimes(y).map { $0 / 4 }
    let expected = plain.map { ($0 < 0 ? -1 : 1) * max(0, abs($0) - 0.6) }
    #expect(zip(fit.coefficients, expected).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test func withoutMixItIsRidge() throws {
    let data = try Consumption()
    let net = try ElasticNet(mix: 0, penalty: .fixed(0.5)).fit(data.y, on: data.x)
    let ridge = try Ridge(penalty: .fixed(0.5 * 203)).fit(data.y, on: data.x)
    #expect(digits(net.coefficients, of: ridge.coefficients) >= 11)
  }

  @Test func crossValidationIsAFunctionOfTheSeed() throws {
    let data = try Consumption()
    func fit(_ seed: UInt64) throws -> ElasticNet.Fit {
      try ElasticNet(penalty: .crossValidated(folds: 10, seed: seed, count: 20)).fit(data.y, on: data.x)
    }
    let (a, b, c) = (try fit(1), try fit(1), try fit(2))
    #expect(a == b && a.crossValidation != c.crossValidation)
    let errors = a.crossValidation.map(\.error)
    #expect(errors[a.chosen] == errors.min() && a.sparsest <= a.chosen)
    #expect(a.crossValidation.allSatisfy { $0.standardError > 0 })
  }

  @Test func choicesAreChecked() throws {
    let x = Matrix(columns: [[1, 2, 3]])
    #expect(throws: ShrinkageError.mixNotUsable(value: "1.5")) {
      try ElasticNet(mix: 1.5, penalty: .fixed(1)).fit([1, 2, 4], on: x)
    }
    #expect(throws: ShrinkageError.penaltyNotUsable(value: "-1.0")) {
      try ElasticNet(penalty: .fixed(-1)).fit([1, 2, 4], on: x)
    }
    #expect(throws: ShrinkageError.foldsNotUsable(folds: 4, observations: 3)) {
      try ElasticNet(penalty: .crossValidated(folds: 4, seed: 1)).fit([1, 2, 4], on: x)
    }
    #expect(
      ShrinkageError.foldsNotUsable(folds: 4, observations: 3).description
        == "3 observations cannot be split into 4 folds; give from 2 to 3.")
  }
}
