import Foundation
import LinearAlgebra
import Regression
import Testing

/// Agreement with statsmodels 0.15 and arch 8.0 (Tests/References/statsmodels/unit_roots.py) and R's urca
/// (r/unit_roots.R) on US quarterly data.
@Suite struct UnitRootTests {
  let reference: DiagnosticReferences
  let data: Macrodata
  let terms: [(Deterministics, String)] = [
    (.none, "n"), (.constant, "c"), (.trend, "ct"), (.quadraticTrend, "ctt"),
  ]

  init() throws {
    reference = try DiagnosticReferences("statsmodels/unit_roots.csv")
    data = try Macrodata()
  }

  private func series(_ name: String) -> [Double] {
    data.column(name).map { name == "realgdp" ? $0 / 1000 : $0 }
  }

  @Test(arguments: ["realgdp", "unemp", "infl"]) func dickeyFuller(name: String) throws {
    let choices: [(LagChoice, String)] = [
      (.akaike(), "AIC"), (.bayes(), "BIC"), (.lastSignificant(), "t-stat"), (.fixed(4), "None"),
    ]
    for (deterministics, term) in terms {
      for (choice, label) in choices {
        let test = try AugmentedDickeyFuller(series(name), deterministics: deterministics, lags: choice)
        let quantity = "adf.\(term).\(label)"
        #expect(test.lags == Int(reference.value("lags", of: quantity, in: name)))
        #expect(test.observations == Int(reference.value("n", of: quantity, in: name)))
        let critical = try #require(test.criticalValues)
        #expect(
          digits(
            [critical.onePercent, critical.fivePercent, critical.tenPercent],
            of: reference.list("critical", of: quantity, in: name)) >= 13)
        let above = (test.statistic ?? 0) > 3
        reference.check(test, quantity, in: name, digits: 9, pValue: !above)
        // Above the surface's range statsmodels says 1; its end is a lower bound.
        if above { #expect((test.pValue ?? 0) > 0.998) }
      }
    }
  }

  @Test func dickeyFullerAgreesWithUrca() throws {
    let urca = try DiagnosticReferences("r/unit_roots.csv")
    for (deterministics, model) in [(Deterministics.none, "none"), (.constant, "drift"), (.trend, "trend")] {
      let test = try AugmentedDickeyFuller(
        data.column("realgdp"), deterministics: deterministics, lags: .fixed(2))
      urca.check(test, "df.\(model)", in: "realgdp", pValue: false)
    }
  }

  @Test(arguments: ["realgdp", "unemp", "infl"]) func phillipsPerron(name: String) throws {
    for (deterministics, term) in terms.dropLast() {
      for lags in [nil, 3] {
        let label = lags.map { "\($0)" } ?? "None"
        let tau = try PhillipsPerron(series(name), deterministics: deterministics, lags: lags)
        let outside = (tau.statistic ?? 0) > 2.7
        reference.check(tau, "pp.tau.\(term).\(label)", in: name, digits: 9, pValue: !outside)
        let rho = try PhillipsPerron(series(name), deterministics: deterministics, lags: lags, form: .rho)
        reference.check(rho, "pp.rho.\(term).\(label)", in: name, digits: 9, pValue: false)
      }
    }
  }

  @Test(arguments: ["realgdp", "unemp", "infl"]) func kpss(name: String) throws {
    let bandwidths: [(KPSS.Bandwidth, String)] = [
      (.automatic, "auto"), (.schwert, "legacy"), (.fixed(4), "4"),
    ]
    for (around, term) in [(KPSS.Around.level, "c"), (.trend, "ct")] {
      for (bandwidth, label) in bandwidths {
        let test = try KPSS(series(name), around: around, bandwidth: bandwidth)
        let quantity = "kpss.\(term).\(label)"
        reference.check(test, quantity, in: name, pValue: false)
        #expect(test.lags == Int(reference.value("lags", of: quantity, in: name)))
        let expected = reference.value("pValue", of: quantity, in: name)
        switch try #require(test.tabulatedPValue) {
        case .interpolated(let p): #expect(p.agrees(with: expected, to: 9))
        case .atMost(let p): #expect(p == 0.01 && expected == 0.01)
        case .atLeast(let p): #expect(p == 0.1 && expected == 0.1)
        }
      }
    }
    #expect("\(KPSS.TabulatedPValue.atMost(0.01)), \(KPSS.TabulatedPValue.atLeast(0.1))" == "≤ 0.01, ≥ 0.1")
  }

  @Test func engleGranger() throws {
    let (c, d, i) = (
      data.column("realcons").map { $0 / 1000 }, data.column("realdpi").map { $0 / 1000 },
      data.column("realinv").map { $0 / 1000 }
    )
    let choices: [(LagChoice, String)] = [
      (.akaike(), "aic"), (.bayes(), "bic"), (.lastSignificant(), "t-stat"),
    ]
    for (deterministics, term) in terms.dropFirst() {
      for (choice, label) in choices {
        for (sample, columns) in [("two", [d]), ("three", [d, i])] {
          let test = try EngleGranger(
            c, on: Matrix(columns: columns), deterministics: deterministics, lags: choice)
          let quantity = "coint.\(term).\(label)"
          reference.check(test, quantity, in: sample, digits: 9)
          let critical = try #require(test.criticalValues)
          #expect(
            digits(
              [critical.onePercent, critical.fivePercent, critical.tenPercent],
              of: reference.list("critical", of: quantity, in: sample)) >= 12)
          #expect(
            test.residuals.count == 203 && test.coefficients.count == columns.count + deterministics.count)
        }
      }
    }
  }

  @Test func stationarityIsToldFromUnitRoots() throws {
    // A stationary autoregression and its cumulated sum, deterministic noise.
    var (level, sum) = ([0.0], [0.0])
    for t in 1..<400 {
      let shock = sin(Double(t * t) * 0.7) + cos(Double(t) * 12.9898)
      level.append(0.3 * level[t - 1] + shock)
      sum.append(sum[t - 1] + shock + 0.1 * sin(Double(t)))
    }
    #expect((try AugmentedDickeyFuller(level).pValue ?? 1) < 0.001)
    #expect((try PhillipsPerron(level).pValue ?? 1) < 0.001)
    #expect((try PhillipsPerron(level, form: .rho).pValue ?? 1) < 0.001)
    #expect((try KPSS(level).pValue ?? 0) > 0.05)
  }

  @Test func testsThatDoNotApplySayWhy() throws {
    let flat = [Double](repeating: 0.3, count: 40)
    let line = (0..<40).map { 2 + 0.5 * Double($0) }
    #expect(try AugmentedDickeyFuller(flat).reason == "The series is constant.")
    #expect(try PhillipsPerron(flat).reason == "The series is constant.")
    #expect(try KPSS(flat).reason == "The series is constant.")
    #expect(try KPSS(line, around: .trend).reason == "The series is a straight line.")
    #expect(
      try AugmentedDickeyFuller(line, deterministics: .trend, lags: .fixed(0)).reason
        == "The level, its lagged differences and the deterministic terms are collinear.")
    #expect(
      try AugmentedDickeyFuller(line, lags: .fixed(0)).reason
        == "The series follows its own past exactly; there are no errors.")
    #expect(try AugmentedDickeyFuller(line).reason != nil)
    #expect(
      try PhillipsPerron(line).reason == "The series follows its own past exactly; there are no errors.")
    #expect(
      try AugmentedDickeyFuller([1, 3, 2, 5], lags: .fixed(1)).reason
        == "A regression with up to 1 lags needs at least 6 observations; there are 4.")
    #expect(
      try AugmentedDickeyFuller([1, 3]).reason
        == "A regression with up to 0 lags needs at least 4 observations; there are 2.")
    #expect(try KPSS([1, 2, 1]).reason == "A test about a level needs at least 4 observations; there are 3.")
    #expect(
      try PhillipsPerron([1, 2, 1, 3], lags: 6).reason
        == "A test with 6 lags needs at least 8 observations; there are 4.")
    let walk = (0..<40).map { sin(Double($0 * $0)) }
    #expect(
      try EngleGranger(walk.map { 3 * $0 + 1 }, on: Matrix(columns: [walk])).reason
        == "y is an exact combination of the other series; there are no errors.")
    #expect(
      try EngleGranger(walk, on: Matrix(columns: [flat])).reason
        == "The other series are collinear among themselves or with the deterministic terms.")
  }

  @Test func wrongQuestionsAreErrors() throws {
    func message(_ body: () throws -> some HypothesisTest) -> String {
      do { return "\(try body().outcome)" } catch { return "\(error)" }
    }
    let walk = (0..<40).map { sin(Double($0 * $0)) }
    #expect(
      message { try AugmentedDickeyFuller([1, 2, .infinity]) }
        == "The series is inf in observation 3; remove the observation or fill the value.")
    #expect(
      message { try AugmentedDickeyFuller(walk, lags: .fixed(-1)) }
        == "The number of lags is -1, but must be at least 0.")
    #expect(
      try KPSS(walk.map { $0 * 1e300 }).outcome
        == .notApplicable(
          reason: "The squares of the series are beyond the range of numbers; change its units."))
    #expect(
      message { try KPSS(walk, bandwidth: .fixed(-1)) } == "The number of lags is -1, but must be at least 0."
    )
    #expect(
      message { try EngleGranger(walk, on: Matrix(columns: [[1, 2]])) }
        == "y has 40 values for 2 observations; give one per observation.")
    #expect(
      message { try EngleGranger(walk, on: Matrix(columns: [walk]), deterministics: .none) }
        == "The choice of deterministic terms is none, but must be a constant or a trend.")
  }
}
