import TimeSeries

/// Why an equation could not be estimated.
public struct EstimationError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    case sharedParameter(String, with: String)
    case unknownValue(String)
    case noData([String])
    case tooFewPeriods(Int, parameters: Int)
    case gap(before: String)
    case notLinear(method: String)
    case noStart(String)
    case restrictionNotLinear(String)
    case notCombined(String, with: String)
    case needsInstruments
    /// What the estimator said.
    case regression(String)
  }

  public let equation: String
  public let reason: Reason

  public var description: String { "equation \(equation): \(sentence)" }

  private var sentence: String {
    switch reason {
    case .sharedParameter(let name, let other):
      "parameter \(name) is estimated in equation \(other) already; give each equation parameters of its own"
    case .unknownValue(let name):
      "parameter \(name) of its clauses is not in the equation, or is not to be estimated"
    case .noData(let names): "no data for \(names.joined(separator: ", "))"
    case .tooFewPeriods(let n, let k):
      "\(n) period\(n == 1 ? "" : "s") with all values are too few for \(k) parameters; give more data or a longer sample"
    case .gap(let period):
      "a value is missing before \(period), and autoregressive errors need periods without gaps; fill it or shorten the sample"
    case .notLinear(let method):
      "its parameters do not enter linearly, so \(method) cannot estimate them; write “method nls”"
    case .noStart(let name):
      "nonlinear least squares starts from values; write “parameter \(name) = 0.5 estimated”"
    case .restrictionNotLinear(let text): "restriction “\(text)” is not linear in the equation's parameters"
    case .notCombined(let what, let method): "\(what) cannot be had with method \(method)"
    case .needsInstruments:
      "each regressor is among the instruments, so there is nothing to instrument; write “method ols”"
    case .regression(let message): message
    }
  }
}

/// All equations that could not be estimated.
public struct EstimationErrors: Error, Hashable, Sendable, CustomStringConvertible {
  public let items: [EstimationError]

  public var description: String { items.map(\.description).joined(separator: "\n") }
}
