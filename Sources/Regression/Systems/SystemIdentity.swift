/// A definition that completes a system: a variable is a fixed combination of endogenous variables, and of exogenous ones
/// that need not be named. Product = consumption + investment + government's: `SystemIdentity("product",
/// combines: ["consumption": 1, "investment": 1])`.
public struct SystemIdentity: Codable, Equatable, Sendable {
  /// Name of the variable defined.
  public let name: String
  /// Coefficients of endogenous variables, by name.
  public let combines: [String: Double]

  public init(_ name: String, combines: [String: Double]) {
    self.name = name
    self.combines = combines
  }
}
