import Foundation
import Testing

/// What `check` and `data` print for readers.
@Suite struct ScreenTests {
  static let plan = Program.repository + "/datasets/caidian-2020/plan.yaml"

  private func lines(_ arguments: [String], in folder: String? = nil) throws -> [String] {
    let run = try Program.run(arguments, in: folder)
    #expect(run.code == 0, "\(run.err)")
    return run.out.components(separatedBy: "\n")
  }

  @Test(arguments: ["check", "data"], ["en", "zh"])
  func noLineIsWiderThanTheTerminal(command: String, language: String) throws {
    for width in [80, 100] {
      let all = try lines([command, Self.plan, "--width", "\(width)", "--lang", language])
      #expect(all.filter { columns($0) > width } == [], "at \(width) columns")
    }
  }

  @Test func chineseScreensHaveNoEnglishOfTheProgram() throws {
    let data = try lines(["data", Self.plan, "--lang", "zh", "--width", "300"])
    #expect(data.contains { $0.hasPrefix("计划 ") && $0.contains("plan.yaml") })
    #expect(data.contains { $0.hasPrefix("估计面板 ") && $0.contains("hubei.csv") })
    #expect(data.contains { $0.hasPrefix("within_year.correlation ") && $0.hasSuffix("  计划中设定") })
    for cell in ["set in the plan", "communiqué panel", "level", "growth", "pp", "ratio", "growth of gdp"] {
      #expect(!data.contains { "  \($0)  ".contains("  \(cell)  ") }, "\(cell)")
    }
    #expect(!data.contains { $0.contains("  communiqué panel ") })
    let run = try lines([
      "run", Self.plan, "--lang", "zh", "--draws", "300", "--width", "300", "-s",
      "external_slump,epidemic_real_2020",
    ])
    #expect(run.contains("   假设：地区生产总值方程 -0.9个百分点"))
    #expect(run.contains { $0.contains("第三产业增加值的冲击 × 6") })
    #expect(run.contains { $0.hasPrefix("  – 核对：武汉市2020年各产业合成的地区生产总值增速为") })
    #expect(
      run.contains(
        "  – “居民收入”：城镇居民人均可支配收入、农村居民人均可支配收入均须高于实际的地区生产总值增速，按公布口径比较：收入为名义增速，"
          + "地区生产总值为实际增速。"))
  }

  @Test func theIncomeNoteNamesThePriceBases() throws {
    let run = try lines([
      "run", Self.plan, "--draws", "300", "--width", "300", "-s", "baseline", "--lang", "en",
    ])
    #expect(
      run.contains(
        "  – “Resident income”: Urban disposable income per head and Rural disposable income per head, each of them, must "
          + "exceed Gross regional product as it turns out; growth rates as published: incomes nominal, GDP real."
      ))
  }

  @Test func resolvedBeginsWithTheScenarioAndListsEveryParameter() throws {
    let folder = try Folder()
    let resolved = ["check", "plan.yaml", "--resolved", "tax_cut"]
    let all = try lines(resolved + ["--width", "300"], in: folder.path)
    let headings = ["The scenario's own", "Targets", "Parameters of the model", "The rest of the plan"]
    let places = headings.map { all.firstIndex(of: $0) ?? -1 }
    #expect(places == places.sorted() && places[0] == 4, "\(places)")
    #expect(all[5].hasPrefix("scenarios.tax_cut.name.en "))
    let document = try #require(
      try JSONSerialization.jsonObject(
        with: Data(try Program.run(resolved + ["--json"], in: folder.path).out.utf8)) as? [String: Any])
    let parameters = try #require(document["parameters"] as? [[String: Any]])
    let told = all[(places[2] + 1)..<places[3]].map { $0.prefix { $0 != " " } }.map(String.init)
    #expect(told == parameters.compactMap { $0["id"] as? String })
    #expect(parameters.count > 20)
    let rows = try folder.text("parameters.csv").components(separatedBy: "\n")
    let number = try #require(rows.firstIndex { $0.hasPrefix("delta,") })
    let delta = try #require(parameters.first { $0["id"] as? String == "delta" })
    #expect(delta["line"] as? Int == number + 1)
    #expect((delta["file"] as? String)?.hasSuffix("parameters.csv") == true)
  }

  @Test func aParameterTheScenarioSetsIsToldAsItIsInForce() throws {
    let all = try lines([
      "check", Self.plan, "--resolved", "epidemic_onset", "--width", "300", "--lang", "en",
    ])
    let line = try #require(all.first { $0.hasPrefix("within_year.correlation ") })
    #expect(line.split(separator: " ").dropFirst().first == "0")
    #expect(line.contains("plan.yaml:") && line.hasSuffix("overrides.parameter within_year.correlation.set"))
  }

  /// Columns of a terminal by the widths of CJK characters and full-width forms: enough for these screens.
  private func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      let isWide =
        (0x2E80...0xA4CF).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
        || (0xFF01...0xFF60).contains(scalar.value)
      return sum + (isWide ? 2 : 1)
    }
  }
}
