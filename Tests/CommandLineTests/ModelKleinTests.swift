import Foundation
import Testing

/// `outturn model` on Klein’s Model I against the numbers in Tests/References/klein (see its README).
@Suite struct ModelKleinTests {
  struct Fit: Decodable {
    struct Equation: Decodable {
      struct Coefficient: Decodable {
        var name: String
        var estimate: Double
        var standardError: Double
      }
      var name: String
      var method: String
      var from: String
      var n: Int
      var coefficients: [Coefficient]
    }
    struct Parameter: Decodable {
      var name: String
      var value: Double
      var equation: String?
    }
    var format: String
    var equations: [Equation]
    var parameters: [Parameter]
  }

  private func expectEstimates(_ fit: Fit, _ file: String) throws {
    let lines = try ModelWorkshop.reference(file).split(whereSeparator: \.isNewline).dropFirst()
    var compared = 0
    for line in lines {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4, let value = Double(cells[2]), let error = Double(cells[3]) else { continue }
      let equation = try #require(fit.equations.first { $0.name == cells[0] })
      let ours = try #require(equation.coefficients.first { $0.name == cells[1] })
      #expect(abs(ours.estimate / value - 1) < 1e-10, "\(cells[1]): \(ours.estimate)")
      #expect(abs(ours.standardError / error - 1) < 1e-10, "\(cells[1]): \(ours.standardError)")
      compared += 1
    }
    #expect(compared == 12)
  }

  @Test func ordinaryLeastSquares() throws {
    let fit = try ModelWorkshop.document(Fit.self, ["fit", ModelWorkshop.klein] + ModelWorkshop.data)
    #expect(fit.format == "outturn-model-fit/1")
    #expect(fit.equations.map(\.name) == ["cn", "i", "w1"])
    #expect(fit.equations.allSatisfy { $0.method == "ols" && $0.n == 21 && $0.from == "1921" })
    #expect(fit.parameters.count == 12 && fit.parameters[4].name == "b1" && fit.parameters[4].equation == "i")
    try expectEstimates(fit, "klein_estimate.csv")
  }

  /// The same model with two-stage least squares: instruments as in the reference.
  @Test func twoStageLeastSquares() throws {
    let folder = try Folder(withPlan: false)
    let text = try String(contentsOfFile: ModelWorkshop.klein, encoding: .utf8)
    let clauses =
      "  sample 1921..1941\n  method iv\n  instruments 1, p[-1], k[-1], (y + t - w2)[-1], w2, g, t, time"
    try folder.write(text.replacingOccurrences(of: "  sample 1921..1941", with: clauses), to: "klein.model")
    let fit = try ModelWorkshop.document(
      Fit.self, ["fit", "klein.model"] + ModelWorkshop.data, in: folder)
    #expect(fit.equations.allSatisfy { $0.method == "iv" })
    try expectEstimates(fit, "klein_2sls_estimate.csv")
  }

  @Test(arguments: [
    (["--static"], "klein_static_1921_1941.csv"), (["--dynamic"], "klein_dynamic_1921_1941.csv"),
    ([], "klein_dynamic_1921_1941.csv"),
  ]) func simulations(mode: [String], file: String) throws {
    let out = try ModelWorkshop.output(
      ["solve", ModelWorkshop.klein, "--fit", "--from", "1921", "--to", "1941", "--csv"] + mode
        + ModelWorkshop.data)
    #expect(out.hasPrefix("period,cn,i,w1,y,p,k\n1921,"))
    try ModelWorkshop.expect(out, equals: file, within: 1e-8)
  }

  /// Without --from and --to the simulation runs as far as the data suffice.
  @Test func periodsAreFound() throws {
    let whole = ["solve", ModelWorkshop.klein, "--fit", "--csv"] + ModelWorkshop.data
    let out = try ModelWorkshop.output(whole)
    #expect(out == (try ModelWorkshop.output(whole + ["--from", "1921", "--to", "1941"])))
  }

  @Test(arguments: ["lag", "history", "zero"]) func forecast(start: String) throws {
    let out = try ModelWorkshop.output(
      [
        "solve", ModelWorkshop.klein, "--fit", "--forecast", "--from", "1941", "--to", "1944", "--extend",
        "g,w2,t=constant", "--extend", "time=linear", "--start", start, "--csv",
      ] + ModelWorkshop.data)
    try ModelWorkshop.expect(out, equals: "klein_forecast_1941_1944.csv", within: 1e-8)
  }

  /// A forecast begins after the data unless told otherwise.
  @Test func forecastBeginsAfterTheData() throws {
    let out = try ModelWorkshop.output(
      [
        "solve", ModelWorkshop.klein, "--fit", "--forecast", "--to", "1944", "--extend", "all=constant",
        "--csv",
      ] + ModelWorkshop.data)
    #expect(out.split(separator: "\n").map { $0.prefix(4) } == ["peri", "1942", "1943", "1944"])
  }

  @Test func residualCheck() throws {
    let out = try ModelWorkshop.output(
      ["solve", ModelWorkshop.klein, "--fit", "--residuals", "--csv"] + ModelWorkshop.data)
    #expect(out.hasPrefix("period,cn,i,w1,y,p,k\n1921,"))
    try ModelWorkshop.expect(out, equals: "klein_residuals.csv", within: 1e-10)
  }

  /// Tracking residuals give back history, up to what Klein’s published data miss the identities by.
  @Test func trackingGivesBackHistory() throws {
    let out = try ModelWorkshop.output(
      ["solve", ModelWorkshop.klein, "--fit", "--track", "--csv"] + ModelWorkshop.data)
    let history = try String(contentsOfFile: ModelWorkshop.data[1], encoding: .utf8)
    let (found, known) = (ModelWorkshop.table(out), ModelWorkshop.table(history))
    for name in ["cn", "i", "w1", "y", "p", "k"] {
      for year in 1921...1941 {
        let (ours, actual) = (found[name]?["\(year)"] ?? .nan, known[name]?["\(year)"] ?? .nan)
        #expect(abs(ours - actual) < 1e-9, "\(name) \(year): \(ours) instead of \(actual)")
      }
    }
  }

  /// What-if: history with one unit more of g in 1935 differs by the multipliers (the model is linear).
  @Test func changesCountInTheSimulationAlone() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("year,g\n1935,11.5\n", to: "change.csv")  // 10.5 in the data
    let out = try ModelWorkshop.output(
      ["solve", ModelWorkshop.klein, "--fit", "--track", "--change", "change.csv", "--csv"]
        + ModelWorkshop.data, in: folder)
    let answers = try ModelWorkshop.output(
      ["multipliers", ModelWorkshop.klein, "--fit", "--of", "g", "--at", "1935", "--csv"]
        + ModelWorkshop.data)
    let history = ModelWorkshop.table(try String(contentsOfFile: ModelWorkshop.data[1], encoding: .utf8))
    let found = ModelWorkshop.table(out)
    for line in answers.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",").map(String.init)
      for (j, name) in ["cn", "i", "w1", "y", "p", "k"].enumerated() {
        let change = (found[name]?[cells[1]] ?? .nan) - (history[name]?[cells[1]] ?? .nan)
        let answer = try #require(Double(cells[2 + j]))
        #expect(abs(change - answer) < 1e-9, "\(name) \(cells[1]): \(change) instead of \(answer)")
      }
    }
  }

  @Test func impactMultipliers() throws {
    let out = try ModelWorkshop.output(
      [
        "multipliers", ModelWorkshop.klein, "--fit", "--of", "w2,g", "--on", "cn,y", "--from", "1941",
        "--csv",
      ]
        + ModelWorkshop.data)
    let found = ModelWorkshop.table(out)
    let wanted = ModelWorkshop.table(try ModelWorkshop.reference("klein_multmatrix_1941.csv"))
    for variable in ["cn", "y"] {
      for instrument in ["w2", "g"] {
        let value = try #require(wanted["\(instrument)_1"]?["\(variable)_1"])
        let ours = try #require(found[variable]?[instrument])
        #expect(abs(ours - value) < 1e-8)
      }
    }
  }

  @Test func exactTargets() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("year,cn,y\n1940,66,77\n1941,78,98\n", to: "wishes.csv")
    let out = try ModelWorkshop.output(
      [
        "target", ModelWorkshop.klein, "--fit", "--targets", "wishes.csv", "--instruments", "w2,g", "--from",
        "1940", "--to", "1941", "--csv",
      ] + ModelWorkshop.data, in: folder)
    try ModelWorkshop.expect(out, equals: "klein_renorm_tight.csv", within: 1e-8)
  }

  /// Simulate with an add-factor, hold the path, and the add-factor is found again.
  @Test func holdingFindsTheAddFactor() throws {
    struct Solved: Decodable {
      struct Factor: Decodable {
        var equation: String
        var values: [Double?]
      }
      var periods: [String]
      var addFactors: [Factor]
    }
    let folder = try Folder(withPlan: false)
    try folder.write("year,cn\n1925,2.5\n", to: "add.csv")
    let arguments = ["solve", ModelWorkshop.klein, "--fit"] + ModelWorkshop.data
    try folder.write(
      try ModelWorkshop.output(arguments + ["--add", "add.csv", "--csv"], in: folder), to: "path.csv")
    let held = try ModelWorkshop.document(
      Solved.self, arguments + ["--change", "path.csv", "--exogenize", "cn=1925"], in: folder)
    let at = try #require(held.periods.firstIndex(of: "1925"))
    #expect(held.addFactors.map(\.equation) == ["cn"])
    #expect(abs((held.addFactors[0].values[at] ?? .nan) - 2.5) < 1e-10)
  }

  /// Estimates written by fit are those solve reads.
  @Test func parametersTravelAsATable() throws {
    let folder = try Folder(withPlan: false)
    let fit = try ModelWorkshop.output(["fit", ModelWorkshop.klein, "--csv"] + ModelWorkshop.data)
    try folder.write(fit, to: "estimates.csv")
    let arguments = ["solve", ModelWorkshop.klein, "--csv"] + ModelWorkshop.data
    let read = try ModelWorkshop.output(arguments + ["--parameters", "estimates.csv"], in: folder)
    #expect(read == (try ModelWorkshop.output(arguments + ["--fit"])))
  }

  /// Equations one after the other find what Newton’s method finds.
  @Test func gaussSeidelAgrees() throws {
    let arguments = ["solve", ModelWorkshop.klein, "--fit", "--csv"] + ModelWorkshop.data
    let out = try ModelWorkshop.output(
      arguments + ["--gauss-seidel", "--iterations", "2000", "--tolerance", "1e-12"])
    try ModelWorkshop.expect(out, equals: "klein_dynamic_1921_1941.csv", within: 1e-6)
  }

  /// Robust standard errors change no estimate.
  @Test func robustStandardErrors() throws {
    let arguments = ["fit", ModelWorkshop.klein] + ModelWorkshop.data
    let plain = try ModelWorkshop.document(Fit.self, arguments)
    let robust = try ModelWorkshop.document(Fit.self, arguments + ["--cov", "hc1"])
    for (a, b) in zip(plain.equations, robust.equations) {
      #expect(a.coefficients.map(\.estimate) == b.coefficients.map(\.estimate))
      #expect(a.coefficients.map(\.standardError) != b.coefficients.map(\.standardError))
    }
  }

  /// y = 0.5·y[+1] + z with z = 1: y is 2 where the last value goes on, and 1.5, 1 before an end known to be 0.
  @Test func modelsThatLookAhead() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(
      "frequency annual\nvariable y\nexogenous z\nidentity y = 0.5*y[+1] + z\n", to: "m.model")
    try folder.write("year,z,y\n2019,1,\n2020,1,\n2021,1,0\n", to: "data.csv")
    let arguments = ["solve", "m.model", "--data", "data.csv", "--from", "2019", "--to", "2020", "--csv"]
    let constant = ModelWorkshop.table(try ModelWorkshop.output(arguments, in: folder))
    let known = ModelWorkshop.table(
      try ModelWorkshop.output(arguments + ["--terminal", "data"], in: folder))
    for (year, values) in ["2019": (2.0, 1.5), "2020": (2.0, 1.0)] {
      #expect(abs((constant["y"]?[year] ?? .nan) - values.0) < 1e-12)
      #expect(abs((known["y"]?[year] ?? .nan) - values.1) < 1e-12)
    }
    let wrong = try ModelWorkshop.run(arguments + ["--terminal", "y=flat"], in: folder)
    #expect(wrong.code == 2 && wrong.err.contains("“y=flat” is no rule"))
  }

  @Test func whatAModelIs() throws {
    struct Summary: Decodable {
      struct Variable: Decodable {
        var name: String
        var block: Int?
      }
      struct Block: Decodable {
        var variables: [String]
        var feedback: [String]
      }
      var frequency: String
      var lag: Int
      var lead: Int
      var variables: [Variable]
      var withoutValue: [String]
      var blocks: [Block]
    }
    let found = try ModelWorkshop.document(Summary.self, ["check", ModelWorkshop.klein])
    #expect(found.frequency == "annual" && found.lag == 1 && found.lead == 0)
    #expect(found.variables.map(\.name) == ["cn", "i", "w1", "y", "p", "k"])
    #expect(found.variables.map(\.block) == [1, 1, 1, 1, 1, 2])
    #expect(found.withoutValue.count == 12)
    // klein_blocks.txt: one simultaneous block of five, then k.
    #expect(found.blocks.map(\.variables.count) == [5, 1] && found.blocks[1].feedback.isEmpty)
  }
}
