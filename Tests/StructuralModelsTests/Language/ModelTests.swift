import Testing
import TimeSeries

@testable import StructuralModels

@Suite struct ModelTests {
  @Test func declarations() throws {
    let model = try Model(
      ModelText(
        """
        frequency quarterly   # a comment
        variable c "Consumption" "消费" unit "亿元" basis real 2015Q1
        exogenous r "利率" unit %
        parameter a, b = -0.5 estimated "slopes"
        parameter d ~ normal(0.8, 0.1)
        shock e ~ student(0, 1.5, 4)
        behavioral dlog(c) = a*r[-1] + b*(d +
          e)
        """))
    #expect(model.frequency == .quarter)
    let c = model.variables[0]
    #expect(c.label == Bilingual(en: "Consumption", zh: "消费") && c.unit == .hundredMillionYuan)
    #expect(c.basis == .real(base: .quarter(2015, 1)))
    #expect(model.exogenous[0].label == Bilingual("利率") && model.exogenous[0].unit == .percent)
    #expect(model.parameters.map(\.name) == ["a", "b", "d"])
    #expect(model.parameters.map(\.value) == [-0.5, -0.5, 0.8])
    #expect(model.parameters.map(\.isEstimated) == [true, true, false])
    #expect(model.parameters[2].prior == .normal(mean: 0.8, sd: 0.1))
    #expect(model.shocks[0].distribution == .student(mean: 0, scale: 1.5, degreesOfFreedom: 4))
    #expect(model.equations[0].description == "behavioral dlog(c) = a * r[-1] + b * (d + e)")
  }

  @Test func estimationClauses() throws {
    let model = try Model(
      ModelText(
        """
        frequency annual
        variable y
        exogenous x
        exogenous z
        parameter a, b0, b1, b2, b3, rho estimated
        behavioral y = a + b0*x + b1*x[-1] + b2*x[-2] + b3*x[-3]
          sample 1950..2019
          method iv
          instruments 1, z, z[-1],
            y[-1]
          restrict b0 + b1 = 1, b2 = 2*b3
          pdl b0, b1, b2, b3 degree 2 far
          errors ar(rho)
        """))
    let clauses = try #require(model.equations[0].estimation)
    #expect(clauses.sample == Period.year(1950)...Period.year(2019))
    #expect(clauses.method == .iv)
    #expect(clauses.instruments.map(\.description) == ["1", "z", "z[-1]", "y[-1]"])
    #expect(clauses.restrictions.map(\.description) == ["b0 + b1 = 1", "b2 = 2 * b3"])
    #expect(
      clauses.polynomials
        == [.init(parameters: ["b0", "b1", "b2", "b3"], degree: 2, near: false, far: true)])
    #expect(clauses.errors == ["rho"])
  }

  /// What is printed reads as what was read.
  @Test(arguments: [
    "a - (b - c)", "a - b - c", "a / (b * c)", "-(a + b)", "-a ^ 2", "(-a) ^ 2", "a ^ b ^ c", "(a ^ b) ^ c",
    "2 ^ -a", "if(a > b and (b < c or not c == 1), a, -1)", "max(a, b, c[-1]) * -a", "a * (b + c) / 2.5",
  ])
  func printing(_ text: String) throws {
    let head = "frequency annual\nvariable y\nexogenous a\nexogenous b\nexogenous c\nidentity y = "
    let once = try Model(ModelText(head + text)).equations[0].right
    let twice = try Model(ModelText(head + once.description)).equations[0].right
    #expect(once == twice)
    #expect(once.description == text)
  }

  @Test func signsOfChineseText() throws {
    let head = "frequency annual\nvariable y\nexogenous 收入\nidentity y = "
    let plain = try Model(ModelText(head + "max(收入, 2) * (3 - 1)"))
    let wide = try Model(ModelText(head + "max（收入，2）×（3 − 1）"))
    #expect(plain.equations[0].right == wide.equations[0].right)
  }

  /// Two equations may explain the same variable where the system still determines all: demand and supply.
  @Test func sameVariableTwice() throws {
    let model = try Model(
      ModelText(
        """
        frequency annual
        variable q
        variable price
        exogenous income
        behavioral q = 10 - price + 0.5*income
        behavioral supply: q = 2 + price
        """))
    let data = ModelData([
      "income": Series(start: .year(2000), values: [4, 8], unit: .ratio, basis: .notApplicable)
    ])
    let run = try ModelSolver(model).simulate(
      Simulation(.dynamic, over: .year(2000)...(.year(2001))), from: data)
    #expect(run["price"]?.values == [5, 6] && run["q"]?.values == [7, 8])
  }

  @Test func conditionalIdentities() throws {
    let model = try Model(
      ModelText(
        """
        frequency annual
        variable tax
        exogenous income
        identity tax = 0 when income < 10
        identity tax = 0.1*(income - 10) when income < 20
        identity tax = 1 + 0.3*(income - 20) otherwise
        """))
    #expect(model.equations.count == 1)
    let data = ModelData([
      "income": Series(start: .year(1), values: [5, 15, 30], unit: .ratio, basis: .notApplicable)
    ])
    let run = try ModelSolver(model).simulate(
      Simulation(.dynamic, over: .year(1)...(.year(3))), from: data)
    #expect(run["tax"]?.values == [0, 0.5, 4])
  }
}
