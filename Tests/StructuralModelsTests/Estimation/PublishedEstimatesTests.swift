import StructuralModels
import Testing
import TimeSeries

/// The modified Klein model of the manual of R's package bimets 3.0 (A. Luciani, ESTIMATE.Rd, example): restrictions,
/// polynomial lags and autoregressive errors, to the digits printed there.
@Suite struct PublishedEstimatesTests {
  private func fit(_ left: String, _ parameters: String, _ lines: String) throws -> EquationFit {
    let others = ["cn", "g", "i", "k", "p", "w1", "y", "t", "time", "w2"].filter { $0 != left }
    let text =
      "frequency annual\nvariable \(left)\n" + others.map { "exogenous \($0)\n" }.joined()
      + "parameter \(parameters) estimated\nbehavioral \(left) = \(lines)"
    return try #require(
      try ModelEstimation().fit(Model(ModelText(text)), to: Repository.kleinData()).equations.first)
  }

  private func expect(_ fit: EquationFit, _ published: [(value: Double, statistic: Double?)]) {
    for (j, (value, statistic)) in published.enumerated() {
      #expect(abs(fit.coefficients[j] - value) <= 1e-6 * max(abs(value), 0.01), "\(fit.names[j])")
      if let statistic {
        #expect(abs(fit.statistics[j] - statistic) <= 2e-6 * abs(statistic), "t of \(fit.names[j])")
      }
    }
  }

  @Test func restriction() throws {
    let fit = try fit(
      "i", "b1, b2, b3, b4", "b1 + b2*p + b3*p[-1] + b4*k[-1]\n  sample 1923..1941\n  restrict b2 + b3 = 1")
    expect(
      fit,
      [
        (2.868104, 0.3265098), (0.5787626, 4.456542), (0.4212374, 3.243579), (-0.09160307, -2.11748),
      ])
    #expect(fit.n == 19 && fit.inferenceDegreesOfFreedom == 16)
    #expect(abs(fit.sigma - 1.293368) < 1e-6 && abs(fit.residualSumOfSquares - 26.76483) < 1e-5)
    #expect(abs((fit.durbinWatson ?? 0) - 1.173106) < 1e-6 && abs((fit.rSquared ?? 0) - 0.8928283) < 1e-7)
  }

  @Test func polynomialLag() throws {
    let v = "(y + t - w2)"
    let fit = try fit(
      "w1", "c1, c2, d1, d2, d3, c4",
      "c1 + c2*\(v) + d1*\(v)[-1] + d2*\(v)[-2] + d3*\(v)[-3] + c4*time\n  sample 1925..1941\n  pdl d1, d2, d3 degree 1"
    )
    expect(
      fit,
      [
        (1.12869024, 0.6479266), (0.43987666, 12.01268), (0.10768118, 2.513586), (0.05074557, 3.930015),
        (-0.00619005, -0.1990055), (0.13682057, 3.373905),
      ])
    #expect(fit.n == 17 && fit.inferenceDegreesOfFreedom == 12)
    #expect(abs(fit.sigma - 0.7298805) < 1e-7 && abs((fit.durbinWatson ?? 0) - 2.174168) < 1e-6)
  }

  @Test func instrumentsWithRestriction() throws {
    let fit = try fit(
      "i", "b1, b2, b3, b4",
      "b1 + b2*p + b3*p[-1] + b4*k[-1]\n  sample 1923..1941\n  restrict b2 + b3 = 1\n"
        + "  instruments 1, w2[-1], w1[-1]*3.14159265358979 + 0.5, exp(w2)")
    expect(
      fit,
      [
        (34.517544, 1.264388), (0.3216326, 0.8648297), (0.6783672, 1.824043), (-0.2475568, -1.842520),
      ])
    #expect(abs(fit.sigma - 1.741152) < 1e-6 && fit.inferenceDegreesOfFreedom == 16)
  }

  /// The published rounds end once ρ moves by less than a percent or so; continued they end here, at a smaller Σe². Periods and
  /// degrees of freedom are counted alike: 17 disturbances less four coefficients and two ρ.
  @Test func autoregressiveErrors() throws {
    let fit = try fit(
      "cn", "a1, a2, a3, a4, r1, r2",
      "a1 + a2*p + a3*p[-1] + a4*(w1 + w2)\n  sample 1925..1941\n  errors ar(r1, r2)")
    let published = [19.01352476, 0.34428157, 0.03443117, 0.69939052, 0.057431312, 0.007785936]
    #expect(zip(fit.coefficients, published).allSatisfy { abs($0 - $1) < 0.01 || abs($0 - $1) < 0.002 * $1 })
    #expect(fit.n == 17 && fit.inferenceDegreesOfFreedom == 11)
    #expect(fit.residualSumOfSquares < 9.273455 && fit.residualSumOfSquares > 9.273)
  }
}
