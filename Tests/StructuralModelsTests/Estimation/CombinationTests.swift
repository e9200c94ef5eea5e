import Regression
import StructuralModels
import Testing
import TimeSeries

/// Methods combined with restrictions, polynomial lags, autoregressive errors, priors and robust covariances, against
/// Tests/References/estimation-combinations (34-digit arithmetic, checked there against statsmodels and scipy).
@Suite struct CombinationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let left: String
    let parameters: String
    let equation: String
    let clauses: [String]

    var testDescription: String { name }

    func model() throws -> Model {
      let all = ["cn", "g", "i", "k", "p", "w1", "y", "t", "time", "w2"].filter { $0 != left }
      let lines = [
        "frequency annual", "variable \(left)", all.map { "exogenous \($0)" }.joined(separator: "\n"),
        parameters,
        "behavioral \(left) = \(equation)",
      ]
      return try Model(ModelText((lines + clauses).joined(separator: "\n")))
    }
  }

  private static let cn = "a1 + a2*p + a3*p[-1] + a4*(w1 + w2)"
  private static let i = "b1 + b2*p + b3*p[-1] + b4*k[-1]"
  private static let v = "(y + t - w2)"
  private static let w1 = "c1 + c2*\(v) + d1*\(v)[-1] + d2*\(v)[-2] + d3*\(v)[-3] + c4*time"
  private static let curved = "a1 + a4*(w1 + w2 + a2*p + a3*p[-1])"
  private static let instruments = "instruments 1, p[-1], k[-1], \(v)[-1], w2, g, t, time"
  private static let bimets = "instruments 1, y[-1], w1[-1]*3.141592653589793 + 0.5, exp(w2)"
  private static let a = "parameter a1, a2, a3, a4, r1, r2 estimated"
  private static let b = "parameter b1, b2, b3, b4, r1, r2 estimated"
  private static let c = "parameter c1, c2, c4, d1, d2, d3, r1 estimated"
  private static let starts =
    "parameter a1 = 16 estimated\nparameter a2 = 0.2 estimated\nparameter a3 = 0.1 estimated\nparameter a4 = 0.8 estimated\nparameter r1 estimated"
  private static let one = "restrict b2 + b3 = 1"
  private static let line = "pdl d1, d2, d3 degree 1"

  static let cases: [Case] = [
    Case(name: "ols ar1", left: "cn", parameters: a, equation: cn, clauses: ["errors ar(r1)"]),
    Case(
      name: "ols ar2", left: "cn", parameters: a, equation: cn,
      clauses: ["sample 1925..1941", "errors ar(r1, r2)"]),
    Case(
      name: "ols restrict", left: "i", parameters: b, equation: i, clauses: ["sample 1923..1941", one]),
    Case(
      name: "ols restrict ar2", left: "i", parameters: b, equation: i,
      clauses: ["sample 1923..1941", one, "errors ar(r1, r2)"]),
    Case(
      name: "ols pdl", left: "w1", parameters: c, equation: w1, clauses: ["sample 1925..1941", line]),
    Case(
      name: "ols pdl restrict ar1", left: "w1", parameters: c, equation: w1,
      clauses: ["sample 1925..1941", line, "restrict c2 + d1 = 0.6", "errors ar(r1)"]),
    Case(name: "iv", left: "cn", parameters: a, equation: cn, clauses: [instruments]),
    Case(
      name: "iv restrict", left: "i", parameters: b, equation: i,
      clauses: ["sample 1923..1941", instruments, one]),
    Case(
      name: "iv pdl", left: "w1", parameters: c, equation: w1,
      clauses: ["sample 1925..1941", instruments, line]),
    Case(
      name: "iv ar1", left: "cn", parameters: a, equation: cn, clauses: [instruments, "errors ar(r1)"]),
    Case(
      name: "iv ar2 exactly identified", left: "cn", parameters: a, equation: cn,
      clauses: ["sample 1925..1941", bimets, "errors ar(r1, r2)"]),
    Case(
      name: "iv restrict ar2", left: "i", parameters: b, equation: i,
      clauses: ["sample 1923..1941", instruments, one, "errors ar(r1, r2)"]),
    Case(
      name: "iv pdl restrict ar1", left: "w1", parameters: c, equation: w1,
      clauses: ["sample 1925..1941", instruments, line, "restrict c2 + d1 = 0.6", "errors ar(r1)"]),
    Case(name: "nls", left: "cn", parameters: starts, equation: curved, clauses: ["sample 1921..1941"]),
    Case(
      name: "nls ar1", left: "cn", parameters: starts, equation: curved,
      clauses: ["sample 1922..1941", "errors ar(r1)"]),
    Case(
      name: "nls restrict ar1", left: "cn", parameters: starts, equation: curved,
      clauses: ["sample 1922..1941", "restrict a2 + a3 = 0.4", "errors ar(r1)"]),
    Case(
      name: "nls iv", left: "cn", parameters: starts, equation: curved,
      clauses: ["sample 1921..1941", "method iv", instruments]),
    Case(
      name: "nls iv ar1", left: "cn", parameters: starts, equation: curved,
      clauses: ["sample 1922..1941", "method iv", instruments, "errors ar(r1)"]),
    Case(
      name: "ols prior", left: "cn",
      parameters:
        "parameter a1, a4 estimated\nparameter a2 ~ normal(0.3, 0.05) estimated\nparameter a3 ~ normal(0.05, 0.1) estimated",
      equation: cn, clauses: ["sample 1921..1941"]),
    Case(
      name: "ols prior ar1", left: "cn",
      parameters:
        "parameter a1, a3, a4 estimated\nparameter a2 ~ normal(0.3, 0.05) estimated\nparameter r1 ~ normal(0.5, 0.2) estimated",
      equation: cn, clauses: ["sample 1922..1941", "errors ar(r1)"]),
  ]

  private static let kinds: [(name: String, choice: Covariance)] = [
    ("homoskedastic", .homoskedastic), ("hc0", .hc0), ("hc1", .hc1), ("hc2", .hc2), ("hc3", .hc3),
    ("hac", .hac(bandwidth: .lags(2))),
  ]

  /// case → quantity → name → value.
  private static func reference() throws -> [String: [String: [String: Double]]] {
    var found: [String: [String: [String: Double]]] = [:]
    let text = try Repository.text("Tests/References/estimation-combinations/combinations.csv")
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      found[cells[0], default: [:]][cells[1], default: [:]][cells[2]] = Double(cells[3])
    }
    return found
  }

  @Test(arguments: cases) func agrees(_ item: Case) throws {
    let expected = try #require(try Self.reference()[item.name])
    let coefficients = try #require(expected["coefficient"])
    for kind in Self.kinds {
      guard let errors = expected["standardError \(kind.name)"] else { continue }
      let fit = try ModelEstimation(covariance: kind.choice).fit(item.model(), to: Repository.kleinData())
      let equation = try #require(fit.equations.first)
      #expect(Set(equation.names) == Set(coefficients.keys) && equation.covarianceChoice == kind.choice)
      #expect(Double(equation.n) == expected["n"]?[""])
      let sigma = try #require(expected["sigma"]?[""])
      #expect(abs(equation.sigma - sigma) <= 1e-10 * sigma, "sigma \(equation.sigma) instead of \(sigma)")
      for (j, name) in equation.names.enumerated() {
        let value = try #require(coefficients[name])
        let ours = equation.coefficients[j]
        #expect(abs(ours - value) <= 1e-9 * max(1, abs(value)), "\(name): \(ours) instead of \(value)")
        let error = try #require(errors[name])
        let our = equation.standardErrors[j]
        #expect(abs(our - error) <= 1e-8 * max(1, error), "\(kind.name) \(name): \(our) instead of \(error)")
      }
    }
  }
}
