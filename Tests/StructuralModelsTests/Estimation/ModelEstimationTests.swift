import LinearAlgebra
import Regression
import StructuralModels
import Testing
import TimeSeries

@Suite struct ModelEstimationTests {
  private func expect(_ fit: ModelEstimation.Fit, equals file: String) throws {
    let reference = try Repository.estimates("Tests/References/klein/\(file)")
    #expect(fit.equations.map(\.equation) == ["cn", "i", "w1"])
    for equation in fit.equations {
      for (j, name) in equation.names.enumerated() {
        let expected = try #require(reference["\(equation.equation).\(name)"])
        let error = try #require(expected.error)
        #expect(abs(equation.coefficients[j] - expected.value) <= 1e-10, "\(name)")
        #expect(abs(equation.standardErrors[j] - error) <= 1e-10, "se of \(name)")
      }
      let statistics: [(String, Double?)] = [
        ("StandardErrorRegression", equation.sigma), ("RSquared", equation.rSquared),
        ("DurbinWatson", equation.durbinWatson), ("SumSquaresResiduals", equation.residualSumOfSquares),
        ("DegreesOfFreedom", equation.inferenceDegreesOfFreedom.map(Double.init)),
        ("ObservationsCount", Double(equation.n)),
      ]
      for (name, value) in statistics {
        let expected = try #require(reference["\(equation.equation).stat.\(name)"]).value
        #expect(
          abs(try #require(value) - expected) <= 1e-10 * max(1, expected), "\(equation.equation) \(name)")
      }
    }
  }

  @Test func kleinLeastSquares() throws {
    let fit = try ModelEstimation().fit(Repository.model("klein"), to: Repository.kleinData())
    try expect(fit, equals: "klein_estimate.csv")
  }

  /// The constant first, as an instrument of its own.
  @Test func kleinTwoStages() throws {
    let clause = "\n  method iv\n  instruments 1, p[-1], k[-1], (y + t - w2)[-1], w2, g, t, time\n"
    let text = try Repository.text("Models/klein.model").replacing(
      "\n  sample 1921..1941\n", with: "\n  sample 1921..1941" + clause)
    let fit = try ModelEstimation().fit(Model(ModelText(text)), to: Repository.kleinData())
    #expect(fit.equations.allSatisfy { $0.method == .iv })
    try expect(fit, equals: "klein_2sls_estimate.csv")
  }

  /// Without a sample clause each equation takes the periods it has all values for: 1921–1941 with one lag.
  @Test func trimming() throws {
    let text = try Repository.text("Models/klein.model").replacing("  sample 1921..1941\n", with: "")
    let fit = try ModelEstimation().fit(Model(ModelText(text)), to: Repository.kleinData())
    #expect(fit.equations.allSatisfy { $0.periods == Array(Period.year(1921)...Period.year(1941)) })
    try expect(fit, equals: "klein_estimate.csv")
  }

  private func simple(_ lines: String, parameters: String = "a, b0, b1, b2, b3 estimated") throws -> Model {
    try Model(
      ModelText("frequency annual\nvariable y\nexogenous x\nparameter \(parameters)\n\(lines)"))
  }

  /// Deterministic, irregular numbers.
  private func data(_ n: Int = 40) -> ModelData {
    var state: UInt64 = 3
    let draws = (0..<2 * n).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / 16_777_216
    }
    let x = Array(draws[..<n])
    let y = zip(x, draws[n...]).map { 1 + $0 + $1 }
    return ModelData([
      "x": Series(start: .year(1950), values: x, unit: .ratio, basis: .notApplicable),
      "y": Series(start: .year(1950), values: y, unit: .ratio, basis: .notApplicable),
    ])
  }

  private let lags = "behavioral y = a + b0*x + b1*x[-1] + b2*x[-2] + b3*x[-3]\n"

  /// Polynomial lags equal the estimator made for them.
  @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
  func polynomialLags(_ near: Bool, _ far: Bool) throws {
    let ends = (near ? " near" : "") + (far ? " far" : "")
    let model = try simple(lags + "  pdl b0, b1, b2, b3 degree 2\(ends)")
    let fit = try ModelEstimation().fit(model, to: data())
    let b = fit.equations[0].coefficients
    let points = (near ? [0] : []) + b[1...] + (far ? [0] : [])
    for i in 0..<points.count - 3 {
      let third = points[i + 3] - 3 * points[i + 2] + 3 * points[i + 1] - points[i]
      #expect(abs(third) < 1e-12)
    }
    #expect(fit.equations[0].inferenceDegreesOfFreedom == 37 - 5 + points.count - 3)
  }

  /// A restriction that replaces a parameter equals the equation with it replaced.
  @Test func restrictions() throws {
    let restricted = try ModelEstimation().fit(
      simple(
        "behavioral y = a + b0*x + b1*x[-1]\n  restrict b0 + 2*b1 = 1.5", parameters: "a, b0, b1 estimated"),
      to: data())
    let replaced = try ModelEstimation().fit(
      simple("behavioral y = a + (1.5 - 2*b1)*x + b1*x[-1]", parameters: "a, b1 estimated"), to: data())
    let (r, s) = (restricted.equations[0], replaced.equations[0])
    #expect(
      abs(r.coefficients[0] - s.coefficients[0]) < 1e-12 && abs(r.coefficients[2] - s.coefficients[1]) < 1e-12
    )
    #expect(abs(r.coefficients[1] + 2 * r.coefficients[2] - 1.5) < 1e-12)
    #expect(abs(r.standardErrors[2] - s.standardErrors[1]) < 1e-12)
  }

  /// Nonlinear least squares of an equation that is linear after all: the same estimates.
  @Test func nonlinear() throws {
    let linear = try ModelEstimation().fit(
      simple("behavioral y = a + b0*x", parameters: "a, b0 estimated"), to: data())
    let curved = try ModelEstimation().fit(
      simple("behavioral y = a + exp(b0)*x", parameters: "a, b0 = 0.1 estimated"), to: data())
    #expect(curved.equations[0].method == .nls)
    let slope = linear.parameters["b0"] ?? .nan
    #expect(slope > 0)
    #expect(abs(_exp(curved.parameters["b0"] ?? .nan) - slope) < 1e-9)
    #expect(abs((curved.parameters["a"] ?? .nan) - (linear.parameters["a"] ?? .nan)) < 1e-9)
  }

  private func _exp(_ x: Double) -> Double { Dual.exp(Dual(x)).value }

  /// Autoregressive errors: estimates are those of the estimator by itself, and its parameter is the equation's.
  @Test func autoregressiveErrors() throws {
    let model = try simple(
      "behavioral y = a + b0*x\n  errors ar(rho)", parameters: "a, b0, rho estimated")
    let data = data()
    let fit = try ModelEstimation().fit(model, to: data)
    let values = { (name: String) in data[name]?.values.compactMap { $0 } ?? [] }
    let direct = try AutoregressiveErrors(order: 1, method: .cochraneOrcutt).fit(
      values("y"), on: Matrix(columns: [values("x").map { _ in 1 }, values("x")]))
    #expect(fit.equations[0].names == ["a", "b0", "rho"])
    for (ours, theirs) in zip(fit.equations[0].coefficients, direct.coefficients + direct.phi) {
      #expect(abs(ours - theirs) < 1e-11)
    }
    #expect(fit.equations[0].periods.first == .year(1951))
    let solver = try ModelSolver(model, parameters: fit.parameters)
    let check = try solver.residuals(over: .year(1951)...(.year(1989)), of: data)
    let innovations = check.residuals["y"]?.values.compactMap { $0 } ?? []
    #expect(innovations.count == direct.innovations.count)
    #expect(zip(innovations, direct.innovations).allSatisfy { abs($0 - $1) < 1e-11 })
  }

  @Test func allErrorsAtOnce() throws {
    let model = try Model(
      ModelText(
        """
        frequency annual
        variable y
        variable u
        variable v
        variable w
        exogenous x
        exogenous z
        parameter a, b, c, d, f, g, h estimated
        behavioral y = a + b*x
          sample 1951..1952
        behavioral u = a*z
        behavioral v = c^2*x
          method ols
        behavioral w = log(d)*x + f
        """))
    let series = data()["x"]
    var data = data()
    data["v"] = series
    data["w"] = series
    let error = #expect(throws: EstimationErrors.self) { _ = try ModelEstimation().fit(model, to: data) }
    #expect(
      error?.description == """
        equation y: 2 periods with all values are too few for 2 parameters; give more data or a longer sample
        equation u: no data for u, z
        equation v: its parameters do not enter linearly, so ols cannot estimate them; write “method nls”
        equation w: nonlinear least squares starts from values; write “parameter d = 0.5 estimated”
        """)
  }
}
