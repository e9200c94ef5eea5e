import LinearAlgebra
import TimeSeries

/// One equation to be estimated: its parameters, and the periods in which all it needs is known.
///
/// θ holds the estimated parameters of the right side, b, and behind them those of the autoregressive errors, ρ. The
/// disturbance is e = u − ρ₁u[-1] − …, u = left − right.
struct EquationProblem {
  let equation: Equation
  let clauses: EstimationClauses
  let source: EstimationFrame
  /// Names of θ.
  let names: [String]
  /// Positions of b among the model's parameters.
  let parameters: [Int]
  /// ρ by order.
  let errors: [ErrorTerm]
  /// Rows of the frame whose disturbances are fitted, and their periods.
  let rows: [Int]
  let periods: [Period]
  let unused: [UnusedPeriods]
  /// Rows at which both sides are needed: `rows` and, with autoregressive errors, those that give lags.
  let levels: [Int]
  /// For every lag from 0 to the order of the errors, where among `levels` each row's lag stands.
  let places: [[Int]]

  /// One ρ.
  enum ErrorTerm {
    /// Its position in θ.
    case estimated(Int)
    case known(Double)
  }

  /// Nil where the equation has no parameters to be estimated.
  init?(_ source: EstimationFrame, _ number: Int, sample: PeriodSpan?) throws {
    let equation = source.model.equations[number]
    guard let stretch = source.stretch(of: number) else { return nil }
    parameters = source.estimatedParameters(in: stretch + 1)
    guard !parameters.isEmpty else { return nil }
    self.source = source
    self.equation = equation
    self.stretch = stretch
    let clauses = equation.estimation ?? EstimationClauses(place: equation.place)
    self.clauses = clauses
    var names = parameters.map { source.model.parameters[$0].name }
    errors = try clauses.errors.map { name in
      guard let index = source.tape.layout.parameters[name], !source.isEstimated[index] else {
        names.append(name)
        return .estimated(names.count - 1)
      }
      guard source.values[index].isFinite else {
        throw EstimationError(equation: equation.name, reason: .noValue(name))
      }
      return .known(source.values[index])
    }
    self.names = names
    try Self.requireInputs(equation, source, stretch)
    let choice = try SampleChoice(
      equation, source, stretch, lags: errors.count, sample: clauses.sample ?? sample)
    rows = choice.rows
    periods = choice.rows.map(source.rows.period)
    unused = choice.unused
    let order = errors.count
    levels = order == 0 ? rows : Set(rows.flatMap { row in (0...order).map { row - $0 } }).sorted()
    let position = Dictionary(uniqueKeysWithValues: zip(levels, levels.indices))
    places = (0...order).map { lag in choice.rows.compactMap { position[$0 - lag] } }
    let free = names.count - clauses.restrictionCount
    guard rows.count > free else {
      throw EstimationError(
        equation: equation.name,
        reason: .tooFewPeriods(rows.count, parameters: free, unused: choice.unused))
    }
  }

  /// The stretch of the left side.
  private let stretch: Int
  private var leftSide: Int { stretch }
  var rightSide: Int { stretch + 1 }

  /// k: how many of θ are parameters of the right side.
  var slopeCount: Int { parameters.count }
  var n: Int { rows.count }
  /// The order of the autoregressive errors.
  var order: Int { errors.count }

  private static func requireInputs(_ equation: Equation, _ source: EstimationFrame, _ stretch: Int) throws {
    let stretches = stretch..<stretch + 2 + (equation.estimation?.instruments.count ?? 0)
    let columns = Set(stretches.flatMap { source.tape.operands(of: $0).map(\.column) })
    let missing = columns.intersection(source.absent).map { source.tape.layout.columns[$0] }.sorted()
    guard missing.isEmpty else { throw EstimationError(equation: equation.name, reason: .noData(missing)) }
    for index in source.tape.parameters(of: stretch + 1) where source.values[index].isNaN {
      throw EstimationError(
        equation: equation.name, reason: .noValue(source.model.parameters[index].name))
    }
  }

  /// All parameter values with b in the place of the estimated ones.
  func values(with b: ArraySlice<Double>) -> [Double] {
    var all = source.values
    for (index, value) in zip(parameters, b) { all[index] = value }
    return all
  }

  /// ρ by order.
  func weights(_ theta: [Double]) -> [Double] {
    errors.map { term in
      switch term {
      case .estimated(let position): theta[position]
      case .known(let value): value
      }
    }
  }

  /// The left side in the rows used.
  func response() -> [Double] {
    var evaluator = TapeEvaluator(source.tape)
    return rows.map { evaluator.sides(leftSide, source.frame, row: $0, source.values).right }
  }

  /// Z, rows × instruments.
  func instruments() -> Matrix {
    var evaluator = TapeEvaluator(source.tape)
    return Matrix(
      columns: clauses.instruments.indices.map { j in
        rows.map { evaluator.sides(stretch + 2 + j, source.frame, row: $0, source.values).right }
      })
  }

  /// left − right at b, and the derivatives of the right side by b, in the rows of `levels`.
  func levels(at b: ArraySlice<Double>) -> (gaps: [Double], slopes: Matrix) {
    var evaluator = TapeEvaluator(source.tape)
    let values = values(with: b)
    var gaps = [Double](repeating: 0, count: levels.count)
    var slopes = Matrix(rows: levels.count, columns: parameters.count)
    let slots = parameters.map { source.tape.slot(ofParameter: $0, in: rightSide) }
    for (i, row) in levels.enumerated() {
      let left = evaluator.sides(leftSide, source.frame, row: row, values).right
      gaps[i] = left - evaluator.sides(rightSide, source.frame, row: row, values).right
      evaluator.differentiateRight(rightSide)
      for (j, slot) in slots.enumerated() { slopes[i, j] = slot.map { evaluator.adjoints[$0] } ?? 0 }
    }
    return (gaps, slopes)
  }

  func error(_ reason: EstimationError.Reason) -> EstimationError {
    EstimationError(equation: equation.name, reason: reason)
  }
}
