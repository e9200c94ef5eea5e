import LinearAlgebra
import Regression
import Testing

/// Values of a long-format file `case,quantity,name,value` under Tests/References.
struct DiagnosticReferences {
  private let values: [String: Double]

  init(_ path: String) throws {
    var values: [String: Double] = [:]
    for line in try Repository.text("Tests/References/\(path)").split(whereSeparator: \.isNewline).dropFirst()
    {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      values[cells[0..<3].joined(separator: ",")] = Double(cells[3])
    }
    self.values = values
  }

  func value(_ name: String, of quantity: String, in sample: String) -> Double {
    values["\(sample),\(quantity),\(name)"] ?? .nan
  }

  /// The numbered values `name`1, `name`2 …
  func list(_ name: String, of quantity: String, in sample: String) -> [Double] {
    var list: [Double] = []
    while let value = values["\(sample),\(quantity),\(name)\(list.count + 1)"] { list.append(value) }
    return list
  }

  /// The statistic to `digits`, and the p-value to as many or to the absolute accuracy of 1 − a distribution
  /// function.
  func check(
    _ test: some HypothesisTest, _ quantity: String, in sample: String, digits: Double = 9,
    pValue: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let expected = value("statistic", of: quantity, in: sample)
    #expect(
      (test.statistic ?? .nan).agrees(with: expected, to: digits),
      "\(sample) \(quantity): \(test.outcome), not \(expected)", sourceLocation: sourceLocation)
    guard pValue else { return }
    let probability = value("pValue", of: quantity, in: sample)
    let found = test.pValue ?? .nan
    #expect(
      found.agrees(with: probability, to: digits) || abs(found - probability) < 4e-16,
      "\(sample) \(quantity): p = \(found), not \(probability)", sourceLocation: sourceLocation)
  }
}

/// The two regressions that Tests/References/r/diagnostics.R and statsmodels/diagnostics.py test.
struct DiagnosticSample: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let y: [Double]
  let x: Matrix
  let names: [String]

  static let all = ["longley", "macro"]

  init(_ name: String) throws {
    testDescription = name
    if name == "longley" {
      let longley = try Longley()
      (y, x, names) = (longley.y, longley.x, ["constant", "deflator", "gnp", "armed"])
    } else {
      let macro = try Macrodata()
      (y, x) = (macro.consumption, macro.consumptionDesign)
      names = ["constant", "dpi", "bill"]
    }
  }

  func fit(_ covariance: Covariance = .homoskedastic) throws -> LeastSquares.Fit {
    try LeastSquares(covariance: covariance).fit(y, on: x, names: names)
  }
}

extension HypothesisTest {
  /// Why the test does not apply.
  var reason: String? {
    if case .notApplicable(let reason) = outcome { reason } else { nil }
  }
}
