import Regression
import StructuralModels
import Testing
import TimeSeries

/// Equations of a model estimated together, through the model's text alone.
@Suite struct SystemEstimationTests {
  /// Klein's parameters in the order of Tests/References/gretl/klein.inp: exogenous regressors first.
  private static let order = ["a1", "a3", "a2", "a4", "b1", "b3", "b4", "b2", "c1", "c3", "c4", "c2"]
  private static let instruments = "  instruments 1, p[-1], k[-1], (y + t - w2)[-1], w2, g, t, time\n"

  private func reference(_ file: String, _ key: String, _ quantity: String) throws -> [Double] {
    try Repository.text("Tests/References/\(file)").split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }.filter { $0[0] == key && $0[1] == quantity }.compactMap { Double($0[3]) }
  }

  private func expect(
    _ fit: ModelEstimation.Fit, _ file: String, _ key: String, errors quantity: String,
    within tolerance: Double
  ) throws {
    let values = Dictionary(
      uniqueKeysWithValues: fit.equations.flatMap { zip($0.names, zip($0.coefficients, $0.standardErrors)) })
    let coefficients = try reference(file, key, "coefficient")
    let errors = try reference(file, key, quantity)
    #expect(coefficients.count == 12 && errors.count == 12)
    for (j, name) in Self.order.enumerated() {
      let ours = try #require(values[name])
      #expect(abs(ours.0 - coefficients[j]) <= tolerance * max(1, abs(coefficients[j])), "\(name): \(ours.0)")
      #expect(abs(ours.1 - errors[j]) <= tolerance * max(1, abs(errors[j])), "se of \(name): \(ours.1)")
      #expect(fit.parameters[name] == ours.0)
    }
    #expect(fit.systems.count == 1)
  }

  /// gretl 2022c, Tests/References/gretl/klein.inp. Without instruments named they are the model's exogenous variables beside the
  /// regressors without current explained variables: the same eight.
  @Test(arguments: [false, true]) func threeStages(_ named: Bool) throws {
    var text = try Repository.text("Models/klein.model")
    if named {
      text = text.replacing("  sample 1921..1941\n", with: "  sample 1921..1941\n\(Self.instruments)")
    }
    let fit = try ModelEstimation(system: .threeStage()).fit(
      Model(ModelText(text)), to: Repository.kleinData())
    try expect(fit, "gretl/klein.csv", "klein/3sls", errors: "standardError", within: 1e-9)
  }

  /// 50-digit arithmetic, Tests/References/mpmath/klein_fiml.py.
  @Test func maximumLikelihood() throws {
    let fit = try ModelEstimation(system: .maximumLikelihood(.predicted)).fit(
      Repository.model("klein"), to: Repository.kleinData())
    try expect(
      fit, "mpmath/klein_fiml.csv", "klein/fiml", errors: "predictedStandardError", within: 1e-9)
    #expect(fit.systems[0].logLikelihood != nil)
  }

  /// Seemingly unrelated regressions of equations with the same regressors are least squares (Zellner 1962).
  @Test func sameRegressors() throws {
    let text = """
      frequency annual
      variable cn
      variable i
      exogenous g
      exogenous t
      parameter a, b, c, d, e, f estimated
      behavioral cn = a + b*g + c*t
      behavioral i = d + e*g + f*t
      """
    let model = try Model(ModelText(text))
    let (one, two) = (
      try ModelEstimation(system: .seeminglyUnrelated()).fit(model, to: Repository.kleinData()),
      try ModelEstimation().fit(model, to: Repository.kleinData())
    )
    for name in ["a", "b", "c", "d", "e", "f"] {
      #expect(abs((one.parameters[name] ?? 0) - (two.parameters[name] ?? 1)) < 1e-11, "\(name)")
    }
    #expect(one.systems.count == 1 && two.systems.isEmpty)
  }

  /// One parameter in two equations: least squares of both stacked, here by hand as one equation over twice the periods.
  @Test func commonParameter() throws {
    let text = """
      frequency annual
      variable cn
      variable i
      variable w2
      exogenous g
      exogenous t
      exogenous time
      parameter a, b, c, d, e, f estimated
      behavioral cn = a + b*g + c*t
      behavioral i = d + b*t + e*time
      behavioral w2 = f*g
      """
    let data = try Repository.kleinData()
    let fit = try ModelEstimation().fit(Model(ModelText(text)), to: data)
    #expect(fit.equations.map(\.equation) == ["cn", "i", "w2"] && fit.systems.count == 1)
    func values(_ name: String) throws -> [Double] {
      try (1921...1941).map { try #require(data[name]?[.year($0)]) }
    }
    let years = Period.year(1921)...Period.year(1962)
    func stacked(_ above: [Double], _ below: [Double]) -> Series {
      Series(start: years.lowerBound, values: above + below, unit: .ratio, basis: .notApplicable)
    }
    let (zero, one) = ([Double](repeating: 0, count: 21), [Double](repeating: 1, count: 21))
    let both = ModelData([
      "y": stacked(try values("cn"), try values("i")), "xa": stacked(one, zero),
      "xb": stacked(try values("g"), try values("t")), "xc": stacked(try values("t"), zero),
      "xd": stacked(zero, one), "xe": stacked(zero, try values("time")),
    ])
    let hand = try ModelEstimation().fit(
      Model(
        ModelText(
          """
          frequency annual
          variable y
          exogenous xa
          exogenous xb
          exogenous xc
          exogenous xd
          exogenous xe
          parameter a, b, c, d, e estimated
          behavioral y = a*xa + b*xb + c*xc + d*xd + e*xe
          """)), to: both)
    for name in ["a", "b", "c", "d", "e"] {
      let (ours, theirs) = (fit.parameters[name] ?? .nan, hand.parameters[name] ?? .nan)
      #expect(abs(ours - theirs) < 1e-10, "\(name): \(ours) instead of \(theirs)")
    }
    let alone = try ModelEstimation().fit(
      Model(
        ModelText("frequency annual\nvariable w2\nexogenous g\nparameter f estimated\nbehavioral w2 = f*g")),
      to: data)
    #expect(fit.parameters["f"] == alone.parameters["f"])
  }

  @Test func refusals() throws {
    let text = """
      frequency annual
      variable cn
      variable i
      exogenous g
      parameter a, b, c, r estimated
      behavioral cn = a + b*g
        errors ar(r)
      behavioral i = c + b*g
      """
    let error = #expect(throws: EstimationErrors.self) {
      _ = try ModelEstimation().fit(Model(ModelText(text)), to: Repository.kleinData())
    }
    #expect(
      error?.description
        == "equation cn: it has autoregressive errors, and a parameter in several equations cannot allow for that; estimate the equations separately"
    )
  }
}
