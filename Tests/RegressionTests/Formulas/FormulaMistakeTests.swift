import LinearAlgebra
import Regression
import Testing

/// What is said of formulas that cannot be read: every mistake with its place.
@Suite struct FormulaMistakeTests {
  private func mistakes(_ formula: String) throws -> [String] {
    let table = try DataTable(
      [
        .init("region", .texts(["a", "b", "a", "b"])), .init("one", .texts(["a", "a", "a", "a"])),
        .init("gdp", .numbers([1, 2, 3, 5])), .init("fai", .numbers([2, nil, 5, 1])),
        .init("none", .numbers([nil, nil, nil, nil])),
      ])
    do {
      _ = try Formula(formula).frame(table)
      return []
    } catch let error as FormulaDiagnostics {
      return error.items.map { item in
        "\(item.range.map { "\($0.lowerBound + 1)+\($0.count)" } ?? "–"): \(item.problem)"
      }
    }
  }

  @Test(arguments: [
    ("gdp", ["4+1: a formula needs “~” between what is explained and what explains it"]),
    ("gdp = fai", ["5+1: “=” is not used in a formula"]),
    ("", ["1+1: a column, a function or a number is missing at the end"]),
    ("~ fai", ["1+1: a column, a function or a number should stand here, not “~”"]),
    ("gdp ~", ["6+1: a column, a function or a number is missing at the end"]),
    ("gdp ~ fai + ", ["13+1: a column, a function or a number is missing at the end"]),
    ("gdp ~ fai + + log(", ["19+1: a column, a function or a number is missing at the end"]),
    ("gdp ~ (fai", ["7+1: the parenthesis is not closed"]),
    ("gdp ~ log(fai", ["10+1: the parenthesis is not closed"]),
    ("gdp ~ fai)", ["10+1: “+”, “~” or “|” should stand here, not “)”"]),
    (
      "gdp ~ fai $ one",
      [
        "11+1: “$” has no meaning in a formula"
      ]
    ),
    ("gdp ~ `fai", ["7+1: the quotation mark is not closed"]),
    ("gdp ~ ``", ["7+2: there is no name between the quotation marks"]),
    (
      "gdp ~ fai ~ region",
      ["11+1: a second “~” stands only after “|”, between endogenous regressors and instruments"]
    ),
    ("gdp ~ 2*fai", ["7+1: “2” is not a regressor; of numbers only 1 and 0 stand alone, for the constant"]),
    ("gdp ~ fai - region", ["13+6: there is no term region to take away"]),
    ("gdp ~ log(fai:gdp)", ["14+1: “:” joins terms; inside parentheses everything is arithmetic"]),
    ("gdp ~ log(fai, gdp)", ["7+13: log() takes 1 argument, not 2"]),
    ("gdp ~ lag(fai, 0.5)", ["16+3: lag() goes a whole number of periods, 1 or more, not “0.5”"]),
    ("gdp ~ lgo(fai) + I(fai^2)", ["7+3: unknown function “lgo”", "18+1: unknown function “I”"]),
    (
      "gdp ~ fia + log(gpd) + 固定",
      [
        "7+3: unknown column “fia”", "17+3: unknown column “gpd”", "24+2: unknown column “固定”",
      ]
    ),
    ("gdp ~ lag(fai)", ["7+8: lag(fai) needs the period of each row, and the table has none"]),
    ("gdp ~ log(region)", ["11+6: region is text; there is no arithmetic with it"]),
    ("region ~ gdp", ["1+6: region is text; what is explained must be numbers"]),
    ("gdp ~ one", ["7+3: one is “a” in every row used; one category explains nothing"]),
    ("gdp ~ none", ["–: none of the 4 rows has all the values the formula needs: none is empty in 4 rows"]),
    ("gdp ~ 0", ["–: there is nothing to estimate: no regressor and no constant"]),
    ("gdp ~ 1 | | fai ~ region", ["11+1: a column, a function or a number should stand here, not “|”"]),
    ("gdp ~ 1 | fai ~ ", ["17+1: a column, a function or a number is missing at the end"]),
    (
      "gdp ~ 1 | region | one | fai",
      ["20+3: there are more than three parts", "26+3: there are more than three parts"]
    ),
    ("gdp ~ fai | log(gdp)", ["13+8: a fixed effect is a column, not log(gdp)"]),
  ])
  func everyMistakeHasItsPlace(formula: String, says: [String]) throws {
    #expect(try mistakes(formula) == says)
  }

  @Test func twoRowsOfOnePeriod() throws {
    let table = try DataTable([.init("y", .numbers([1, 2, 3]))], periods: [2001, 2002, 2001])
    let error = #expect(throws: FormulaDiagnostics.self) { try Formula("y ~ lag(y)").frame(table) }
    #expect(
      error?.description == """
        character 5: lag(y) is not defined: rows 1 and 3 are of one period
          y ~ lag(y)
              ^~~~~~
          say which column tells the entities of the panel apart
        """)
  }

  @Test func namesBesideTheFormula() throws {
    let table = try DataTable([.init("y", .numbers([1, 2, 3])), .init("t", .texts(["a", "b", "c"]))])
    let error = #expect(throws: FormulaDiagnostics.self) {
      try Formula("y ~ 1").frame(table, weights: "t", clusters: ["regoin"])
    }
    #expect(
      error?.items.map { "\($0.place) \($0.problem)" } == [
        "weights t is text; weights must be numbers", "clusters unknown column “regoin”",
      ])
  }

  @Test func tablesAreChecked() throws {
    #expect(throws: RegressionError.lengthMismatch(what: "b", count: 1, observations: 2)) {
      try DataTable([.init("a", .numbers([1, 2])), .init("b", .numbers([1]))])
    }
    #expect(throws: RegressionError.notFinite(variable: "a", observation: 1, value: "nan")) {
      try DataTable([.init("a", .numbers([1, .nan]))])
    }
  }
}
