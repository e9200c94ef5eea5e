public import TimeSeries

/// Equations for which no solution was found in a period.
public struct SolveFailure: Hashable, Sendable, CustomStringConvertible {
  /// How the search ended.
  public enum Reason: String, Hashable, Sendable {
    /// Values grow without bound.
    case diverged
    /// No step makes the residuals smaller.
    case stalled
    /// Too many steps.
    case iterationLimit
    /// The equations do not determine their variables at the values reached.
    case singular
    /// A logarithm, root, division or power without a value.
    case undefined
  }

  /// An equation as the search left it.
  public struct EquationState: Hashable, Sendable {
    /// A name of the equation and its value.
    public struct Value: Hashable, Sendable {
      public let name: String
      public let value: Double
    }

    public let name: String
    /// The line it stands in.
    public let line: Int
    public let left: Double
    public let right: Double
    /// |left − right| against the size of the terms; NaN where a side has no value.
    public let scaledResidual: Double
    /// What the equation reads, with lags.
    public let values: [Value]
  }

  public let period: Period
  public let reason: Reason
  /// The equations furthest from holding, worst first.
  public let worst: [EquationState]
  /// How many equations were solved together.
  public let blockSize: Int

  public var description: String {
    let size = blockSize == 1 ? "1 equation" : "\(blockSize) equations"
    var lines = ["no solution in \(period): \(Self.sentence(reason)) (\(size) solved together)"]
    for state in worst {
      let values = state.values.map { "\($0.name) = \(Self.spell($0.value))" }.joined(separator: ", ")
      lines.append(
        "  \(state.name) (line \(state.line)): left \(Self.spell(state.left)), right \(Self.spell(state.right)); \(values)"
      )
    }
    return (lines + ["  " + Self.advice(reason)]).joined(separator: "\n")
  }

  private static func sentence(_ reason: Reason) -> String {
    switch reason {
    case .diverged: "values grow without bound"
    case .stalled: "no step brings the equations closer to holding"
    case .iterationLimit: "the equations still do not hold after the last step allowed"
    case .singular: "the equations do not determine their variables at these values"
    case .undefined: "an equation has no value"
    }
  }

  private static func advice(_ reason: Reason) -> String {
    switch reason {
    case .diverged, .stalled:
      "look whether these equations can hold together with the data of this period; exogenise one of their variables to find out which cannot"
    case .iterationLimit: "raise the iteration limit, or start from values nearer to the solution"
    case .singular: "start from other values, or look for a variable whose effect vanishes at them"
    case .undefined:
      "look for the logarithm, root or division of a value that is not positive, or a case that no “when” covers"
    }
  }

  /// Six significant digits.
  static func spell(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value.isNaN ? "undefined" : Expression.spell(value) }
    var magnitude = 1.0
    var digits = 0
    while abs(value) / magnitude >= 10, digits < 300 {
      magnitude *= 10
      digits += 1
    }
    while abs(value) / magnitude < 1, digits > -300 {
      magnitude /= 10
      digits -= 1
    }
    let rounded = (value / magnitude * 1e5).rounded() / 1e5
    if digits >= 6 || digits < -4 { return "\(Expression.spell(rounded))e\(digits)" }
    let unit = Scalar.pow(10, Double(5 - digits))
    return Expression.spell((value * unit).rounded() / unit)
  }
}
