import StructuralModels
import Testing
import TimeSeries

/// Refusals are told in both languages.
@Suite struct MessageTests {
  static let year = Period.year(1930)
  static let problems: [SimulationProblem] = [
    .parameterWithoutValue("a"), .unknownParameter("a", suggestion: "b"), .lead(variable: "x", equation: "e"),
    .unknownVariable("x", suggestion: nil), .unknownEquation("e", suggestion: "f"),
    .unknownShock("e", suggestion: nil), .unknownInstrument("g", suggestion: "h"), .noMultipliers(year),
    .noBehavior(variable: "y"), .undetermined(held: ["x", "y"], year),
    .frequency(name: "x", .month, model: .annual), .unit(name: "x", .percent, model: .hundredMillionYuan),
    .basis(name: "x", .nominal, model: .real(base: year)),
  ]

  @Test(arguments: problems) func problemsSpeakBothLanguages(_ problem: SimulationProblem) {
    let message = problem.message
    #expect(Self.isChinese(message.zh) && !message.en.isEmpty && !Self.isChinese(message.en))
  }

  @Test func failuresSpeakBothLanguages() throws {
    let text = "frequency annual\nvariable x\nexogenous z\nidentity x = log(z) + 0*x[-1]\n"
    let model = try Model(ModelText(text))
    let data = ModelData([
      "x": Series(start: .year(1929), values: [1, 1], unit: .ratio, basis: .notApplicable),
      "z": Series(start: .year(1929), values: [1, -1], unit: .ratio, basis: .notApplicable),
    ])
    let error = #expect(throws: SimulationError.self) {
      try ModelSolver(model).simulate(Simulation(.dynamic, over: Self.year...Self.year), from: data)
    }
    let message = try #require(error?.message)
    #expect(message.zh.hasPrefix("1930年无解：有方程没有数值（1个方程联立求解）"))
    #expect(
      message.en.hasPrefix("no solution in 1930: an equation has no value (1 equation solved together)"))
    #expect(message.zh.split(separator: "\n").count == message.en.split(separator: "\n").count)
  }

  @Test func missingValuesAreTold() throws {
    let model = try Model(ModelText("frequency annual\nvariable x\nexogenous z\nidentity x = z\n"))
    let error = #expect(throws: SimulationError.self) {
      try ModelSolver(model).simulate(Simulation(.dynamic, over: Self.year...Self.year), from: ModelData())
    }
    #expect(error?.messages.map(\.zh) == ["z 在 1930 没有数值，方程 x 需要；请补充数据，或延长该序列"])
    #expect(
      error?.description == "z has no value in 1930, needed for x; give data, or extend the series")
  }

  private static func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      (0x4E00...0x9FFF).contains($0.value) && !"年月亿元".unicodeScalars.contains($0)
    }
  }
}
