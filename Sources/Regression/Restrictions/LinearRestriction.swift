/// What is known of coefficients beforehand: Σ weight · coefficient, and what it equals or keeps to.
/// `["labour": 1, "capital": 1], .equal, 1` are constant returns to scale.
public struct LinearRestriction: Codable, Equatable, Sendable {
  /// How the sum compares with the value.
  public enum Relation: String, Codable, Sendable {
    case equal, atLeast, atMost
  }

  /// Weights by the coefficient's name; coefficients not named have weight zero.
  public let weights: [String: Double]
  public let relation: Relation
  public let value: Double

  public init(_ weights: [String: Double], _ relation: Relation, _ value: Double) {
    self.weights = weights
    self.relation = relation
    self.value = value
  }

  /// The weights in the order of the names; `number` is the restriction's in messages.
  func row(_ names: [String], number: Int) throws -> [Double] {
    for name in weights.keys.sorted() where !names.contains(name) {
      throw RestrictionError.unknownName(name, known: names)
    }
    let row = names.map { weights[$0] ?? 0 }
    guard value.isFinite, row.allSatisfy(\.isFinite) else { throw RestrictionError.notFinite(number) }
    guard row.contains(where: { $0 != 0 }) else { throw RestrictionError.empty(number) }
    return row
  }
}

/// Why restricted coefficients cannot be had. Restrictions count from 0 in the cases and from 1 in the messages.
public enum RestrictionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A restriction names no coefficient of the regression.
  case unknownName(String, known: [String])
  /// A weight or value is NaN or infinite.
  case notFinite(Int)
  /// All weights are zero.
  case empty(Int)
  /// Restrictions that repeat or contradict others.
  case dependent([Int])
  /// As many restrictions as coefficients.
  case nothingFree(restrictions: Int, coefficients: Int)
  /// No coefficients meet all inequalities.
  case infeasible
  /// Regressors depend on each other in a way the restrictions do not settle.
  case notIdentified
  /// The active set still changes.
  case notConverged

  public var description: String {
    switch self {
    case .unknownName(let name, let known):
      "A restriction names \(name), but the coefficients are \(known.joined(separator: ", "))."
    case .notFinite(let i): "Restriction \(i + 1) holds a number that is not finite; correct it."
    case .empty(let i): "Restriction \(i + 1) has only weights of zero; name the coefficients it restricts."
    case .dependent(let which):
      "Restriction \(which.map { "\($0 + 1)" }.joined(separator: ", ")) repeats or contradicts the others; drop it."
    case .nothingFree(let restrictions, let coefficients):
      "\(restrictions) restrictions leave nothing to estimate of \(coefficients) coefficients; give fewer."
    case .infeasible: "No coefficients meet all restrictions; relax one of the inequalities."
    case .notIdentified:
      "The regressors are collinear and the restrictions do not settle which of them counts; drop one of the "
        + "regressors or add a restriction."
    case .notConverged:
      "The set of restrictions that bind could not be settled; look for inequalities that nearly repeat each other."
    }
  }
}
