public import TimeSeries

/// Why a model could not be simulated.
public enum SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A model is given data, parameters or wishes that do not fit it; all that do not.
  case unfit([SimulationProblem])
  /// Values that equations need and data do not have; all of them.
  case missing([MissingValues])
  /// No solution was found.
  case notSolved(SolveFailure)

  public var description: String {
    switch self {
    case .unfit(let problems): problems.map(\.description).joined(separator: "\n")
    case .missing(let values): values.map(\.description).joined(separator: "\n")
    case .notSolved(let failure): failure.description
    }
  }
}

/// Periods in which a name has no value though equations need one.
public struct MissingValues: Hashable, Sendable, CustomStringConvertible {
  public let name: String
  /// In order.
  public let periods: [Period]
  /// The equations that need it, in the order of the model.
  public let equations: [String]

  public var description: String {
    let shown = periods.prefix(6).map(\.description).joined(separator: ", ")
    let more = periods.count > 6 ? " … (\(periods.count) in all)" : ""
    let users = equations.isEmpty ? "to be held at" : "for \(equations.joined(separator: ", "))"
    return "\(name) has no value in \(shown)\(more), needed \(users); give data, or extend the series"
  }
}

/// One thing about data, parameters or wishes that does not fit the model.
public enum SimulationProblem: Hashable, Sendable, CustomStringConvertible {
  case parameterWithoutValue(String)
  case unknownParameter(String, suggestion: String?)
  case lead(variable: String, equation: String)
  case unknownVariable(String, suggestion: String?)
  case unknownEquation(String, suggestion: String?)
  case unknownShock(String, suggestion: String?)
  case unknownInstrument(String, suggestion: String?)
  case noMultipliers(Period)
  case noBehavior(variable: String)
  case undetermined(held: [String], Period)
  case frequency(name: String, Frequency, model: Frequency)
  case unit(name: String, TimeSeries.Unit, model: TimeSeries.Unit)
  case basis(name: String, PriceBasis, model: PriceBasis)

  public var description: String {
    switch self {
    case .parameterWithoutValue(let name):
      "parameter \(name) has no value yet; estimate the model or give the value"
    case .unknownParameter(let name, let suggestion):
      "the model has no parameter \(name)\(Self.hint(suggestion))"
    case .lead(let variable, let equation):
      "equation \(equation) looks ahead at \(variable), which the model explains; solving period by period cannot do that"
    case .unknownVariable(let name, let suggestion):
      "the model explains no variable \(name)\(Self.hint(suggestion))"
    case .unknownEquation(let name, let suggestion):
      "the model has no equation \(name)\(Self.hint(suggestion))"
    case .unknownShock(let name, let suggestion): "the model has no shock \(name)\(Self.hint(suggestion))"
    case .unknownInstrument(let name, let suggestion):
      "\(name) is no exogenous variable, shock or equation of the model\(Self.hint(suggestion))"
    case .noMultipliers(let period):
      "the equations of \(period) do not determine small changes of their variables at the solution; multipliers do not exist there"
    case .noBehavior(let variable):
      "\(variable) has no behavioral equation that could give way; exogenise a variable that has one"
    case .undetermined(let held, let period):
      "with \(held.joined(separator: ", ")) held in \(period) the other equations no longer determine the other variables; hold fewer"
    case .frequency(let name, let frequency, let model):
      "\(name) counts in \(frequency.name.en)s, the model in \(model.name.en)s; convert it first"
    case .unit(let name, let unit, let model):
      "\(name) is in \(unit), which does not convert to the model's \(model)"
    case .basis(let name, let basis, let model):
      "\(name) is in \(basis.name.en), the model's in \(model.name.en); deflate it first"
    }
  }

  private static func hint(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean “\($0)”?" } ?? ""
  }
}
