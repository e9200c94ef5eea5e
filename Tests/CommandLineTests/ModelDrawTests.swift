import Foundation
import Testing

/// `outturn model simulate`, `target` with costs and bounds, `import`.
@Suite struct ModelDrawTests {
  struct Simulated: Decodable {
    struct Quantile: Decodable {
      var probability: Double
      var values: [Double?]
    }
    struct Variable: Decodable {
      var name: String
      var deterministic: [Double?]
      var mean: [Double?]
      var standardDeviation: [Double?]
      var monteCarloError: [Double?]
      var quantiles: [Quantile]
    }
    struct Failure: Decodable {
      var period: String
      var reason: String
      var draws: Int
    }
    var format: String
    var draws: Int
    var failed: Int
    var failures: [Failure]
    var periods: [String]
    var variables: [Variable]
  }

  static let forecast =
    [
      "simulate", ModelWorkshop.klein, "--fit", "--forecast", "--from", "1941", "--to", "1944", "--extend",
      "g,w2,t=constant", "--extend", "time=linear",
    ] + ModelWorkshop.data

  /// Klein’s model is linear: means are the deterministic forecast within four Monte-Carlo errors, and medians lie between the quantiles.
  @Test(arguments: [["--disturbances", "normal"], ["--disturbances", "bootstrap"], []])
  func meansAreTheForecast(design: [String]) throws {
    let found = try ModelWorkshop.document(Simulated.self, Self.forecast + ["--draws", "4000"] + design)
    #expect(found.format == "outturn-model-simulate/1" && found.draws == 4000 && found.failed == 0)
    #expect(found.periods == ["1941", "1942", "1943", "1944"])
    let wanted = ModelWorkshop.table(try ModelWorkshop.reference("klein_forecast_1941_1944.csv"))
    for variable in found.variables {
      for (t, year) in found.periods.enumerated() {
        let value = try #require(wanted[variable.name]?[year])
        let (mean, error) = (try #require(variable.mean[t]), try #require(variable.monteCarloError[t]))
        #expect(abs((variable.deterministic[t] ?? .nan) - value) < 1e-8)
        #expect(error > 0 && abs(mean - value) < 4 * error, "\(variable.name) \(year): \(mean) ± \(error)")
        let fan = variable.quantiles.map { $0.values[t] ?? .nan }
        #expect(fan.count == 5 && fan == fan.sorted())
      }
    }
  }

  @Test func threadsChangeNothing() throws {
    let one = try ModelWorkshop.output(Self.forecast + ["--threads", "1", "--csv"])
    #expect(one == (try ModelWorkshop.output(Self.forecast + ["--threads", "3", "--csv"])))
    #expect(one != (try ModelWorkshop.output(Self.forecast + ["--seed", "2", "--csv"])))
    #expect(
      one.hasPrefix("variable,period,deterministic,mean,sd,mc_error,q0.05,q0.25,q0.5,q0.75,q0.95\ncn,1941,"))
  }

  /// Uncertain coefficients widen every fan.
  @Test func coefficientsAddUncertainty() throws {
    let fixed = try ModelWorkshop.document(Simulated.self, Self.forecast)
    let drawn = try ModelWorkshop.document(Simulated.self, Self.forecast + ["--draw-coefficients"])
    for (a, b) in zip(fixed.variables, drawn.variables) {
      let narrow = try #require(a.standardDeviation[3])
      let wide = try #require(b.standardDeviation[3])
      #expect(wide > narrow, "\(a.name)")
    }
  }

  /// Disturbances of one’s own: each draw is the simulation with them as add-factors.
  @Test func aMatrixOfDisturbances() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("draw,period,cn\n1,1940,1\n1,1941,0\n2,1940,3\n2,1941,0\n", to: "draws.csv")
    try folder.write("period,cn\n1940,2\n1941,0\n", to: "add.csv")
    let spans = ["--fit", "--from", "1940", "--to", "1941"] + ModelWorkshop.data
    let found = try ModelWorkshop.document(
      Simulated.self,
      ["simulate", ModelWorkshop.klein, "--matrix", "draws.csv", "--draws", "2"] + spans, in: folder)
    let middle = try ModelWorkshop.output(
      ["solve", ModelWorkshop.klein, "--add", "add.csv", "--csv"] + spans, in: folder)
    let table = ModelWorkshop.table(middle)
    for variable in found.variables {
      for (t, year) in found.periods.enumerated() {
        let value = try #require(table[variable.name]?[year])
        #expect(abs((variable.mean[t] ?? .nan) - value) < 1e-9, "\(variable.name) \(year)")
      }
    }
    let short = try ModelWorkshop.run(
      ["simulate", ModelWorkshop.klein, "--matrix", "draws.csv", "--draws", "3"] + spans, in: folder)
    #expect(short.code == 2 && short.err.contains("there is no disturbance for draw 3 in 1940"))
  }

  /// √(x) with a disturbance below −x has no value: the draws are told and are in no other number.
  @Test func failedDrawsAreTold() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(
      """
      frequency annual
      variable y
      variable r
      exogenous z
      shock e ~ normal(0, 1)
      identity y = z + e
      identity r = log(y)

      """, to: "m.model")
    try folder.write("year,z\n2019,1\n2020,1\n", to: "data.csv")
    let arguments = ["simulate", "m.model", "--data", "data.csv", "--disturbances", "none"]
    let found = try ModelWorkshop.document(Simulated.self, arguments, in: folder)
    // P(e < −1) = 0.1587 in either year: 0.2922 in all, ± 4 · 0.0144.
    #expect(abs(Double(found.failed) / 1000 - 0.2922) < 0.0576)
    #expect(found.failures.reduce(0) { $0 + $1.draws } == found.failed)
    let text = try ModelWorkshop.output(arguments, in: folder)
    #expect(text.contains("\(found.failed) of 1,000 draws found no solution and are left out: "))
  }

  // MARK: Least effort

  struct Targeted: Decodable {
    struct Target: Decodable {
      var variable: String
      var reached: Double
      var shadowPrice: Double?
    }
    struct Limit: Decodable {
      var instrument: String
      var value: Double
    }
    struct Column: Decodable {
      var name: String
      var values: [Double?]
    }
    var method: String
    var cost: Double?
    var targets: [Target]
    var limits: [Limit]
    var instruments: [Column]
    var before: [Column]
  }

  static let target =
    ["target", ModelWorkshop.klein, "--fit", "--from", "1940", "--to", "1941"] + ModelWorkshop.data

  /// One target in one period, linear model: deviations are W⁻¹Mᵀ(MW⁻¹Mᵀ)⁻¹ times the gap, M the multipliers.
  @Test func leastEffortIsTheClosedForm() throws {
    let found = try ModelWorkshop.document(
      Targeted.self, Self.target + ["--target", "y=100@1941", "--instruments", "g,w2", "--weight", "w2=4"])
    #expect(found.method == "leastEffort")
    var (slopes, weights): ([Double], [Double]) = ([], [])
    for origin in ["1940", "1941"] {
      let out = try ModelWorkshop.output(
        [
          "multipliers", ModelWorkshop.klein, "--fit", "--from", "1940", "--to", "1941", "--at", origin,
          "--of", "g,w2", "--on", "y", "--csv",
        ] + ModelWorkshop.data)
      for line in out.split(separator: "\n") where line.contains(",1941,") {
        slopes.append(try #require(Double(line.split(separator: ",")[2])))
        weights.append(line.hasPrefix("g") ? 1 : 4)
      }
    }
    let base = ModelWorkshop.table(
      try ModelWorkshop.output(
        ["solve", ModelWorkshop.klein, "--fit", "--from", "1940", "--to", "1941", "--csv"]
          + ModelWorkshop.data))
    let gap = 100 - (base["y"]?["1941"] ?? .nan)
    let reach = zip(slopes, weights).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
    let order = [("g", 0), ("w2", 0), ("g", 1), ("w2", 1)]
    for (k, place) in order.enumerated() {
      let now = found.instruments.first { $0.name == place.0 }?.values[place.1] ?? .nan
      let old = found.before.first { $0.name == place.0 }?.values[place.1] ?? .nan
      let wanted = slopes[k] / weights[k] / reach * gap
      #expect(abs(now - old - wanted) < 1e-7, "\(place)")
    }
    #expect(abs((found.cost ?? .nan) - gap * gap / reach) < 1e-6)
    #expect(abs(found.targets[0].reached - 100) < 1e-8)
  }

  @Test func boundsHold() throws {
    let found = try ModelWorkshop.document(
      Targeted.self,
      Self.target + ["--target", "y>=100@1941", "--instruments", "g,w2", "--within", "g=..23"])
    let g = try #require(found.instruments.first { $0.name == "g" })
    #expect(g.values.allSatisfy { ($0 ?? .infinity) <= 23 + 1e-9 })
    #expect(found.limits.contains { $0.instrument == "g" && $0.value == 23 })
    #expect(found.targets[0].reached > 100 - 1e-8)
  }

  @Test func targetsOutOfReach() throws {
    let run = try ModelWorkshop.run(
      Self.target + ["--target", "y>=200@1941", "--instruments", "g", "--within", "g=0..20", "--lang", "zh"])
    #expect(run.code == 1 && run.out == "")
    #expect(run.err.hasPrefix("错误: ") && run.err.contains("y ≥ 200"))
    let wrong = try ModelWorkshop.run(
      Self.target + [
        "--target", "y>>1@1941", "--target", "yy=1@1941", "--instruments", "g", "--within", "g=5",
        "--weight", "g=0",
      ])
    #expect(wrong.code == 2)
    for said in ["“y>>1@1941” is not a target", "“yy”", "“g=5” is no range", "“g=0” is no cost"] {
      #expect(wrong.err.contains(said), "\(wrong.err)")
    }
  }

  // MARK: Import

  /// A text in MDL becomes a model with Klein’s estimates.
  @Test func importGivesAModel() throws {
    let folder = try Folder(withPlan: false)
    let mdl = Program.repository + "/Tests/References/mdl/klein.mdl"
    let run = try ModelWorkshop.run(["import", mdl], in: folder)
    #expect(run.code == 0 && run.err.contains("klein.mdl:7:16: note: "))
    try folder.write(run.out, to: "klein.model")
    let fit = try ModelWorkshop.document(
      ModelKleinTests.Fit.self, ["fit", "klein.model"] + ModelWorkshop.data, in: folder)
    let a1 = try #require(fit.equations.first?.coefficients.first)
    #expect(a1.name == "a1" && abs(a1.estimate / 16.2366002719043 - 1) < 1e-10)
  }

  @Test func whatIsNotUnderstoodIsNamed() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("MODEL\nIDENTITY> y\nEQ> y = FOO(x)\nEND\n", to: "bad.mdl")
    let run = try ModelWorkshop.run(["import", "bad.mdl", "--frequency", "annual"], in: folder)
    #expect(run.code == 2 && run.out == "")
    #expect(
      run.err.contains("bad.mdl:3:9: error: MDL has no function FOO\n  EQ> y = FOO(x)\n          ^~~\n"))
  }
}
