import Testing

@testable import Regression

/// strucchange 1.5-3's `pvalue.Fstats` at x = k + 5 (Tests/References/r/diagnostics.R).
@Suite struct HansenTests {
  @Test(arguments: [1, 2, 5, 20, 21, 40]) func probabilitiesAgree(k: Int) throws {
    let r = try DiagnosticReferences("r/diagnostics.csv")
    let functionals: [(AndrewsBreak.Functional, String)] = [
      (.supremum, "supF"), (.average, "aveF"), (.exponential, "expF"),
    ]
    for (functional, name) in functionals {
      let approximation = try #require(HansenApproximation(functional, coefficients: k))
      for trimming in [0.005, 0.05, 0.153, 0.25, 0.495] {
        let odds = (1 - trimming) / trimming
        let expected = r.value("\(trimming)", of: name, in: "hansen\(k)")
        let found = approximation.pValue(Double(k + 5), lambda: odds * odds) ?? .nan
        #expect(abs(found - expected) < 1e-12, "\(name) k \(k) π₀ \(trimming)")
      }
    }
  }

  /// 5% values of Andrews (1993; corrigendum 2003), table I, π₀ = 0.15, where Hansen's approximations give
  /// 4.5 to 5%: the two rest on simulations of their own.
  @Test func publishedCriticalValues() throws {
    for (k, critical) in [(1, 8.68), (2, 11.72), (3, 14.13), (5, 18.35)] {
      let odds = 0.85 / 0.15
      let p = HansenApproximation(.supremum, coefficients: k)?.pValue(critical, lambda: odds * odds) ?? 0
      #expect(p > 0.045 && p < 0.051, "\(k) coefficients: \(p)")
    }
    #expect(HansenApproximation(.supremum, coefficients: 41) == nil)
  }
}
