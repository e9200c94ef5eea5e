public import Datasets
public import TimeSeries

/// An assumption that replaces or shifts part of a model.
///
/// An override is not information: nothing else is believed differently. To let correlated shocks and uncertain
/// parameters respond, impose a `Condition`.
public struct Override: Sendable, Hashable {
  public enum Subject: Sendable, Hashable {
    case variable(Quantity)
    case parameter(String)
    /// The standard deviation of the shocks of one variable, or of all when nil.
    case volatility(String?)
  }

  public enum Action: Sendable, Hashable {
    /// The variable's own equation gives way to this value (its shock is backed out), with an own standard deviation.
    case set(Double, standardDeviation: Double)
    /// As `set`, one value for each period named.
    case path([Period: Double])
    /// Added to the outcome, after the equation.
    case add(Double)
    /// Multiplies the level (of a variable), the value (of a parameter) or the standard deviation (of a volatility).
    case scale(Double)
    /// Keeps the variable on the model's mean path, or at its last observed growth.
    case hold(HoldAt)
    /// Added to the equation itself, before reconciliation and before lags see it.
    case addFactor(Double)
  }

  public enum HoldAt: String, Sendable, Hashable, Codable {
    case baseline
    case last
  }

  public var subject: Subject
  public var action: Action
  /// The periods it applies to; nil for the whole horizon.
  public var span: ClosedRange<Period>?
  public var position: SourcePosition
  /// Unit the value was written in; nil for a plain factor or number. Binding a plan to a model converts the value to the unit of the
  /// quantity and changes this with it.
  public var unit: Unit?
  /// The measure its author asked for by name; nil where the unit decided.
  var statedMeasure: Measure?

  public init(
    _ subject: Subject, _ action: Action, over span: ClosedRange<Period>? = nil, unit: Unit? = nil,
    at position: SourcePosition
  ) {
    self.subject = subject
    self.action = action
    self.span = span
    self.position = position
    self.unit = unit
  }
}
