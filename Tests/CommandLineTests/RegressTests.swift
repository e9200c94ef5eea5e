import Foundation
import Testing

/// `outturn regress` on data whose answers are known.
@Suite struct RegressTests {
  static let longley = Program.repository + "/datasets/classic/statsmodels_longley.csv"
  static let formula = "TOTEMP ~ GNPDEFL + GNP + UNEMP + ARMED + POP + YEAR"

  struct Document: Decodable {
    struct Coefficient: Decodable {
      var name: String
      var estimate: Double
      var standardError: Double
      var statistic: Double
      var pValue: Double
    }
    struct Covariance: Decodable { var kind: String }
    var n: Int
    var degreesOfFreedom: Int
    var rSquared: Double?
    var sigma: Double?
    var method: String
    var covariance: Covariance
    var coefficients: [Coefficient]
  }

  static func document(_ arguments: [String], in folder: Folder? = nil) throws -> Document {
    let run = try Program.run(["regress"] + arguments + ["--json"], in: folder?.path)
    #expect(run.code == 0, "\(run.err)")
    #expect(run.err == "")
    return try JSONDecoder().decode(Document.self, from: Data(run.out.utf8))
  }

  /// Decimal digits that agree with a certified value.
  static func digits(_ value: Double, of certified: Double) -> Double {
    value == certified ? 16 : -log10(abs(value - certified) / abs(certified))
  }

  /// NIST StRD Longley: the table people know.
  @Test func theTableOfLongley() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(try String(contentsOfFile: Self.longley, encoding: .utf8), to: "longley.csv")
    let run = try Program.run(["regress", "longley.csv", Self.formula], in: folder.path)
    #expect(run.code == 0)
    #expect(run.err == "")
    #expect(
      run.out == """
        Ordinary least squares · longley.csv
          TOTEMP ~ GNPDEFL + GNP + UNEMP + ARMED + POP + YEAR

        observations         16   R²            0.9955
        degrees of freedom   9    adjusted R²   0.9925
                                  σ̂             304.854
        data                 YEAR 1947–1962
        standard errors      homoskedastic, p-values by t(9)

        TOTEMP         estimate  std. error       t       p   95% from         to
        ─────────────────────────────────────────────────────────────────────────
        (Intercept)    -3482259      890420  -3.911  0.0036   -5496529   -1467988
        GNPDEFL         15.0619     84.9149   0.177  0.8631   -177.029    207.153
        GNP          -0.0358192   0.0334910  -1.070  0.3127  -0.111581  0.0399427
        UNEMP          -2.02023    0.488400  -4.136  0.0025   -3.12507  -0.915393
        ARMED          -1.03323    0.214274  -4.822  0.0009   -1.51795  -0.548505
        POP          -0.0511041    0.226073  -0.226  0.8262  -0.562517   0.460309
        YEAR            1829.15     455.478   4.016  0.0030    798.788    2859.52

        All slopes zero: F(6, 9) = 330.285, p < 0.0001

        """)
  }

  /// NIST StRD Longley, certified to 15 digits.
  @Test(arguments: ["double", "extended"])
  func longleyIsRightToItsDigits(precision: String) throws {
    let found = try Self.document([Self.longley, Self.formula, "--precision", precision])
    let certified = [
      -3482258.63459582, 15.0618722713733, -0.358191792925910e-1, -2.02022980381683, -1.03322686717359,
      -0.511041056535807e-1, 1829.15146461355,
    ]
    let errors = [
      890420.383607373, 84.9149257747669, 0.334910077722432e-1, 0.488399681651699, 0.214274163161675,
      0.226073200069370, 455.478499142212,
    ]
    #expect(found.n == 16)
    #expect(found.degreesOfFreedom == 9)
    #expect(Self.digits(try #require(found.rSquared), of: 0.995479004577296) > 14)
    #expect(Self.digits(try #require(found.sigma), of: 304.854073561965) > 14)
    for (j, coefficient) in found.coefficients.enumerated() {
      #expect(Self.digits(coefficient.estimate, of: certified[j]) > 14)
      #expect(Self.digits(coefficient.standardError, of: errors[j]) > 14)
      #expect(coefficient.statistic == coefficient.estimate / coefficient.standardError)
    }
  }

  /// NIST StRD Filip: a polynomial of degree ten, its powers formed in extended precision from the decimals of the file.
  @Test func filipIsRightToItsDigits() throws {
    let lines = try String(
      contentsOfFile: Program.repository + "/datasets/nist-strd/linear/Filip.dat", encoding: .utf8
    ).split(whereSeparator: \.isNewline).map { $0.split(separator: " ") }
    let start = try #require(lines.lastIndex { $0.first == "Data:" })
    let rows = lines[(start + 1)...].map { $0.joined(separator: ",") }
    let folder = try Folder(withPlan: false)
    try folder.write("y,x\n" + rows.joined(separator: "\n") + "\n", to: "filip.csv")
    let powers = ["x"] + (2...10).map { "x^\($0)" }
    let found = try Self.document(
      ["filip.csv", "y ~ " + powers.joined(separator: " + "), "--precision", "extended"], in: folder)
    let certified = lines.filter { $0.count == 3 && $0[0].hasPrefix("B") }.map {
      $0.compactMap { Double($0) }
    }
    #expect(found.coefficients.map(\.name) == ["(Intercept)"] + powers)
    #expect(certified.count == 11)
    for (coefficient, values) in zip(found.coefficients, certified) {
      #expect(Self.digits(coefficient.estimate, of: values[0]) > 14)
      #expect(Self.digits(coefficient.standardError, of: values[1]) > 14)
    }
    #expect(Self.digits(try #require(found.rSquared), of: 0.996727416185620) > 14)
  }

  /// The shipped communiqués: entity and period are found, lags go by them, text is coded, few clusters are told.
  @Test func aPanelOfCommuniques() throws {
    let pairs = Program.repository + "/datasets/communiques/hubei-target-outturn-pairs.csv"
    let run = try Program.run(
      ["regress", pairs, "outturn ~ target + indicator", "--cluster", "region_en", "--lang", "zh"])
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("\n数据     region_en（7个），period 2010–2023\n"))
    #expect(
      run.out.contains("\n标准误   聚类：region_en（7组），小样本因子 G/(G − 1) · (n − 1)/(n − k) = 1.4933，p 值按 t(6)\n"))
    #expect(run.out.contains("\n常数项 "))
    #expect(run.out.contains("– 各类别以 indicator[budget_revenue] 为基准。"))
    #expect(run.out.contains("– region_en 只有7组，偏少：聚类标准误往往偏小。"))
  }

  /// Quarters stand in two columns; the rows go in any order, since lags go by period.
  @Test func quartersOfTwoColumns() throws {
    let path = Program.repository + "/datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv"
    let formula = "growth(realgdp) ~ lag(growth(realgdp)) + lag(infl)"
    let run = try Program.run(["regress", path, formula, "--cov", "hac", "--bandwidth", "5"])
    #expect(run.out.contains("\ndata                 year + quarter 1959Q3–2009Q3\n"))
    #expect(run.out.contains("HAC (Bartlett), bandwidth 5.000, small-sample factor n/(n − k) = 1.0152"))
    #expect(
      run.out.contains(
        """
        – 2 rows are not used: growth(realgdp) has no value in 1 row (the end of a series, or a gap);
          lag(growth(realgdp)) has no value in 2 rows (the end of a series, or a gap); lag(infl) has no
          value in 1 row (the end of a series, or a gap).
        """))
    let folder = try Folder(withPlan: false)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    try folder.write(([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n"), to: "data.csv")
    let straight = try Program.run(["regress", path, formula, "--cov", "hac", "--json"]).out
    let reversed = try Program.run(
      ["regress", "data.csv", formula, "--cov", "hac", "--json"], in: folder.path
    ).out
    #expect(
      straight.replacingOccurrences(of: path, with: "data.csv") == reversed,
      "the order of rows decides nothing")
  }

  /// A table with a row a fact, read for some of them.
  @Test func someRowsOfATable() throws {
    let path = Program.repository + "/datasets/communiques/china-target-outturn-pairs.csv"
    let all = try Self.document([path, "outturn ~ target"])
    let some = try Self.document(
      [
        path, "outturn ~ target", "--where", "indicator=gdp", "--where", "indicator=cpi", "--where",
        "level=nation",
      ])
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
      .dropFirst()
    #expect(all.n == rows.count)
    #expect(
      some.n == rows.count { $0.contains(",nation,") && ($0.contains(",gdp,") || $0.contains(",cpi,")) })
  }

  /// Excel in Chinese writes GB18030; names are read as they are.
  @Test func chineseColumns() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(
      "地区,年份,投资 亿元,产值\n武汉,2010,1,2\n武汉,2011,2,3.5\n黄石,2010,4,8.5\n黄石,2011,6,12\n孝感,2010,3,6\n", to: "utf8.csv"
    )
    let made = try Program.shell("iconv -f UTF-8 -t GB18030 utf8.csv > data.csv", in: folder.path)
    try #require(made.code == 0)
    let run = try Program.run(["regress", "data.csv", "产值 ～ `投资 亿元` － 1", "--lang", "zh"], in: folder.path)
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("数据     地区（3个），年份 2010–2011"))
    #expect(run.out.contains("\n`投资 亿元` "))
    #expect(run.out.contains("– 无常数项，R² 相对于零计算。"))
  }

  @Test func collinearRegressorsMayBeDropped() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("y,a,b,c\n1,1,2,5\n3,2,4,5\n2,3,6,5\n5,4,8,5\n4,6,12,5\n", to: "data.csv")
    let run = try Program.run(
      ["regress", "data.csv", "y ~ a + b + c", "--drop-collinear"], in: folder.path)
    #expect(run.code == 0)
    #expect(run.out.hasSuffix("– b is left out: b is a multiple of a.\n– c is left out: c does not vary.\n"))
    let plain = try Program.run(["regress", "data.csv", "y ~ a", "--json"], in: folder.path)
    let dropped = try Program.run(
      ["regress", "data.csv", "y ~ a + b + c", "--drop-collinear", "--json"], in: folder.path)
    let numbers = { (text: String) in
      text.components(separatedBy: "\"coefficients\"").last?.components(separatedBy: "]").first
    }
    #expect(numbers(plain.out) == numbers(dropped.out))
  }
}
