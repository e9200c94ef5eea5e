public import TimeSeries

/// A model ready to be solved: equations compiled and ordered, parameters known.
///
///     let solver = try ModelSolver(model, parameters: estimates)
///     let run = try solver.simulate(Simulation(.dynamic, over: span), from: data)
///
/// Newton's method block by block. A solution counts only if every equation holds to `settings.tolerance` of the size of
/// its terms; else the equations furthest from holding are named. Several solutions may exist: the one found depends on
/// the start. Models whose equations look ahead are solved over the whole span at once.
public struct ModelSolver: Sendable {
  public let model: Model
  /// Values by the names of the model's parameters.
  public let parameters: [String: Double]
  public let settings: NewtonSettings
  /// The order of solution with nothing held.
  public let order: BlockOrder

  let tape: Tape
  let incidence: Incidence
  /// The same order, compiled.
  let plan: PeriodPlan
  let values: [Double]

  /// Compiles a model. `parameters` replace the values in its text.
  ///
  /// - Throws: `SimulationError.unfit` for parameters without a value and unknown ones.
  public init(_ model: Model, parameters: [String: Double] = [:], settings: NewtonSettings = NewtonSettings())
    throws(SimulationError)
  {
    self.model = model
    self.settings = settings
    tape = Tape(model)
    incidence = Incidence(model.equations, variables: model.variables.map(\.name))
    guard let order = BlockOrder(incidence) else {
      preconditionFailure("a model is square once it has been read")
    }
    self.order = order
    plan = PeriodPlan(model, tape, incidence, order)
    var problems: [SimulationProblem] = []
    let names = model.parameters.map(\.name)
    for name in parameters.keys.sorted() where !names.contains(name) {
      problems.append(.unknownParameter(name, suggestion: Suggestion.nearest(to: name, among: names)))
    }
    var known: [String: Double] = [:]
    for parameter in model.parameters {
      known[parameter.name] = parameters[parameter.name] ?? parameter.value
      if known[parameter.name] == nil { problems.append(.parameterWithoutValue(parameter.name)) }
    }
    problems += model.reconciliations.map { .reconciliation(total: $0.total) }
    guard problems.isEmpty else { throw .unfit(problems) }
    self.parameters = known
    values = names.compactMap { known[$0] }
  }

  /// Whether some equation needs a later value of a variable the model explains.
  public var looksAhead: Bool {
    model.equations.indices.contains { equation in
      tape.operands(of: equation).contains { $0.shift > 0 && $0.column < model.variables.count }
    }
  }

  /// Finds the paths of all explained variables: period by period, or all periods together where equations look ahead.
  ///
  /// - Throws: `SimulationError`: what does not fit, all values that are missing, or the first period without a solution.
  public func simulate(_ simulation: Simulation, from data: ModelData) throws(SimulationError)
    -> SimulatedPaths
  {
    var run = try SimulationRun(self, simulation, data)
    return try run.solve()
  }

  /// What every equation says of history, each for itself.
  ///
  /// - Throws: `SimulationError.unfit` for data that do not fit the model. Missing values make results missing.
  public func residuals(over span: PeriodSpan, of data: ModelData) throws(SimulationError) -> ResidualCheck {
    let rows = FrameRows(span, tape)
    let frame = try rows.frame(model, tape.layout, data)
    var evaluator = TapeEvaluator(tape)
    var (residuals, fitted): ([String: Series], [String: Series]) = ([:], [:])
    for (number, equation) in model.equations.enumerated() {
      let side = LeftSide(equation.left)
      let column = incidence.left[number]
      var (gaps, values): ([Double?], [Double?]) = ([], [])
      for row in rows.span {
        let (left, right) = evaluator.sides(number, frame, row: row, self.values)
        gaps.append((left - right).isFinite ? left - right : nil)
        let value = column.map { side.variable(right: right, before: frame[row - side.lag, $0]) }
        values.append(value.flatMap { $0.isFinite ? $0 : nil })
      }
      let variable = column.map { model.variables[$0] }
      residuals[equation.name] = Series(
        start: span.lowerBound, values: gaps, unit: side == .level ? variable?.unit ?? .ratio : .ratio,
        basis: .notApplicable)
      fitted[equation.name] = Series(
        start: span.lowerBound, values: values, unit: variable?.unit ?? .ratio,
        basis: variable?.basis ?? .notApplicable)
    }
    return ResidualCheck(residuals: residuals, fitted: fitted)
  }
}
