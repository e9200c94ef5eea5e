import StructuralModels
import Testing
import TimeSeries

/// Arithmetic across units and price bases (DESIGN: refused without a deflator), and windows inside windows.
@Suite struct UnitTests {
  private let declarations = """
    frequency annual
    variable v
    exogenous y "Output" unit "亿元" basis real 2015
    exogenous c "Consumption" unit "亿元" basis real 2015
    exogenous k "Capital" unit "亿元" basis real
    exogenous yn "Nominal output" unit "亿元" basis nominal
    exogenous b "Budget" unit "万元" basis nominal
    exogenous d "Exports" unit "亿美元" basis usd
    exogenous r "Rate" unit %
    exogenous pp "Change of the rate" unit "百分点"
    exogenous p "Deflator" unit index
    exogenous n "Population" unit "万人"
    exogenous h "Income a head" unit "元/人" basis nominal
    exogenous z "Anything"
    exogenous old "In old prices" basis real 1990
    exogenous new "In new prices" basis real 2015
    parameter a = 1
    """

  private func problems(_ statement: String) -> [String] {
    do {
      _ = try Model(ModelText(declarations + "\n" + statement))
      return []
    } catch {
      #expect(error.items.allSatisfy { !$0.problem.message.zh.isEmpty })
      return error.items.map(\.problem.message.en)
    }
  }

  @Test(arguments: [
    "y + c", "y - k", "y + a*yn", "y + z", "y + 1", "yn/p + y", "100*yn/p - c", "y*p/100 + yn", "r*y/100 + c",
    "r + pp", "p + r", "y/c + r", "h*n/10000 + 2*yn", "10000*yn + b", "log(y) - log(yn)", "dlog(y) + r",
    "yn/n - h",
    "max(y, c, 0)", "if(y > c, y, k)", "if(r > 3 and y > 0, y, 0)", "y^2/c + y", "mavg(y, 4) + diff(c)",
    "new + a",
    "new*old", "y + new", "abs(y) - min(c, k)", "(y + c)^2/y + y",
  ])
  func allowed(_ formula: String) { #expect(problems("identity v = \(formula)") == []) }

  @Test(arguments: [
    (
      "c - d/n",
      "c is measured in 亿元 and d / n in 亿美元/万人: they cannot be added, compared or equal to each other"
    ),
    (
      "y + yn",
      "y is in prices of 2015 and yn in current prices: multiply or divide one of them by a price index"
    ),
    (
      "y + d",
      "y is in prices of 2015 and d in current US dollars: multiply or divide one of them by a price index"
    ),
    (
      "new + old",
      "new is in prices of 2015 and old in prices of 1990: multiply or divide one of them by a price index"
    ),
    ("yn + b", "yn is counted in 亿元 and b in 万元; declare both in one unit, or convert one: 10000*x"),
    (
      "if(y > yn, 1, 0)",
      "y is in prices of 2015 and yn in current prices: multiply or divide one of them by a price index"
    ),
    (
      "if(z > 0, y, n)",
      "y is measured in 亿元 and n in 万人: they cannot be added, compared or equal to each other"
    ),
    (
      "max(z, y, d)",
      "y is in prices of 2015 and d in current US dollars: multiply or divide one of them by a price index"
    ),
    (
      "2*(y + c*c)",
      "y is measured in 亿元 and c * c in 亿元·亿元: they cannot be added, compared or equal to each other"
    ),
    (
      "1/y + c",
      "1 / y is measured in 1/亿元 and c in 亿元: they cannot be added, compared or equal to each other"
    ),
  ])
  func refused(_ formula: String, _ message: String) {
    #expect(problems("identity v = \(formula)") == [message])
  }

  /// Told and not refused: a model in growth rates may have the units of its levels.
  @Test(arguments: [
    ("y + r", "亿元", "%"), ("p*y/100 - p", "index·亿元", "index"), ("if(r > y, 1, 0)", "%", "亿元"),
  ])
  func warned(_ formula: String, _ a: String, _ b: String) throws {
    let model = try Model(ModelText(declarations + "\nidentity v = \(formula)"))
    let warning = try #require(model.warnings.first)
    #expect(model.warnings.count == 1 && warning.problem.isWarning)
    #expect(warning.description.contains("warning: ") && warning.rendered(in: .zh).contains("警告"))
    #expect(
      warning.problem.message.en.contains("measured in \(a) and")
        && warning.problem.message.en.contains(" in \(b): "))
    #expect(try Model(ModelText(declarations + "\nidentity v = y + c")).warnings.isEmpty)
  }

  /// The models that ship have nothing odd in them.
  @Test(arguments: ["klein", "open-economy"])
  func shipped(_ name: String) throws { #expect(try Repository.model(name).warnings.isEmpty) }

  /// The two sides of an equation, and conditions of cases.
  @Test func sides() throws {
    func text(_ equation: String) -> String {
      declarations.replacing("variable v", with: "variable v unit \"亿元\" basis nominal") + "\n" + equation
    }
    _ = try Model(ModelText(text("identity v = y*p/100")))
    _ = try Model(ModelText(text("behavioral log(v) = a*log(y)")))
    for equation in ["identity v = y", "identity v = d", "identity v = b", "identity diff(v) = r*d/100"] {
      #expect(throws: ModelDiagnostics.self, "\(equation)") { _ = try Model(ModelText(text(equation))) }
    }
    let conditional = "identity v = yn when y > yn\nidentity v = 2*yn otherwise"
    let error = #expect(throws: ModelDiagnostics.self) { _ = try Model(ModelText(text(conditional))) }
    #expect(error?.items.count == 1)
  }

  /// Windows inside windows end at a limit instead of filling the memory.
  @Test func windows() {
    #expect(problems("identity v = msum(mavg(z, 100), 100)") == [])
    let limit = [
      "written out in lags, this has more than 10000 terms; shorten its windows, or cut it with variables of its own"
    ]
    #expect(problems("identity v = msum(mavg(z, 101), 100)") == limit)
    #expect(problems("identity v = mavg(mavg(mavg(mavg(z, 1000), 1000), 1000), 1000)") == limit)
    let deep = String(repeating: "diff(", count: 60) + "z" + String(repeating: ")", count: 60)
    #expect(problems("identity v = \(deep)") == limit)
    #expect(problems("identity v = z when \(deep) > 0") == limit)
  }

  /// Groups of groups, blocks in blocks and sums in sums end at a limit too.
  @Test func families() {
    func first(_ text: String) -> String? {
      do {
        _ = try Model(ModelText("frequency annual\nvariable v\n\(text)"))
        return nil
      } catch { return error.items.first.map { $0.problem.message.en } }
    }
    let over = "written out for every member, this comes to more than 50000 statements, turns or names"
    let groups =
      "group g0 = a, b\n" + (1...40).map { "group g\($0) = g\($0 - 1), g\($0 - 1)" }.joined(separator: "\n")
    #expect(first(groups + "\nidentity v = 1") == over)
    let ten = "group g = a, b, c, d, e, f, h, i, j, k\n"
    let blocks =
      (0..<30).map { "for each x\($0) in g" }.joined(separator: "\n") + String(repeating: "\nend", count: 30)
    #expect(first(ten + blocks + "\nidentity v = 1") == over)
    let deep = String(repeating: "for last x in g\n", count: 3000) + String(repeating: "end\n", count: 3000)
    #expect(
      first(ten + deep + "identity v = 1")
        == "expressions are nested more than 100 deep; cut this one with variables of its own")
    let sums = (0..<12).map { "sum(x\($0) in g, " }.joined() + "1" + String(repeating: ")", count: 12)
    #expect(
      first(ten + "identity v = \(sums)")
        == "this statement has more than 2000 words and signs; cut it with variables of its own")
  }
}
