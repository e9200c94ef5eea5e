public import LinearAlgebra

/// One equation of a system: y = X₁β₁ + Yβ₂ + u. X₁ n × k₁ exogenous regressors (the constant's column of ones included),
/// Y n × g endogenous ones. Its coefficients come in the order [β₁, β₂].
public struct SystemEquation: Codable, Equatable, Sendable {
  /// Name of the variable explained, and so of the equation.
  public let name: String
  /// y, n.
  public let response: [Double]
  /// X₁, n × k₁.
  public let exogenous: Matrix
  /// Y, n × g; no columns where every regressor is exogenous.
  public let endogenous: Matrix
  /// Names of the columns of X₁.
  public let exogenousNames: [String]
  /// Names of the columns of Y.
  public let endogenousNames: [String]

  /// An equation; its shape is checked where it is estimated. Names are x1 … and y1 … unless given; variables that are the
  /// same in several equations should have the same name in all.
  public init(
    _ name: String, response: [Double], exogenous: Matrix, exogenousNames: [String]? = nil,
    endogenous: Matrix? = nil, endogenousNames: [String]? = nil
  ) {
    self.name = name
    self.response = response
    self.exogenous = exogenous
    self.endogenous = endogenous ?? Matrix(rows: response.count, columns: 0)
    self.exogenousNames = exogenousNames ?? (0..<exogenous.columns).map { "x\($0 + 1)" }
    self.endogenousNames = endogenousNames ?? (0..<self.endogenous.columns).map { "y\($0 + 1)" }
  }

  /// Names of the coefficients.
  public var names: [String] { exogenousNames + endogenousNames }
  /// Number of coefficients.
  public var k: Int { exogenous.columns + endogenous.columns }
  /// X = [X₁, Y], n × k.
  public var regressors: Matrix { exogenous.joined(with: endogenous) }
}

/// A linear restriction on coefficients of a system: Σ wⱼβⱼ = value.
public struct CrossEquationRestriction: Codable, Equatable, Sendable {
  /// One coefficient and its weight.
  public struct Term: Codable, Equatable, Sendable {
    /// Name of the equation.
    public let equation: String
    /// Name of the regressor.
    public let regressor: String
    /// w.
    public let weight: Double

    public init(_ equation: String, _ regressor: String, weight: Double = 1) {
      self.equation = equation
      self.regressor = regressor
      self.weight = weight
    }
  }

  /// The coefficients.
  public let terms: [Term]
  /// What they sum to.
  public let value: Double

  public init(_ terms: [Term], equals value: Double) {
    self.terms = terms
    self.value = value
  }

  /// The same coefficient in several equations.
  public static func equal(_ regressor: String, in equations: [String]) -> [CrossEquationRestriction] {
    zip(equations, equations.dropFirst()).map { first, second in
      CrossEquationRestriction([Term(first, regressor), Term(second, regressor, weight: -1)], equals: 0)
    }
  }
}
