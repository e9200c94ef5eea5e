import StructuralModels
import Testing
import TimeSeries

/// What is told where targets cannot be met, in both languages.
@Suite struct PolicyErrorTests {
  let solver: ModelSolver
  let data = ModelData([
    "x": LeastEffortTests.plain([0], from: 2000), "u": LeastEffortTests.plain([1, 1]),
    "v": LeastEffortTests.plain([1, 1]),
  ])
  let simulation = Simulation(.dynamic, over: .year(2001)...(.year(2002)))

  init() throws {
    solver = try LeastEffortTests.solver(
      "variable x\nvariable y\nexogenous u\nexogenous v\nbehavioral x = 0.5*x[-1] + u\nidentity y = x[-1] + 0*v"
    )
  }

  private func refusal(
    _ targets: [PathTarget], _ instruments: [PolicyInstrument], _ data: ModelData? = nil
  ) -> Bilingual {
    do {
      _ = try solver.meet(
        LeastEffort(targets: targets, instruments: instruments), along: simulation, from: data ?? self.data)
      return Bilingual("nothing refused")
    } catch {
      return (error as? any BilingualError)?.message ?? Bilingual("\(error)")
    }
  }

  @Test func conflicts() {
    let (first, last) = (Period.year(2001), Period.year(2002))
    let u = PolicyInstrument("u", bounds: 0...2)
    let within = refusal([PathTarget("x", in: last, .atLeast(3.5))], [u])
    #expect(
      within.en
        == "x ≥ 3.5 in 2002 cannot be met within 0 ≤ u ≤ 2 in 2001..2002; widen a bound, give up a target or add an instrument"
    )
    #expect(within.zh == "在 2001年至2002年 0 ≤ u ≤ 2 的限制内无法实现 2002年 x ≥ 3.5；请放宽限制、放弃某项目标或增加工具")
    let together = refusal(
      [PathTarget("x", in: first, .equal(1)), PathTarget("y", in: last, .between(2...3))], [u])
    #expect(
      together.en
        == "x = 1 in 2001, 2 ≤ y ≤ 3 in 2002 cannot be met together: the instruments do not move them independently of each other; give up one or add an instrument"
    )
    let powerless = refusal([PathTarget("y", in: first, .equal(1))], [u])
    #expect(
      powerless.en
        == "y = 1 in 2001 cannot be met: nothing that u may do moves y then; add an instrument that acts on it"
    )
    #expect(powerless.zh == "无法实现 2001年 y = 1：u 的变动不影响当期的 y；请增加对其有作用的工具")
  }

  @Test func wishesThatDoNotFit() {
    let target = PathTarget("x", in: .year(2002), .equal(1))
    let late = Period.year(2003)
    let cases: [([PathTarget], [PolicyInstrument], String)] = [
      ([], [PolicyInstrument("u")], "there is no target; give at least one"),
      ([target], [], "there is no instrument; name at least one"),
      (
        [PathTarget("xx", in: .year(2002), .equal(1))], [PolicyInstrument("u")],
        "the model explains no variable xx; did you mean “x”?"
      ),
      (
        [PathTarget("x", in: late, .equal(1))], [PolicyInstrument("u")],
        "x in 2003 lies outside the simulation, 2001..2002"
      ),
      (
        [PathTarget("x", in: .year(2002), .atLeast(.nan))], [PolicyInstrument("u")],
        "what is wished for x in 2002 is not a number"
      ),
      (
        [target], [PolicyInstrument("w")],
        "w is no exogenous variable, shock or equation of the model"
      ),
      (
        [target], [PolicyInstrument("u", over: late...late)],
        "u in 2003 lies outside the simulation, 2001..2002"
      ),
      (
        [target], [PolicyInstrument("u"), PolicyInstrument("u", over: .year(2002)...(.year(2002)))],
        "instrument u is given twice in 2002; give spans that do not overlap"
      ),
      (
        [target], [PolicyInstrument("u", cost: .weight(0))],
        "the cost of instrument u must be a positive number"
      ),
      (
        [target], [PolicyInstrument("u", smoothing: .changes(-1))],
        "the cost of changes of instrument u must be a positive number"
      ),
    ]
    for (targets, instruments, text) in cases {
      let message = refusal(targets, instruments)
      #expect(message.en == text)
      #expect(message.zh != message.en)
    }
    var short = data
    short["v"] = LeastEffortTests.plain([1])
    #expect(
      refusal([target], [PolicyInstrument("v")], short).en
        == "instrument v has no value in 2002; extend the data or give a reference path")
  }

  /// u/(1 + u²) is at most 1/2: met up to there, refused above, and from where the slope leads away.
  @Test(arguments: [0, 0.3, 5]) func beyondTheModel(_ start: Double) throws {
    let solver = try LeastEffortTests.solver("variable x\nexogenous u\nidentity x = u/(1 + u^2)")
    let simulation = Simulation(.dynamic, over: .year(2001)...(.year(2001)))
    let known = ModelData(["u": LeastEffortTests.plain([start])])
    let wish = { (value: Double) in
      LeastEffort(
        targets: [PathTarget("x", in: .year(2001), .atLeast(value))], instruments: [PolicyInstrument("u")])
    }
    let outcome = try solver.meet(wish(0.4), along: simulation, from: known)
    #expect((outcome.paths["x"]?.values[0] ?? .nan) >= 0.4 * (1 - 1e-10))
    #expect(throws: PolicyError.self) { try solver.meet(wish(0.6), along: simulation, from: known) }
    let away = ModelData(["u": LeastEffortTests.plain([-2])])
    #expect(throws: PolicyError.self) { try solver.meet(wish(0.4), along: simulation, from: away) }
  }
}
