import Regression
import StructuralModels
import Testing
import TimeSeries

/// Priors combined with data; numbers in `CombinationTests`, identities here.
@Suite struct PriorTests {
  private func fit(_ a2: String, _ clauses: String = "", _ estimation: ModelEstimation = .init()) throws
    -> EquationFit
  {
    let text = try Repository.text("Models/klein.model").replacing(
      "parameter a1, a2, a3, a4 estimated", with: "parameter a1, a3, a4 estimated\nparameter a2 \(a2)"
    ).replacing("a4*(w1 + w2)\n", with: "a4*(w1 + w2)\n\(clauses)")
    let fit = try estimation.fit(Model(ModelText(text)), to: Repository.kleinData())
    return try #require(fit.equation("cn"))
  }

  /// A prior that says nothing leaves the data's estimates; one that is certain leaves itself; both are told.
  @Test func limits() throws {
    let data = try fit("estimated")
    #expect(data.priors.isEmpty)
    let vague = try fit("~ normal(5, 1e8) estimated")
    let certain = try fit("~ normal(0.5, 1e-9) estimated")
    for j in 0..<4 {
      #expect(abs(vague.coefficients[j] - data.coefficients[j]) < 1e-8)
      #expect(abs(vague.standardErrors[j] - data.standardErrors[j]) < 1e-8)
    }
    let position = try #require(certain.names.firstIndex(of: "a2"))
    #expect(abs(certain.coefficients[position] - 0.5) < 1e-12 && certain.standardErrors[position] < 1.1e-9)
    let prior = try #require(certain.priors.first)
    #expect(prior.parameter == "a2" && prior.mean == 0.5 && prior.data == data.coefficients[position])
    #expect(prior.dataStandardError == data.standardErrors[position])
    #expect(certain.sigma == data.sigma && certain.inferenceDegreesOfFreedom == nil)
    #expect(prior.message.en.hasPrefix("a2 combines the prior normal(0.5, 1e-09) with the data's 0.19293"))
  }

  /// With one coefficient the estimate is the mean of both, weighed by precision.
  @Test func precisionWeights() throws {
    let model = try Model(
      ModelText(
        "frequency annual\nvariable w2\nexogenous time\nparameter b ~ normal(0.5, 0.02) estimated\nbehavioral w2 = 5 + b*time"
      ))
    let fit = try #require(try ModelEstimation().fit(model, to: Repository.kleinData()).equations.first)
    let prior = try #require(fit.priors.first)
    let (p, q) = (1 / (0.02 * 0.02), 1 / (prior.dataStandardError * prior.dataStandardError))
    #expect(abs(fit.coefficients[0] - (0.5 * p + prior.data * q) / (p + q)) < 1e-12)
    #expect(abs(fit.standardErrors[0] - (1 / (p + q)).squareRoot()) < 1e-12)
  }

  private func refusal(_ body: () throws -> EquationFit) -> String {
    do {
      _ = try body()
      return "nothing thrown"
    } catch { return "\(error)" }
  }

  @Test func refusals() throws {
    #expect(
      refusal { try fit("~ student(0.5, 0.1, 5) estimated") }.hasPrefix(
        "equation cn: the prior student(0.5, 0.1, 5) of a2 cannot be combined with data"))
    #expect(
      refusal { try fit("~ normal(0.5, 0.1) estimated", "  instruments 1, p[-1], k[-1], w2, g\n") }.hasPrefix(
        "equation cn: priors cannot be combined with method iv"))
    #expect(
      refusal { try fit("~ normal(0.5, 0.1) estimated", "", ModelEstimation(covariance: .hc1)) }.hasPrefix(
        "equation cn: priors cannot be combined with HC1"))
  }
}
