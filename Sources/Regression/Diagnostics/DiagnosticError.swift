/// What can be wrong with the question put to a test; data that a test cannot be applied to are no error but
/// its outcome.
public enum DiagnosticError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A restriction names a coefficient the fit does not have.
  case unknownCoefficient(name: String, known: [String])
  /// R does not have one column per coefficient.
  case restrictionColumns(columns: Int, coefficients: Int)
  /// q does not have one value per row of R.
  case restrictionValues(values: Int, restrictions: Int)
  /// There is nothing to test.
  case noRestrictions
  /// A restriction repeats or contradicts others; counted from 1.
  case dependentRestriction(row: Int)
  /// An order, a number of lags or a power out of range.
  case outOfRange(what: String, value: String, allowed: String)

  public var description: String {
    switch self {
    case .unknownCoefficient(let name, let known):
      "The fit has no coefficient named \(name); it has \(known.joined(separator: ", "))."
    case .restrictionColumns(let columns, let coefficients):
      "The restrictions have \(columns) columns for \(coefficients) coefficients; give one column per coefficient."
    case .restrictionValues(let values, let restrictions):
      "There are \(values) values for \(restrictions) restrictions; give one value per row."
    case .noRestrictions:
      "There are no restrictions to test; give at least one row."
    case .dependentRestriction(let row):
      "Restriction \(row) is a linear combination of the others; leave it out."
    case .outOfRange(let what, let value, let allowed):
      "\(what) is \(value), but must be \(allowed)."
    }
  }

  static func require(_ condition: Bool, _ what: String, _ value: Int, _ allowed: String) throws {
    guard condition else { throw outOfRange(what: what, value: "\(value)", allowed: allowed) }
  }
}
