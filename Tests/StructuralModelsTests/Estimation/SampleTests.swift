import StructuralModels
import Testing
import TimeSeries

/// Which periods an equation is estimated with, and what is said of the others.
@Suite struct SampleTests {
  private func model(_ clauses: String = "", right: String = "a + b*x + c*z[-2]") throws -> Model {
    try Model(
      ModelText(
        "frequency annual\nvariable y\nexogenous x\nexogenous z\nparameter a, b, c, r estimated\nbehavioral y = \(right)\n\(clauses)"
      ))
  }

  private func series(_ first: Int, _ last: Int, missing: Set<Int> = [], _ f: (Double) -> Double) -> Series {
    Series(
      start: .year(first), values: (first...last).map { missing.contains($0) ? nil : f(Double($0 - 2000)) },
      unit: .ratio, basis: .notApplicable)
  }

  /// y ends in 2015, x in 2018, z in 2017 and has a hole in 2005.
  private var data: ModelData {
    ModelData([
      "y": series(1990, 2015) { 3 + $0 + ($0 * $0 * 7).truncatingRemainder(dividingBy: 5) },
      "x": series(1992, 2018) { ($0 * 3).truncatingRemainder(dividingBy: 7) },
      "z": series(1991, 2017, missing: [2005]) { ($0 * $0).truncatingRemainder(dividingBy: 11) },
    ])
  }

  private func years(_ fit: EquationFit) -> [Int] { fit.periods.map(\.year) }

  /// 1993 is the first year with z two years before; 2007 needs z of 2005.
  @Test func holesAndEnds() throws {
    let fit = try #require(try ModelEstimation().fit(model(), to: data).equations.first)
    #expect(years(fit) == Array(1993...2006) + Array(2008...2015))
    #expect(fit.unused.map(\.span) == [.year(2007)...(.year(2007))] && fit.unused.map(\.missing) == [["z"]])
    #expect(fit.durbinWatson == nil)
    #expect(fit.disturbances?[.year(2007)] == nil && fit.disturbances?[.year(2008)] != nil)
  }

  /// A lag of the errors needs both sides a year before: 2008 goes too, and 1993.
  @Test func autoregressiveErrorsWithHoles() throws {
    let fit = try #require(try ModelEstimation().fit(model("errors ar(r)"), to: data).equations.first)
    #expect(years(fit) == Array(1994...2006) + Array(2009...2015))
  }

  /// With data in full the hole leaves the same estimates as a dummy variable for its year (its disturbance is then zero).
  @Test func holeEqualsDummy() throws {
    var whole = data
    whole["z"] = series(1991, 2017) { ($0 * $0).truncatingRemainder(dividingBy: 11) }
    whole["d"] = series(1990, 2018) { $0 == 7 ? 1 : 0 }
    let dummy = try Model(
      ModelText(
        "frequency annual\nvariable y\nexogenous x\nexogenous z\nexogenous d\nparameter a, b, c, e estimated\n"
          + "behavioral y = a + b*x + c*z[-2] + e*d"))
    let holed = try #require(try ModelEstimation().fit(model(), to: data).equations.first)
    let full = try #require(try ModelEstimation().fit(dummy, to: whole).equations.first)
    for j in 0..<3 {
      #expect(abs(holed.coefficients[j] - full.coefficients[j]) < 1e-12)
      #expect(abs(holed.standardErrors[j] - full.standardErrors[j]) < 1e-12)
    }
  }

  /// A sample beyond the data is told in both languages, and estimated on what there is.
  @Test func sampleBeyondData() throws {
    let fit = try #require(
      try ModelEstimation().fit(model("sample 1990..2020"), to: data).equations.first)
    #expect(years(fit) == Array(1993...2006) + Array(2008...2015))
    #expect(
      fit.unused.map(\.message.en) == [
        "1990–1991 are not used: values of x, z that it needs are missing",
        "1992 is not used: values of z that it needs are missing",
        "2007 is not used: values of z that it needs are missing",
        "2016–2018 are not used: values of y that it needs are missing",
        "2019 is not used: values of y, x that it needs are missing",
        "2020 is not used: values of y, x, z that it needs are missing",
      ])
    #expect(fit.unused.first?.message.zh == "1990–1991 未使用：所需的 x、z 有缺失值")
  }

  @Test func sampleOutsideData() throws {
    let error = #expect(throws: EstimationErrors.self) {
      _ = try ModelEstimation().fit(model("sample 2017..2030"), to: data)
    }
    #expect(
      error?.message.en.hasPrefix(
        "equation y: 0 periods with all values are too few for 3 parameters; give more data or a longer sample; 2017–2018 are not used: values of y"
      ) == true)
    #expect(error?.message.zh.hasPrefix("方程 y：数据齐全的只有0期") == true)
  }

  private func refusal(_ model: @autoclosure () throws -> Model, _ estimation: ModelEstimation = .init())
    -> String
  {
    do {
      _ = try estimation.fit(model(), to: data)
      return "nothing thrown"
    } catch { return "\(error)" }
  }

  @Test func refusals() throws {
    #expect(
      refusal(try model(), ModelEstimation(sample: .quarter(2000, 1)...(.quarter(2010, 4))))
        == "equation y: sample 2000Q1..2010Q4 counts in quarters, the model in years")
    #expect(
      refusal(try model(), ModelEstimation(covariance: .hac()))
        == "equation y: a value is missing before 2008, and standard errors for autocorrelation need periods without gaps; fill it, shorten the sample or choose others"
    )
    #expect(
      refusal(try model(right: "a + b*log(x - 3)")).hasPrefix("equation y: it has no value in 1992 though"))
    #expect(
      refusal(try model("instruments 1, x", right: "a + b*x + c*z"))
        == "equation y: 2 instruments are fewer than 3 coefficients; add instruments")
    #expect(
      refusal(try model("instruments 1, x, 2*x, z[-1]\n  errors ar(r)", right: "a + b*x + c*z")).hasPrefix(
        "equation y: instruments "))
    #expect(
      refusal(try model("restrict b + r = 1"))
        == "equation y: parameter r of its clauses is not in the equation, or is not to be estimated")
  }

  /// Ten lags on a line are two free coefficients, so that eight periods do.
  @Test func restrictionsFreePeriods() throws {
    let names = (0..<10).map { "l\($0)" }
    let lags = names.enumerated().map { "\($1)*x[-\($0 + 1)]" }.joined(separator: " + ")
    let text =
      "frequency annual\nvariable y\nexogenous x\nparameter a, \(names.joined(separator: ", ")) estimated\n"
      + "behavioral y = a + \(lags)\n  sample 2004..2011\n  pdl \(names.joined(separator: ", ")) degree 1"
    let fit = try #require(try ModelEstimation().fit(Model(ModelText(text)), to: data).equations.first)
    #expect(fit.n == 8 && fit.degreesOfFreedom == 5)
    let l = fit.names.indices.filter { fit.names[$0] != "a" }.map { fit.coefficients[$0] }
    for i in 0..<8 { #expect(abs(l[i + 2] - 2 * l[i + 1] + l[i]) < 1e-12) }
  }
}
