import LinearAlgebra

/// The sample a fit's residuals obey: rows of X, y and e times √w where the fit is weighted, so that errors
/// have equal variances under the fit's own assumptions.
struct WorkingSample {
  let x: Matrix
  let y: [Double]
  let e: [Double]

  init(_ fit: LeastSquares.Fit) {
    let response = zip(fit.fitted, fit.residuals).map { $0 + $1 }
    if let roots = fit.weights?.map({ $0.squareRoot() }) {
      x = fit.regressors.scalingRows(by: roots)
      y = zip(response, roots).map { $0 * $1 }
      e = zip(fit.residuals, roots).map { $0 * $1 }
    } else {
      (x, y, e) = (fit.regressors, response, fit.residuals)
    }
  }

  var n: Int { y.count }
  var k: Int { x.columns }
  /// eᵀe.
  var unexplained: Double { e.dot(e) }
  /// Whether nothing is left over but rounding.
  var isPerfect: Bool { e.norm <= 1e-12 * y.norm }
  /// e, or zeros for a perfect fit, whose residuals are rounding.
  var errors: [Double] { isPerfect ? e.map { _ in 0 } : e }

  /// The sum of squared residuals of rows `range` fitted alone.
  func unexplained(rows range: Range<Int>) throws -> Double {
    try AuxiliaryRegression(Array(y[range]), on: x.rows(range)).unexplained
  }
}

extension TestOutcome {
  static let perfectFit = notApplicable(reason: "The fit is perfect: its residuals are zero.")

  static func tooFewObservations(_ n: Int, for purpose: String, needed: Int) -> TestOutcome {
    notApplicable(reason: "\(purpose) needs at least \(needed) observations; there are \(n).")
  }

  /// An F test of `restrictions` that raise the unexplained sum of squares from `full` to `restricted`.
  static func comparison(
    restricted: Double, full: Double, restrictions: Int, freedom: Int
  ) throws -> TestOutcome {
    let gain = max(0, restricted - full) / Double(restrictions)
    return try TestOutcome(
      gain / (full / Double(freedom)), .f(numerator: restrictions, denominator: freedom))
  }
}

/// Which of two asymptotically equal forms of a test is computed.
public enum LagrangeForm: String, Codable, Sendable {
  /// n·R² of an auxiliary regression, compared with χ².
  case chiSquared
  /// The F statistic of the same regression; keeps its level better in small samples.
  case f
}
