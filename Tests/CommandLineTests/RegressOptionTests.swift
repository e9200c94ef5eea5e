import Foundation
import Testing

/// Options of `outturn regress`: several quantiles, tests of assumptions, lags, frequencies.
@Suite struct RegressOptionTests {
  struct Results: Decodable {
    struct Coefficient: Decodable {
      var name: String
      var estimate: Double
      var standardError: Double
      var quantile: Double?
    }
    struct Test: Decodable {
      struct Words: Decodable { var en: String, zh: String }
      var id: String
      var null: Words?
      var statistic: Double?
      var distribution: String?
      var pValue: Double?
      var reason: Words?
    }
    struct Covariance: Decodable { var bandwidth: Double? }
    var coefficients: [Coefficient]
    var tests: [Test]
    var covariance: Covariance
    var n: Int
  }

  private func results(_ arguments: String...) throws -> Results {
    let run = try Program.run(["regress"] + arguments + ["--json"])
    #expect(run.code == 0, "\(run.err)")
    return try JSONDecoder().decode(Results.self, from: Data(run.out.utf8))
  }

  private func refusal(_ arguments: String...) throws -> String {
    let run = try Program.run(["regress"] + arguments)
    #expect(run.code == 2 && run.out == "")
    return run.err
  }

  static let grunfeld = RegressMethodTests.grunfeld
  static let communiques = Program.repository + "/datasets/communiques/hubei.csv"

  // MARK: --tests

  /// statsmodels 0.15 on Longley: het_breuschpagan 2.5096632074638148 (p 0.8673846348771393), acorr_breusch_godfrey 2.6851538952760006,
  /// durbin_watson 2.559487689281628, jarque_bera 0.6841355859499141, reset_ramsey(3) F 2.2727103129898327 (p 0.1735437511406442),
  /// largest variance_inflation_factor 1788.5134827182983; condition index by numpy's SVD.
  @Test func testsOfLongley() throws {
    let found = try results(RegressTests.longley, RegressTests.formula, "--tests")
    let expected: [(String, Double?, String?)] = [
      ("slopes", 330.285339234588, "F(6, 9)"), ("breuschPagan", 2.5096632074638148, "χ²(6)"),
      ("white", nil, nil), ("breuschGodfrey", 2.6851538952760006, "χ²(1)"),
      ("durbinWatson", 2.559487689281628, "d(16, 7)"), ("jarqueBera", 0.6841355859499141, "χ²(2)"),
      ("reset", 2.2727103129898327, "F(2, 7)"), ("varianceInflation", 1788.5134827182983, nil),
      ("conditionIndex", 43275.043587179935, nil),
    ]
    #expect(found.tests.map(\.id) == expected.map(\.0))
    for (test, (_, statistic, distribution)) in zip(found.tests, expected) {
      #expect(test.distribution == distribution)
      #expect((test.statistic == nil) == (statistic == nil))
      if let value = test.statistic, let statistic {
        #expect(RegressTests.digits(value, of: statistic) > 9, "\(test.id)")
      }
      #expect((test.reason != nil) == (test.statistic == nil))
    }
    #expect(RegressTests.digits(try #require(found.tests[1].pValue), of: 0.8673846348771393) > 10)
    #expect(RegressTests.digits(try #require(found.tests[6].pValue), of: 0.1735437511406442) > 10)
    #expect(found.tests[1].null?.en == "the errors have equal variances")
    #expect(found.tests[7].null == nil)
    #expect(found.tests[2].reason?.zh == "至少需要17个观测，而只有16个")
  }

  @Test func theTableOfTests() throws {
    let run = try Program.run(
      ["regress", RegressTests.longley, RegressTests.formula, "--tests", "--width", "80"])
    #expect(
      run.out.hasSuffix(
        """

        diagnostics               statistic  distribution       p
        ─────────────────────────────────────────────────────────
        Breusch–Pagan                 2.510  χ²(6)         0.8674
        White                             –                     –
        Breusch–Godfrey, order 1      2.685  χ²(1)         0.1013
        Durbin–Watson                 2.559  d(16, 7)      0.4834
        Jarque–Bera                   0.684  χ²(2)         0.7103
        RESET, squares and cubes      2.273  F(2, 7)       0.1735
        Largest VIF (GNP)          1788.513
        Largest condition index   43275.044
        – White: the regression of squared residuals on 15 terms needs at least 17
          observations; there are 16

        """), "\(run.out)")
  }

  /// Rows without an order in time have no autocorrelation to test.
  @Test func autocorrelationNeedsAnOrder() throws {
    let panel = try results(Self.grunfeld, "inv ~ value + capital", "--tests")
    let reasons = panel.tests.filter { ["breuschGodfrey", "durbinWatson"].contains($0.id) }
    #expect(reasons.map { $0.reason?.en } == Array(repeating: "several rows are of one period", count: 2))
    let lagged = try results(RegressTests.longley, "GNP ~ lag(GNP)", "--tests")
    #expect(lagged.tests.first { $0.id == "breuschGodfrey" }?.statistic != nil)
    #expect(
      lagged.tests.first { $0.id == "durbinWatson" }?.reason?.en
        == "GNP is lagged among the regressors, which draws the statistic towards 2")
    #expect(
      try refusal(Self.grunfeld, "inv ~ value | firm", "--tests")
        == "error: --tests goes with least squares, not with --method fe\n")
  }

  // MARK: --tau

  /// The median among several is the median alone where quantiles do not cross, and fitted values rise with τ where they would.
  @Test func severalQuantiles() throws {
    let formula = "inv ~ value + capital"
    let three = try results(Self.grunfeld, formula, "--method", "quantile", "--tau", "0.9,0.1,0.5")
    #expect(three.coefficients.map(\.quantile) == [0.1, 0.1, 0.1, 0.5, 0.5, 0.5, 0.9, 0.9, 0.9])
    let lines = try String(contentsOfFile: Self.grunfeld, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = lines[0].split(separator: ",").map { $0.trimmingCharacters(in: ["\""]) }
    let places = try ["value", "capital"].map { try #require(header.firstIndex(of: $0)) }
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",")
      let x = try [1] + places.map { try #require(Double(cells[$0])) }
      let fitted = [0, 3, 6].map { start in
        (0..<3).reduce(0) { $0 + three.coefficients[start + $1].estimate * x[$1] }
      }
      #expect(fitted[0] <= fitted[1] + 1e-8 && fitted[1] <= fitted[2] + 1e-8)
    }
    let run = try Program.run(
      ["regress", Self.grunfeld, formula, "--method", "quantile", "--tau", "0.1,0.5,0.9", "--width", "80"])
    #expect(run.out.contains("\nτ = 0.1\n(Intercept) ") && run.out.contains("\nτ = 0.9\n(Intercept) "))
    #expect(run.out.contains("– Fitted one by one, neighbouring quantiles cross in 20 places; they are"))
    #expect(run.out.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("/") })

    let apart = try results(Self.grunfeld, "inv ~ 1", "--method", "quantile", "--tau", "0.25,0.75")
    let alone = try results(Self.grunfeld, "inv ~ 1", "--method", "quantile", "--tau", "0.75")
    #expect(apart.coefficients[1].estimate == alone.coefficients[0].estimate)
    #expect(apart.coefficients[1].standardError == alone.coefficients[0].standardError)
  }

  @Test(arguments: [
    ("0.5,0.5", "Error: --tau has 0.5 twice; give each quantile once."),
    ("0.5,2", "Error: --tau lies between 0 and 1, such as 0.5, not 2.0."),
    ("0.5,", "Error: The value '0.5,' is invalid for '--tau <quantiles>'"),
  ])
  func wrongQuantiles(text: String, says: String) throws {
    let run = try Program.run(["regress", Self.grunfeld, "inv ~ 1", "--method", "quantile", "--tau", text])
    #expect(run.code == 64)
    #expect(run.err.hasPrefix(says), "\(run.err)")
  }

  // MARK: Panels

  /// linearmodels 7.0, PanelOLS(inv ~ value + capital + EntityEffects), cov_type "driscoll-kraay", bandwidth 3, debiased.
  @Test func driscollKraayOfFixedEffects() throws {
    let formula = "inv ~ value + capital | firm"
    let found = try results(
      Self.grunfeld, formula, "--cov", "driscoll-kraay", "--lags", "3", "--small-sample", "statsmodels")
    #expect(RegressTests.digits(found.coefficients[0].standardError, of: 0.01940214393646946) > 12)
    #expect(RegressTests.digits(found.coefficients[1].standardError, of: 0.03561758361286669) > 12)
    let wide = try results(
      Self.grunfeld, formula, "--cov", "driscoll-kraay", "--bandwidth", "4", "--small-sample", "statsmodels")
    #expect(wide.covariance.bandwidth == 4)
    #expect(wide.coefficients.map(\.standardError) == found.coefficients.map(\.standardError))
    let clustered = try results(
      Self.grunfeld, "inv ~ value + capital | firm + year", "--cluster", "firm,year")
    #expect(clustered.coefficients.allSatisfy { $0.standardError > 0 })
  }

  /// Random effects and differences take the lags given, and refuse rules that give no whole number.
  @Test(arguments: ["fe", "re", "fd"]) func lagsOfPanels(method: String) throws {
    let arguments = [Self.grunfeld, "inv ~ value + capital", "--method", method, "--cov", "driscoll-kraay"]
    let two = try Program.run(["regress"] + arguments + ["--lags", "2"])
    #expect(two.out.contains("Driscoll–Kraay (Bartlett), bandwidth 3.000,"), "\(two.err)")
    let rule = try Program.run(["regress"] + arguments + ["--bandwidth", "andrews"])
    #expect(
      rule.err == """
        error: --bandwidth andrews is not for --method \(method), whose Driscoll–Kraay errors count whole lags
          give --lags L, or leave it out for ⌊4(T/100)^(2/9)⌋ lags of T periods

        """)
    let many = try Program.run(["regress"] + arguments + ["--lags", "30", "--lang", "zh"])
    #expect(many.code == 2 && many.err.hasPrefix("错误: 只有"), "\(many.err)")
  }

  // MARK: --frequency

  /// The communiqués hold annual rows beside half-years, quarters and spans: one error says so, one option settles it.
  @Test func rowsOfSeveralFrequencies() throws {
    let mixed = ["value ~ lag(value)", "--where", "indicator=gdp", "--where", "region_en=Caidian"]
    #expect(
      try refusal(Self.communiques, "value ~ lag(value)", "--where", "indicator=gdp") == """
        error: the rows are of several frequencies by period: annual (112), half-year (6), quarter (4), several periods at once (2)
          read those of one: --frequency annual or --frequency half-year or --frequency quarter

        """)
    let chinese = try Program.run(
      ["regress", Self.communiques, "value ~ lag(value)", "--where", "indicator=gdp", "--lang", "zh"])
    #expect(
      chinese.err == """
        错误: 按 period 列，各行频率不一：年度（112行）、半年度（6行）、季度（4行）、跨期（2行）
          请只读一种：--frequency annual 或 --frequency half-year 或 --frequency quarter

        """)
    #expect(
      try refusal(Self.communiques, "value ~ 1", "--where", "indicator=gdp", "--frequency", "month") == """
        error: no row is of --frequency month by period; there are annual (112), half-year (6), quarter (4), several periods at once (2)
          read those of one: --frequency annual or --frequency half-year or --frequency quarter

        """)
    let twice = try refusal(Self.communiques, mixed[0], "--where", "indicator=gdp", "--frequency", "annual")
    #expect(twice.hasPrefix("formula:1:9: error: lag(value) is not defined: lines "))
    #expect(twice.components(separatedBy: "error:").count == 2)
  }

  /// The rows of one frequency are those a file of their own would have.
  @Test func oneFrequency() throws {
    let folder = try Folder(withPlan: false)
    let annual = "region,period,y,x\na,2010,1,2\na,2011,2,5\na,2012,4,4\na,2013,3,7\na,2014,6,8\n"
    try folder.write(annual, to: "annual.csv")
    try folder.write(annual + "a,2010H1,9,9\na,2011H1,9,8\na,2015Q1-3,7,7\n", to: "mixed.csv")
    let formula = "y ~ lag(y) + x"
    let alone = try Program.run(["regress", "annual.csv", formula, "--lang", "en"], in: folder.path)
    let chosen = try Program.run(
      ["regress", "mixed.csv", formula, "--frequency", "annual", "--lang", "en"], in: folder.path)
    #expect(chosen.code == 0, "\(chosen.err)")
    #expect(chosen.out == alone.out.replacingOccurrences(of: "annual.csv", with: "mixed.csv"))
    try folder.write("y,x\n1,2\n2,3\n4,4\n", to: "none.csv")
    let none = try Program.run(["regress", "none.csv", "y ~ x", "--frequency", "annual"], in: folder.path)
    #expect(
      none.err
        == "error: --frequency needs the period of each row\n  say which column holds it: --period COLUMN\n")
  }
}
