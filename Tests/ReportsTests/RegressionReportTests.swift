import Foundation
import Reports
import Testing
import TimeSeries

/// The table and the document of a regression, laid out from numbers alone.
@Suite struct RegressionReportTests {
  typealias Coefficient = RegressionRecord.Coefficient

  static func coefficient(_ name: String, _ estimate: Double, _ error: Double, p: Double = 0.5) -> Coefficient
  {
    Coefficient(
      name: name, estimate: estimate, standardError: error, statistic: estimate / error, pValue: p,
      interval: (estimate - 2 * error)...(estimate + 2 * error))
  }

  static func record(_ coefficients: [Coefficient]) -> RegressionRecord {
    var record = RegressionRecord(
      file: "data.csv", formula: "投资 ~ gdp", response: "投资", method: "ols",
      methodName: Bilingual(en: "Ordinary least squares", zh: "普通最小二乘"), precision: "double",
      weights: nil, covariance: .init(id: "hc1", name: Bilingual(en: "robust (HC1)", zh: "稳健（HC1）")),
      n: 12000,
      rows: 12000, missing: [], coefficients: coefficients)
    record.inferenceDegreesOfFreedom = 11998
    record.degreesOfFreedom = 11998
    record.rSquared = 0.99999
    return record
  }

  static let plain = record([
    coefficient("(Intercept)", -12.5, 2.25, p: 1e-9), coefficient("国内生产总值 亿元", 0.5, 0.125, p: 0.0001),
  ])

  // MARK: Layout

  /// Below 76 columns the interval gives way.
  @Test func sixtyColumns() {
    #expect(
      RegressionReport(Self.plain, width: 60).text() == """
        Ordinary least squares · data.csv
          投资 ~ gdp

        observations         12,000   R²   0.999990
        degrees of freedom   11,998
        standard errors      robust (HC1), p-values by t(11998)

        投资               estimate  std. error       t        p
        ────────────────────────────────────────────────────────
        (Intercept)        -12.5000     2.25000  -5.556  <0.0001
        国内生产总值 亿元  0.500000    0.125000   4.000   0.0001

        """)
    #expect(
      RegressionReport(Self.plain, width: 10).text() == RegressionReport(Self.plain, width: 60).text())
  }

  @Test func eightyColumns() {
    let text = RegressionReport(Self.plain, width: 80).text()
    #expect(
      text.hasSuffix(
        """

        投资               estimate  std. error       t        p  95% from        to
        ────────────────────────────────────────────────────────────────────────────
        (Intercept)        -12.5000     2.25000  -5.556  <0.0001  -17.0000  -8.00000
        国内生产总值 亿元  0.500000    0.125000   4.000   0.0001  0.250000  0.750000

        """), "\(text)")
    #expect(RegressionReport(Self.plain, width: 120).text() == text)
  }

  /// In Chinese, titles and cells end in the same column of the terminal, wide characters counting two.
  @Test(arguments: [60, 80, 120]) func chineseColumnsAlign(width: Int) {
    let text = RegressionReport(Self.plain, language: .zh, width: width).text()
    let lines = text.split(separator: "\n").map(String.init)
    let rule = lines.firstIndex { $0.hasPrefix("──") } ?? 0
    #expect(lines[rule - 1].hasPrefix("投资 ") && lines[rule + 1].hasPrefix("常数项 "))
    let table = lines[(rule - 1)...]
    #expect(Set(table.map { DisplayWidth.of($0) }).count == 1, "\(text)")
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    #expect(text.contains("标准误   稳健（HC1），p 值按 t(11998)"))
  }

  /// No line is wider than the terminal, whatever the language and however long the names, notes and reasons.
  @Test(arguments: [60, 80, 120], [Language.en, .zh, .both])
  func longTextsWrap(width: Int, language: Language) {
    let long = String(repeating: "growth(real_gdp):", count: 6) + "x"
    var record = Self.record([Self.coefficient(long, 1, 0.5), Self.coefficient("(Intercept)", 3, 1)])
    record.formula = (0..<30).map { "regressor_\($0)" }.joined(separator: " + ")
    record.notes = [
      Bilingual(
        en: String(repeating: "A note of some length. ", count: 12),
        zh: String(repeating: "较长的说明。", count: 30))
    ]
    record.diagnostics = [
      .init(
        id: "white", name: Bilingual("White"), null: Bilingual("null"),
        reason: Bilingual(
          en: String(repeating: "too few observations ", count: 9), zh: String(repeating: "观测太少", count: 30)))
    ]
    let text = RegressionReport(record, language: language, width: width).text()
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
    }
  }

  /// Blocks of several quantiles stand under one head.
  @Test func quantilesAreBlocks() {
    var coefficients = [0.1, 0.1, 0.9, 0.9].map { τ in
      var c = Self.coefficient("x", τ, 0.5)
      c.quantile = τ
      return c
    }
    coefficients[1].name = "z"
    coefficients[3].name = "z"
    let lines = RegressionReport(Self.record(coefficients), width: 80).text().split(separator: "\n")
    let heads = lines.indices.filter { lines[$0].hasPrefix("τ = ") }
    #expect(heads.map { lines[$0] } == ["τ = 0.1", "τ = 0.9"])
    #expect(lines[heads[1] - 1].hasPrefix("───") && lines[heads[0] - 1].hasPrefix("───"))
    #expect(lines[heads[0] + 1].hasPrefix("x ") && lines[heads[1] + 2].hasPrefix("z "))
    #expect(lines.filter { $0.hasPrefix("投资") }.count == 1)
  }

  @Test func testsThatDoNotApplySayWhy() {
    var record = Self.plain
    record.tests = [
      .init(
        id: "slopes", name: Bilingual(en: "All slopes zero", zh: "斜率全为零"), statistic: 16,
        distribution: "F(1, 11998)", pValue: 1e-7)
    ]
    record.diagnostics = [
      .init(
        id: "breuschPagan", name: Bilingual("Breusch–Pagan"), null: Bilingual("n"), statistic: 2.5,
        distribution: "χ²(1)", pValue: 0.1138),
      .init(
        id: "white", name: Bilingual("White"), null: Bilingual("n"),
        reason: Bilingual(en: "too few observations", zh: "观测太少")),
      .init(id: "vif", name: Bilingual(en: "Largest VIF", zh: "最大方差膨胀因子"), statistic: 1.5),
    ]
    #expect(
      RegressionReport(record, width: 80).text().hasSuffix(
        """

        All slopes zero: F(1, 11998) = 16.000, p < 0.0001

        diagnostics    statistic  distribution       p
        ──────────────────────────────────────────────
        Breusch–Pagan      2.500  χ²(1)         0.1138
        White                  –                     –
        Largest VIF        1.500
        – White: too few observations

        """))
    #expect(
      RegressionReport(record, language: .zh, width: 80).text().hasSuffix(
        """

        诊断检验          统计量  分布        p
        ───────────────────────────────────────
        Breusch–Pagan      2.500  χ²(1)  0.1138
        White                  –              –
        最大方差膨胀因子   1.500
        – White：观测太少

        """))
  }

  // MARK: Numbers

  /// Six significant digits; an exponent below 0.0001 and from 10⁹; nothing rounds to a number of another length.
  @Test(arguments: [
    (0.0, "0"), (1, "1.00000"), (-0.5, "-0.500000"), (123456.7, "123457"), (999_999.5, "1000000"),
    (0.0001, "0.000100000"),
    (0.00009999, "9.99900e-05"), (1e9, "1.00000e+09"), (999_999_999, "999999999"),
    (-1.234567e-300, "-1.23457e-300"), (1.7976931348623157e308, "1.79769e+308"),
    (.leastNonzeroMagnitude, "4.94066e-324"),
    (9.9999996e-7, "1.00000e-06"), (-1e100, "-1.00000e+100"),
  ])
  func hugeAndTinyNumbers(value: Double, text: String) {
    let record = Self.record([Self.coefficient("x", value, 1)])
    let row = RegressionReport(record, width: 60).text().split(separator: "\n").last { $0.hasPrefix("x ") }
    let cells = row?.split(separator: " ") ?? []
    #expect(cells.count > 1 && cells[1] == text, "\(cells)")
  }

  /// p-values that round to zero are told to be small, t-values of any size keep their column.
  @Test func extremesOfStatistics() {
    let record = Self.record([
      Self.coefficient("a", 1, 1e-12, p: 0), Self.coefficient("b", 1e-12, 1, p: 1),
      Self.coefficient("c", 1, 1, p: 0.00004999), Self.coefficient("d", 1, 1, p: 0.00005001),
    ])
    let rows = RegressionReport(record, width: 60).text().split(separator: "\n").suffix(4)
      .map { $0.split(separator: " ").map(String.init) }
    #expect(rows.map { $0[4] } == ["<0.0001", "1.0000", "<0.0001", "0.0001"])
    #expect(rows[0][3] == "1.000e+12" && rows[1][3] == "0.000")
  }

  // MARK: JSON

  /// Every number reads back as the same double.
  @Test func seventeenDigitsRoundTrip() throws {
    let values = [
      0.1 + 0.2, 1.0 / 3, -1e-300, .leastNonzeroMagnitude, 1.7976931348623157e308, 123456789.12345679, 2.5,
      -0.0,
      9007199254740992, 0x1.fffffffffffffp-1,
    ]
    var record = Self.record(
      values.map {
        Coefficient(name: "x", estimate: $0, standardError: 1, statistic: $0, pValue: 0.1, interval: 0...1)
      })
    record.rSquared = 0.1 + 0.7
    record.sigma = .infinity
    record.coefficients[0].quantile = 0.1
    let text = record.json().text()
    struct Document: Decodable {
      struct Item: Decodable { var estimate: Double, statistic: Double, quantile: Double? }
      var coefficients: [Item]
      var rSquared: Double?
      var adjustedRSquared: Double?
      var sigma: Double?
      var n: Int
    }
    let read = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    #expect(read.coefficients.map(\.estimate) == values && read.coefficients.map(\.statistic) == values)
    #expect(read.coefficients.map(\.quantile) == [0.1] + Array(repeating: nil, count: values.count - 1))
    #expect(read.rSquared == 0.1 + 0.7 && read.adjustedRSquared == nil && read.sigma == nil)
    #expect(read.n == 12000 && text.contains("0.30000000000000004"))
    #expect(text == record.json().text())
  }

  /// Texts keep their quotation marks, line breaks and scripts.
  @Test func textsAreEscaped() throws {
    var record = Self.plain
    record.formula = "`a \"b\"\\` ~ 投资\n\t+ x"
    record.tests = [.init(id: "t", name: Bilingual(en: "a", zh: "甲"), null: Bilingual(en: "n", zh: "零"))]
    record.diagnostics = [.init(id: "d", name: Bilingual("b"), statistic: 2)]
    struct Document: Decodable {
      struct Words: Decodable { var en: String, zh: String }
      struct Test: Decodable { var id: String, null: Words?, statistic: Double? }
      var formula: String
      var tests: [Test]
    }
    let read = try JSONDecoder().decode(Document.self, from: Data(record.json().text().utf8))
    #expect(read.formula == record.formula)
    #expect(read.tests.map(\.id) == ["t", "d"] && read.tests[0].null?.zh == "零" && read.tests[1].null == nil)
  }
}
