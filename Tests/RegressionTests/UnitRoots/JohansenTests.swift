import Foundation
import LinearAlgebra
import Testing

@testable import Regression

@Suite struct JohansenTests {
  let series: Matrix
  let names = ["consumption", "income", "investment"]

  init() throws {
    let data = try Macrodata()
    series = Matrix(columns: ["realcons", "realdpi", "realinv"].map { data.column($0).map { $0 / 1000 } })
  }

  /// urca 1.3-3's `ca.jo` (Tests/References/r/unit_roots.R).
  @Test(arguments: [1, 3]) func agreesWithUrca(differences: Int) throws {
    let r = try DiagnosticReferences("r/unit_roots.csv")
    let cases: [(Johansen.Terms, String)] = [
      (.constant, "none"), (.restrictedConstant, "const"), (.restrictedTrend, "trend"),
    ]
    for (terms, label) in cases {
      let test = try Johansen(series, names: names, terms: terms, differences: differences)
      let quantity = "\(label).\(differences)"
      #expect(digits(test.eigenvalues, of: r.list("eigenvalue", of: quantity, in: "johansen")) >= 9)
      #expect(
        digits(test.trace.compactMap(\.statistic), of: r.list("trace", of: quantity, in: "johansen")) >= 9)
      #expect(
        digits(
          test.maximumEigenvalue.compactMap(\.statistic), of: r.list("maximum", of: quantity, in: "johansen"))
          >= 9)
      // The trend may be counted from another period: it moves the unrestricted constant only.
      #expect(digits(Array(test.vectors.column(0)), of: r.list("vector", of: quantity, in: "johansen")) >= 7)
      #expect(
        digits(Array(test.loadings.column(0)), of: r.list("loading", of: quantity, in: "johansen")) >= 7)
    }
  }

  /// statsmodels 0.15's `coint_johansen` (Tests/References/statsmodels/unit_roots.py). Its order 1 takes
  /// trends out of the levels before anything else, which is none of Johansen's cases and not compared.
  @Test(arguments: [1, 3]) func agreesWithStatsmodels(differences: Int) throws {
    let reference = try DiagnosticReferences("statsmodels/unit_roots.csv")
    for (terms, label) in [(Johansen.Terms.none, "none"), (.constant, "constant")] {
      let test = try Johansen(series, terms: terms, differences: differences)
      let quantity = "\(label).\(differences)"
      #expect(digits(test.eigenvalues, of: reference.list("eigenvalue", of: quantity, in: "johansen")) >= 9)
      let trace = reference.list("trace", of: quantity, in: "johansen")
      #expect(digits(test.trace.compactMap(\.statistic), of: trace) >= 9)
      let critical = test.trace.compactMap(\.criticalValues).flatMap {
        [$0.tenPercent, $0.fivePercent, $0.onePercent]
      }
      #expect(digits(critical, of: reference.list("trace", of: "\(label).critical", in: "johansen")) >= 14)
      let largest = test.maximumEigenvalue.compactMap(\.criticalValues).flatMap {
        [$0.tenPercent, $0.fivePercent, $0.onePercent]
      }
      #expect(digits(largest, of: reference.list("maximum", of: "\(label).critical", in: "johansen")) >= 14)
    }
  }

  /// Doornik's gamma distributions at the critical values of MacKinnon, Haug & Michelis (1999), simulated
  /// independently, and of Osterwald-Lenum (1992), which are coarser and drift from 5 series on.
  @Test func probabilitiesAndCriticalValuesAgree() throws {
    for terms in Johansen.Terms.allCases {
      let coarse = terms == .restrictedConstant || terms == .restrictedTrend
      for form in [JohansenRankTest.Form.trace, .maximumEigenvalue] {
        let approximation = DoornikApproximation(form, terms)
        for q in 1...(coarse ? 4 : 10) {
          let critical = try #require(JohansenCriticalValues.values(form, terms, remaining: q))
          let found = try [critical.tenPercent, critical.fivePercent, critical.onePercent].map {
            try approximation.pValue($0, remaining: q)
          }
          for (p, level) in zip(found, [0.1, 0.05, 0.01]) {
            #expect(abs(p - level) < (coarse ? 0.02 : 0.005), "\(form) \(terms) \(q) \(level): \(p)")
          }
        }
      }
    }
    #expect(JohansenCriticalValues.values(.trace, .none, remaining: 13) == nil)
  }

  /// One series left: the trace and maximum-eigenvalue tests are the same; λ do not depend on units, and a
  /// relation found solves the eigenvalue problem.
  @Test func identities() throws {
    for terms in Johansen.Terms.allCases {
      let test = try Johansen(series, terms: terms, differences: 2)
      #expect(test.trace[2].statistic == test.maximumEigenvalue[2].statistic)
      #expect(
        zip(test.trace, test.trace.dropFirst()).allSatisfy { ($0.statistic ?? 0) > ($1.statistic ?? 0) })
      let rescaled = Matrix(rows: series.rows, columns: 3) { i, j in series[i, j] * [100, 0.01, 3][j] }
      let again = try Johansen(rescaled, terms: terms, differences: 2)
      #expect(digits(again.eigenvalues, of: test.eigenvalues) >= 9)
      #expect(test.vectors.row(0) == [1, 1, 1] && test.observations == 200)
      #expect(test.rank() != nil)
    }
    let test = try Johansen(series, names: names, terms: .restrictedConstant)
    #expect(test.names == ["consumption", "income", "investment", "constant"])
    #expect(test.trace[1].null == "there are at most 1 cointegrating relation")
    #expect(test.maximumEigenvalue[0].null == "there are 0 cointegrating relations, not one more")
  }

  @Test func testsThatDoNotApplySayWhy() throws {
    let short = try Johansen(series.selectingRows(Array(0..<8)), differences: 2)
    #expect(
      short.trace[0].reason
        == "A system with 10 terms an equation, after lags, needs at least 14 observations; there are 5.")
    #expect(short.rank() == nil && short.eigenvalues.isEmpty)
    let twice = Matrix(columns: [Array(series.column(0)), series.column(0).map { 2 * $0 }])
    #expect(
      try Johansen(twice).maximumEigenvalue[1].reason
        == "The series, or their changes, are collinear with each other or with lags.")
    #expect(
      throws: DiagnosticError.outOfRange(what: "The number of series", value: "1", allowed: "at least 2")
    ) {
      try Johansen(series.selectingColumns([0]))
    }
    #expect(throws: RegressionError.nameCount(names: 1, columns: 3)) { try Johansen(series, names: ["a"]) }
  }
}
