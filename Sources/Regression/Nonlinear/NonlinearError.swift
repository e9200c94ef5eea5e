/// Why a nonlinear model could not be fitted. Iterations that end without a certified minimum are errors, never fits.
public enum NonlinearError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A start value is NaN or infinite.
  case startNotFinite(parameter: String, value: String)
  /// There are no start values.
  case noParameters
  /// The model has no value at the start; the first observation where.
  case modelNotFinite(observation: Int, value: String)
  /// A user's gradient has not one element per parameter, or is not finite.
  case gradientCount(count: Int, parameters: Int)
  /// Derivatives that do not exist at a point where the model does.
  case derivativeNotFinite(parameter: String, observation: Int)
  /// Where the iterations ended, the model does not tell these parameters apart from the others.
  case notIdentified(parameters: [String], at: [Double])
  /// No step lowers the sum of squares although the criteria of a minimum are not met.
  case stalled(relativeOffset: Double, at: [Double])
  /// The iterations allowed did not reach a minimum.
  case iterationLimit(iterations: Int, relativeOffset: Double, at: [Double])

  public var description: String {
    switch self {
    case .startNotFinite(let parameter, let value):
      return "The start value of \(parameter) is \(value); give a finite number."
    case .noParameters:
      return "There are no start values; give one for each parameter of the model."
    case .modelNotFinite(let observation, let value):
      return "At the start values the model is \(value) in observation \(observation + 1); "
        + "start where it is defined, or rescale x or the parameters."
    case .gradientCount(let count, let parameters):
      return "The gradient has \(count) elements for \(parameters) parameters; give one for each."
    case .derivativeNotFinite(let parameter, let observation):
      return "The derivative with respect to \(parameter) does not exist in observation \(observation + 1); "
        + "start elsewhere or write the model in another form."
    case .notIdentified(let parameters, let at):
      return "The data do not determine \(parameters.joined(separator: ", ")): where the iterations ended, "
        + "b = \(at), changes there can be undone by the other parameters or change nothing. "
        + "Start elsewhere, fix a parameter, or write a simpler model."
    case .stalled(let offset, let at):
      return
        "No step lowers the sum of squares at b = \(at), where the relative offset \(offset) is still above "
        + "the tolerance; check the derivatives, rescale the parameters, or start elsewhere."
    case .iterationLimit(let iterations, let offset, let at):
      return "No minimum after \(iterations) iterations: the relative offset is \(offset) at b = \(at). "
        + "Start closer, allow more iterations, or rescale the parameters."
    }
  }
}
