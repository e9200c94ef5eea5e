import StructuralModels
import Testing
import TimeSeries

/// What must come out the same by two ways.
@Suite struct EstimationIdentityTests {
  private func fit(_ parameters: String, _ clauses: String) throws -> EquationFit {
    let text = """
      frequency annual
      variable cn
      exogenous p
      exogenous w1
      exogenous w2
      exogenous k
      exogenous g
      \(parameters)
      behavioral cn = a1 + a2*p + a3*p[-1] + a4*(w1 + w2)
      \(clauses)
      """
    return try #require(
      try ModelEstimation().fit(Model(ModelText(text)), to: Repository.kleinData()).equations.first)
  }

  private let all = "parameter a1, a2, a3, a4, r estimated"
  private static let methods = ["", "  instruments 1, p[-1], k[-1], w2, g, w1[-1]"]

  /// A ρ that is known equals one restricted to the same value.
  @Test(arguments: methods) func knownAutoregression(_ method: String) throws {
    let known = try fit("parameter a1, a2, a3, a4 estimated\nparameter r = 0.4", method + "\n  errors ar(r)")
    let restricted = try fit(all, method + "\n  errors ar(r)\n  restrict r = 0.4")
    #expect(known.names == ["a1", "a2", "a3", "a4"] && restricted.names.last == "r")
    #expect(abs((restricted.coefficients.last ?? 0) - 0.4) < 1e-14)
    #expect(known.degreesOfFreedom == restricted.degreesOfFreedom && known.n == 20)
    for j in 0..<4 {
      #expect(abs(known.coefficients[j] - restricted.coefficients[j]) < 1e-10)
      #expect(abs(known.standardErrors[j] - restricted.standardErrors[j]) < 1e-10)
    }
  }

  /// A restriction that the estimates meet anyway changes none of them, and standard errors only fall.
  @Test(arguments: methods) func restrictionWithoutForce(_ method: String) throws {
    for errors in ["", "  errors ar(r)"] {
      let free = try fit(all, "\(method)\n\(errors)")
      let sum = free.coefficients[1] + free.coefficients[2]
      let bound = try fit(all, "\(method)\n\(errors)\n  restrict a2 + a3 = \(sum)")
      for j in free.coefficients.indices {
        #expect(abs(free.coefficients[j] - bound.coefficients[j]) < 1e-9, "\(free.names[j])")
        // With instruments and lagged errors together the moments are not weighted for least variance.
        guard method.isEmpty || errors.isEmpty else { continue }
        let scaled = bound.standardErrors[j] * free.sigma / bound.sigma
        #expect(scaled <= free.standardErrors[j] * (1 + 1e-9))
      }
    }
  }

  /// ρ of zero leaves two-stage and least squares of the same periods.
  @Test(arguments: methods) func zeroAutoregression(_ method: String) throws {
    let zero = try fit("parameter a1, a2, a3, a4 estimated\nparameter r = 0", method + "\n  errors ar(r)")
    let none = try fit(all, method + "\n  sample 1922..1941")
    #expect(zero.periods == none.periods)
    for j in 0..<4 {
      #expect(abs(zero.coefficients[j] - none.coefficients[j]) < 1e-10)
      #expect(abs(zero.standardErrors[j] - none.standardErrors[j]) < 1e-10)
    }
  }

  /// The disturbances of an equation with autoregressive errors are what `ModelSolver` finds left over.
  @Test func disturbancesAreTheSolvers() throws {
    let text = """
      frequency annual
      variable cn
      exogenous p
      parameter a, b, r estimated
      behavioral cn = a + b*p
        errors ar(r)
      """
    let (model, data) = (try Model(ModelText(text)), try Repository.kleinData())
    let fit = try ModelEstimation().fit(model, to: data)
    let check = try ModelSolver(model, parameters: fit.parameters).residuals(
      over: .year(1921)...(.year(1941)), of: data)
    for (period, e) in zip(fit.equations[0].periods, fit.equations[0].residuals) {
      #expect(abs((check.residuals["cn"]?[period] ?? .nan) - e) < 1e-12)
    }
  }

  /// The standard deviation an equation names is σ̂ where it is to be estimated, and what the text says where not.
  @Test func deviations() throws {
    func parameters(_ declaration: String) throws -> ([String: Double], EquationFit) {
      let text =
        "frequency annual\nvariable cn\nexogenous p\nparameter a, b estimated\nparameter s \(declaration)\n"
      let model = try Model(ModelText(text + "behavioral cn = a + b*p\n  errors sd(s)"))
      let fit = try ModelEstimation().fit(model, to: Repository.kleinData())
      return (fit.parameters, fit.equations[0])
    }
    let (estimated, fit) = try parameters("estimated")
    #expect(estimated["s"] == fit.sigma && fit.names == ["a", "b"])
    #expect(try parameters("= 2").0["s"] == 2)
  }
}
