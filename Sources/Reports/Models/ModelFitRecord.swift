public import TimeSeries

/// What the estimation of a model found, equation by equation.
public struct ModelFitRecord: Sendable, Hashable {
  public struct Equation: Sendable, Hashable {
    public var name: String
    /// The line of the model it stands in.
    public var line: Int
    /// Periods estimated over.
    public var span: PeriodSpan
    public var estimates: RegressionRecord

    public init(name: String, line: Int, span: PeriodSpan, estimates: RegressionRecord) {
      self.name = name
      self.line = line
      self.span = span
      self.estimates = estimates
    }
  }

  /// A constant of the model with its value.
  public struct Parameter: Sendable, Hashable {
    public var name: String
    public var value: Double
    /// The equation it was estimated in; nil for one that keeps the value of the text.
    public var equation: String?

    public init(name: String, value: Double, equation: String?) {
      self.name = name
      self.value = value
      self.equation = equation
    }
  }

  /// The model's file, and those of the data.
  public var model: String
  public var data: [String]
  public var equations: [Equation]
  /// Every parameter that has a value, in the order of the model.
  public var parameters: [Parameter]
  public var notes: [Bilingual]

  public init(
    model: String, data: [String], equations: [Equation], parameters: [Parameter], notes: [Bilingual] = []
  ) {
    self.model = model
    self.data = data
    self.equations = equations
    self.parameters = parameters
    self.notes = notes
  }

  /// Every parameter on a line: name, value, equation, standard error, as `--parameters` reads it.
  public func csv(forExcel: Bool = false) -> String {
    var table = Table(["name", "estimate", "standard_error", "equation"].map { Table.Column($0) })
    var errors: [String: Double] = [:]
    for coefficient in equations.flatMap(\.estimates.coefficients) {
      errors[coefficient.name] = coefficient.standardError
    }
    table.rows = parameters.map { parameter in
      .cells([
        parameter.name, ModelFigures.exact(parameter.value),
        errors[parameter.name].map(ModelFigures.exact) ?? "", parameter.equation ?? "",
      ])
    }
    return forExcel ? table.csv(byteOrderMark: true) : table.csv().replacing("\r\n", with: "\n")
  }

  /// The document of `outturn model fit --json`; Documentation/json.md describes it.
  public func json() -> JSONValue {
    object(
      ("format", .string("outturn-model-fit/1")), ("model", .string(model)),
      ("data", .array(data.map { .string($0) })), ("equations", .array(equations.map(\.json))),
      (
        "parameters",
        .array(
          parameters.map {
            object(
              ("name", .string($0.name)), ("value", .number($0.value)),
              ("equation", JSONValue(optional: $0.equation)))
          })
      ),
      ("notes", .array(notes.map { JSONValue($0) })))
  }

  /// A table for each equation, for a reader at a terminal.
  public func text(width: Int, language: Language, next: [VerdictReport.NextStep] = []) -> String {
    let tables = equations.map { equation in
      RegressionReport(equation.estimates, language: language, width: width).text()
    }
    var end = notes.flatMap {
      TextWrapping.paragraph($0.rendered(in: language), first: "– ", width: width)
    }
    let steps = VerdictReport.NextStep.lines(next, width: width, language: language)
    if !steps.isEmpty { end += (end.isEmpty ? [] : [""]) + steps }
    let rule = String(repeating: "═", count: min(width, 80))
    return tables.joined(separator: "\n\(rule)\n\n")
      + (end.isEmpty ? "" : "\n" + end.joined(separator: "\n") + "\n")
  }
}

extension ModelFitRecord.Equation {
  var json: JSONValue {
    let r = estimates
    let number = { (value: Double?) -> JSONValue in value.map { .number($0) } ?? .null }
    return object(
      ("name", .string(name)), ("line", integer(line)), ("formula", .string(r.formula)),
      ("method", .string(r.method)), ("methodName", JSONValue(r.methodName)),
      ("from", .string("\(span.lowerBound)")), ("to", .string("\(span.upperBound)")), ("n", integer(r.n)),
      ("degreesOfFreedom", r.degreesOfFreedom.map(integer) ?? .null),
      ("inferenceDegreesOfFreedom", r.inferenceDegreesOfFreedom.map(integer) ?? .null),
      ("rSquared", number(r.rSquared)), ("sigma", number(r.sigma)),
      ("measures", object(r.measures.map { ($0.id, .number($0.value)) })),
      ("covariance", .string(r.covariance.id)), ("coefficients", .array(r.coefficients.map(\.json))),
      ("notes", .array(r.notes.map { JSONValue($0) })))
  }
}
