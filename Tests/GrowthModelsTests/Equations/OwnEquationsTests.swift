import Datasets
import Foundation
import GrowthModels
import Scenarios
import StructuralModels
import Testing

/// The shipped text, and texts a plan names in its place.
@Suite struct OwnEquationsTests {
  /// The shipped plan in a folder of its own beside this text of equations.
  private static func problems(_ text: String?, named name: String = "my.model") throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "outturn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try text?.write(to: file, atomically: true, encoding: .utf8)
    let plan = try Plan.load(
      PlanModelTests.plan, settings: ["model.growth.equations=\(file.path)"])
    do {
      _ = try GrowthModel(plan)
      return []
    } catch {
      return error.sorted.filter { $0.severity == .error }.map {
        $0.rendered().replacing(folder.path + "/", with: "")
      }
    }
  }

  private static func shipped(_ change: (String) -> String = { $0 }) -> String {
    change(GrowthEquations.shipped.lines.joined(separator: "\n"))
  }

  /// What the library carries is the file economists read.
  @Test func theLibraryCarriesTheModelFile() throws {
    #expect(try Repository.text("Models/growth.model") == Self.shipped())
  }

  /// A variable of one's own is projected, and answers overrides of others.
  @Test func aPlanMayNameItsOwnEquations() throws {
    let text = Self.shipped { shipped in
      shipped + """

        variable green_va "Green value added" "绿色产业增加值" unit "亿元" basis real
        identity green_va = 2*industrial_va - agri_va/2
        """
    }
    #expect(try Self.problems(text) == [])
    let folder = FileManager.default.temporaryDirectory.appending(path: "outturn-\(UUID().uuidString).model")
    try text.write(to: folder, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = try Plan.load(PlanModelTests.plan, settings: ["model.growth.equations=\(folder.path)"])
    let inputs = try GrowthInputs(plan)
    #expect(inputs.equationsFile == folder.path)
    let model = try GrowthModel(inputs, of: plan)
    let green = try #require(model.variables.first { $0.id == "green_va" })
    #expect(green.name.zh == "绿色产业增加值" && green.measures == [.growth])
    let farming = Override(
      .variable(Fixture.growth("agri_va")), .set(10, standardDeviation: 0), at: Fixture.place)
    let paths = try Paths(
      model.prepare(Fixture.scenario(overrides: [farming]), over: Fixture.horizon()), draws: 256)
    let (own, industry) = (paths[Fixture.growth("green_va")], paths[Fixture.growth("industrial_va")])
    #expect(zip(own, industry).allSatisfy { $0 == 2 * $1 - 5 })
  }

  /// A new behavioral equation asks for the numbers of its own.
  @Test func aNewEquationNamesThePriorsItNeeds() throws {
    let text = Self.shipped { shipped in
      shipped + """

        variable power "Electricity" "用电量" unit "index" basis none
        parameter power.anchor, power.slope, power.driver_mean, power.persistence, power.sigma given
        behavioral power = power.anchor + power.slope*(industrial_va - power.driver_mean)
          errors ar(power.persistence) sd(power.sigma)
        """
    }
    let found = try Self.problems(text)
    #expect(found.count == 1)
    #expect(
      found.first?.contains("power.anchor (for power), power.slope (for power), power.sigma (for power)")
        == true)
  }

  @Test(arguments: [
    (
      "identity real_investment = fai - gdp_deflator", "identity real_investment = fai - gdp_deflatr",
      "my.model:46:34: error: gdp_deflatr is not declared"
    ),
    (
      "behavioral agri_va = agri_va.anchor", "behavioral agri_va = va_primary[-2] + agri_va.anchor",
      "my.model:168:1: error: agri_va looks back 2 years; one year back is what a plan knows"
    ),
    (
      "identity investment_surprise = fai", "identity investment_surprise = gdp/va_primary*fai",
      "my.model:37:1: error: investment_surprise, gdp, va_primary, va_secondary, va_tertiary need one another"
    ),
    (
      "exogenous first_year", "exogenous oil.price\nexogenous first_year",
      "my.model:15:11: error: the growth model has no value for oil.price"
    ),
  ]) func aMistakeHasItsPlace(_ old: String, _ new: String, _ message: String) throws {
    let text = Self.shipped { $0.replacing(old, with: new, maxReplacements: 1) }
    let found = try Self.problems(text)
    #expect(found.first?.hasPrefix(message) == true, "\(found)")
  }

  /// Equations quoted in the documentation stand in the text, word for word.
  @Test func theDocumentationQuotesTheText() throws {
    let page = try Repository.text("Documentation/growth-model.md").split(separator: "\n")
    let words = ["behavioral ", "identity ", "reconcile "]
    let quoted = page.filter { $0.hasPrefix("    ") }.map { $0.drop { $0 == " " } }.filter { line in
      words.contains { line.hasPrefix($0) }
    }
    let lines = Set(GrowthEquations.shipped.lines.map { String($0.drop { $0 == " " }) })
    #expect(quoted.count >= 20)
    for line in quoted { #expect(lines.contains(String(line)), "\(line)") }
  }

  @Test func whatIsMissingIsSaid() throws {
    #expect(try Self.problems(nil).first?.contains("cannot read “my.model” as UTF-8 text") == true)
    let price = Self.shipped {
      $0.replacing(
        "identity supply_view = tfp", with: "parameter oil given\nidentity supply_view = oil + tfp")
    }
    let found = try Self.problems(price)
    #expect(
      found.count == 1 && found[0].contains("the equation of gdp needs oil, which the plan does not give."),
      "\(found)")
  }
}
