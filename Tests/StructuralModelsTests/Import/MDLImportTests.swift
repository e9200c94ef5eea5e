import StructuralModels
import Testing
import TimeSeries

/// MDL texts of our own after the reference manual of bimets (page MDL): what they mean in this library.
@Suite struct MDLImportTests {
  /// Klein's Model I written in MDL and in this library's language: the same estimates, the same paths.
  @Test func klein() throws {
    let source = ModelText(try Repository.text("Tests/References/mdl/klein.mdl"), file: "klein.mdl")
    let imported = try MDLImport(source)
    let ours = try Repository.model("klein")
    let data = try Repository.kleinData()
    #expect(imported.model.text.file == "klein.model")
    #expect(imported.notes.map(\.problem) == [.frequencyOfRanges(.annual)])
    #expect(
      imported.model.equations.map(\.description) == [
        "behavioral cn = a1 + a2 * p + a3 * p[-1] + a4 * (w1 + w2)",
        "behavioral i = b1 + b2 * p + b3 * p[-1] + b4 * k[-1]",
        "behavioral w1 = c1 + c2 * (y + t - w2) + c3 * (y[-1] + t[-1] - w2[-1]) + c4 * time",
        "identity y = cn + i + g - t", "identity p = y - (w1 + w2)", "identity k = k[-1] + i",
      ])
    #expect(imported.model.exogenous.map(\.name) == ["w2", "t", "time", "g"])
    let text = imported.model.text.lines
    #expect(text.contains("# Net investment follows profits and the stock of capital"))
    let (theirFit, ourFit) = (
      try ModelEstimation().fit(imported.model, to: data), try ModelEstimation().fit(ours, to: data)
    )
    #expect(theirFit.parameters.count == 12)
    for (name, value) in ourFit.parameters {
      #expect(abs((theirFit.parameters[name] ?? .nan) - value) <= 1e-14 * max(1, abs(value)), "\(name)")
    }
    let span = Period.year(1921)...Period.year(1941)
    for mode in [Simulation.Mode.static, .dynamic] {
      let a = try ModelSolver(imported.model, parameters: theirFit.parameters)
        .simulate(Simulation(mode, over: span), from: data)
      let b = try ModelSolver(ours, parameters: ourFit.parameters)
        .simulate(Simulation(mode, over: span), from: data)
      for variable in ours.variables {
        for period in span {
          let x = try #require(a[variable.name]?[period])
          let y = try #require(b[variable.name]?[period])
          #expect(abs(x - y) <= 1e-14 * max(1, abs(y)), "\(variable.name) \(period)")
        }
      }
    }
  }
}
