import StructuralModels
import Testing

/// Families of statements, sums over groups, and totals reconciled with their parts.
@Suite struct GroupTests {
  private func model(_ lines: String..., groups: [String: [String]] = [:]) throws -> Model {
    try Model(
      ModelText((["frequency annual"] + lines).joined(separator: "\n"), file: "m.model"), groups: groups)
  }

  private func problems(_ lines: String...) -> [String] {
    do {
      _ = try Model(ModelText((["frequency annual"] + lines).joined(separator: "\n"), file: "m.model"))
      return []
    } catch {
      return error.rendered().split(separator: "\n").filter { $0.hasPrefix("m.model") }.map(String.init)
    }
  }

  /// A block is what writing it out by hand would be.
  @Test func aBlockIsWrittenOutForEveryMember() throws {
    let family = try model(
      "group sectors = farm, plant", "exogenous gdp",
      "for each s in sectors, shop", "parameter s.b = 0.5", "variable s", "behavioral s = s.b*gdp + s[-1]",
      "errors ar(s.b) sd(s.b)", "end")
    #expect(family.variables.map(\.name) == ["farm", "plant", "shop"])
    #expect(family.equations.map(\.description).last == "behavioral shop = shop.b * gdp + shop[-1]")
    #expect(family.equations[1].estimation?.errors == ["plant.b"])
    #expect(family.equations[1].estimation?.errorDeviation == "plant.b")
  }

  @Test func sumsAndTheLastMember() throws {
    let family = try model(
      "group areas", "variable whole", "identity whole = 1 + sum(a in areas but last, a.w*a)",
      "for each a in areas", "exogenous a.w", "end", "for each a in areas but last", "exogenous a", "end",
      "for last a in areas", "variable a", "identity a = whole", "end",
      groups: ["areas": ["area.one", "area.two", "area.three"]])
    let sum = "1 + (area.one.w * area.one + area.two.w * area.two)"
    #expect(family.equations[0].right.description == sum)
    #expect(family.equations[1].variable == "area.three")
    let empty = try model("group areas", "variable y", "identity y = 1 + sum(a in areas, a)")
    #expect(empty.equations[0].right.description == "1 + 0")
  }

  @Test func reconciledTotals() throws {
    let text = [
      "group parts = a, b", "exogenous w", "for each v in total, parts", "variable v", "behavioral v = 1",
      "end",
      "reconcile total = sum(p in parts, w*p)",
    ]
    let whole = try model(text.joined(separator: "\n"))
    #expect(whole.reconciliations.map(\.total) == ["total"])
    #expect(whole.reconciliations[0].parts.map(\.name) == ["a", "b"])
    #expect(throws: SimulationError.self) { _ = try ModelSolver(whole) }
  }

  @Test func mistakes() {
    #expect(
      problems("for each x in a") == ["m.model:2:1: error: this block is not closed; write “end” below it"])
    #expect(problems("variable a", "identity a = 1", "end") == ["m.model:4:1: error: “end” closes no block"])
    #expect(
      problems("group parts = a", "variable y", "identity y = sum(p in prats, p)")
        == ["m.model:4:23: error: there is no group prats"])
    #expect(
      problems("for each x in a, b", "variable x", "identity x = z", "end")
        == ["m.model:4:14: error: z is not declared"])
    #expect(
      problems("variable a", "variable b", "identity a = 1", "behavioral b = 1", "reconcile a = 2*b")
        == ["m.model:6:11: error: a has no behavioral equation that could be reconciled"])
    #expect(
      problems("variable a", "variable b", "behavioral a = 1", "behavioral b = 1", "reconcile a = b")
        == [
          "m.model:6:15: error: a reconciled total is a sum of weights times parts: total = w1*part1 + w2*part2"
        ])
  }
}
