import LinearAlgebra
import Regression
import Testing

@Suite struct SystemErrorTests {
  let klein: KleinModel
  let firms: [SystemEquation]

  init() throws {
    klein = try KleinModel()
    firms = try grunfeld(firms: 3)
  }

  private func message(_ body: () throws -> SystemFit) -> String {
    do {
      _ = try body()
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func equationsAreChecked() {
    #expect(message { try SUR().fit([]) } == "There are no equations; give at least one.")
    #expect(
      message { try SUR().fit([firms[0], firms[0]]) }
        == "Two equations explain firm1; give each dependent variable a name of its own.")
    #expect(
      message { try SUR().fit([SystemEquation("a", response: [1, 2], exogenous: firms[0].exogenous)]) }
        == "a: rows of exogenous regressors come to 20 where 2 are needed.")
    let short = SystemEquation("b", response: [1, 2, 3], exogenous: Matrix(columns: [[1, 1, 1]]))
    #expect(
      message { try SUR().fit([firms[0], short]) } == "b: values of y come to 3 where 20 are needed.")
    let twice = SystemEquation(
      "c", response: firms[0].response, exogenous: firms[0].exogenous, exogenousNames: ["a", "b", "a"])
    #expect(
      message { try SUR().fit([twice]) }
        == "c: two regressors are called a; give each a name of its own.")
    let x = firms[0].exogenous
    let sum = Matrix(rows: 20, columns: 3) { i, j in j < 2 ? x[i, j] : 2 * x[i, 0] + x[i, 1] }
    #expect(
      message { try SUR().fit([SystemEquation("d", response: firms[0].response, exogenous: sum)]) }
        == "d: the regressors are collinear: x3 is a linear combination of x1, x2. Drop one of each set.")
    var hole = firms[0].response
    hole[4] = .infinity
    #expect(
      message { try SUR().fit([SystemEquation("e", response: hole, exogenous: x)]) }
        == "y is inf in observation 5; remove the observation or fill the value.")
  }

  @Test func systemsAreChecked() {
    #expect(
      message { try SUR().fit(klein.equations) }
        == "consumption: profits, wages are endogenous, which SUR does not allow for; use ThreeStageLeastSquares."
    )
    let implied = SystemEquation(
      "sum", response: zip(firms[0].response, firms[1].response).map { $0 + $1 },
      exogenous: Matrix(rows: 20, columns: 5) { i, j in
        j < 3 ? firms[0].exogenous[i, j] : firms[1].exogenous[i, j - 2]
      })
    let union = ["firm1", "firm2"].enumerated().map { i, name in
      SystemEquation(name, response: firms[i].response, exogenous: implied.exogenous)
    }
    #expect(
      message { try SUR().fit(union + [implied]) }
        == "sum: its residuals are a combination of those of earlier equations, so that no covariance of the errors "
        + "can be inverted; leave out the equation that the others imply.")
    let first = SystemEquation(
      "one", response: firms[0].response, exogenous: firms[0].exogenous, exogenousNames: ["c", "v", "k"])
    let second = SystemEquation(
      "two", response: firms[1].response, exogenous: firms[1].exogenous, exogenousNames: ["c", "v2", "k"])
    #expect(
      message { try ThreeStageLeastSquares().fit([first, second]) }
        == "k has different values in the equations of one and two; give different variables different names."
    )
    let many = (0..<4).map {
      SystemEquation("m\($0)", response: [1, 3, Double($0)], exogenous: Matrix(columns: [[1, 1, 1]]))
    }
    #expect(
      message { try SUR().fit(many) }
        == "3 observations cannot estimate the covariance of the errors of 4 equations; at least 4 are needed."
    )
  }

  @Test func instrumentsAreChecked() {
    #expect(
      message { try ThreeStageLeastSquares().fit([klein.consumption]) }
        == "consumption: instruments (0) are fewer than endogenous regressors (2); add instruments or drop a "
        + "regressor.")
    let again = Matrix(rows: 21, columns: 4) { i, j in
      j < 3 ? klein.further[i, j] : klein.further[i, 0] + klein.further[i, 1]
    }
    #expect(
      message { try ThreeStageLeastSquares().fit(klein.equations, instruments: again) }
        == "The instruments are collinear: z4 is a linear combination of z1, z2. Drop one of each set.")
    #expect(
      message {
        try ThreeStageLeastSquares().fit(
          klein.equations, instruments: Matrix(rows: 20, columns: 1, repeating: 1))
      } == "the instruments: 20 rows for 21 observations; give one row per observation.")
  }

  @Test func restrictionsAreChecked() {
    let unknown = CrossEquationRestriction([.init("firm1", "gdp")], equals: 0)
    #expect(
      message { try SUR().fit(firms, restrictions: [unknown]) }
        == "A restriction names the coefficient of gdp in the equation of firm1, which is not in the system.")
    let zero = CrossEquationRestriction([.init("firm1", "value1")], equals: 0)
    let sentence = "The restrictions repeat or contradict each other, or leave nothing to estimate; drop one."
    #expect(message { try SUR().fit(firms, restrictions: [zero, zero]) } == sentence)
    let all = firms[0].names.map { CrossEquationRestriction([.init("firm1", $0)], equals: 0) }
    #expect(message { try SUR().fit([firms[0]], restrictions: all) } == sentence)
  }

  @Test func identitiesAreChecked() {
    let further = klein.further
    #expect(
      message { try FIML().fit(klein.equations, identities: [klein.identities[0]], instruments: further) }
        == "profits: no equation or identity explains the endogenous regressor product; add one.")
    #expect(
      message {
        try FIML().fit(klein.equations, identities: Array(klein.identities.dropFirst()), instruments: further)
      } == "consumption: no equation or identity explains the endogenous regressor profits; add one.")
    let circular = [
      SystemIdentity("profits", combines: ["wages": 1]), SystemIdentity("wages", combines: ["profits": 1]),
      klein.identities[2],
    ]
    #expect(
      message { try FIML().fit(klein.equations, identities: circular, instruments: further) }
        == "The equations and identities do not determine the endogenous variables (the matrix of their "
        + "coefficients is singular); check the identities.")
  }

  @Test func testsThatDoNotApplySayWhy() throws {
    let sur = try SUR().fit(firms)
    #expect(
      try HansenSargan(sur).outcome
        == .notApplicable(
          reason: "not applicable, because it needs three-stage least squares and its weights"))
    let three = try ThreeStageLeastSquares().fit(klein.equations, instruments: klein.further)
    #expect(
      try CrossEquationLikelihoodRatio(three).outcome
        == .notApplicable(reason: "not applicable, because the system has endogenous regressors; use SUR"))
    #expect(
      message { try SUR(steps: .iterated(limit: 2)).fit(firms) }.hasPrefix(
        "Iterated SUR did not settle in 2 iterations (the last step was "))
  }
}
