import LinearAlgebra
import TimeSeries

/// The numbers one equation is estimated from: the left side, the right side as a function of the parameters, and
/// instruments, in the periods where all of them are known.
struct EquationProblem {
  let equation: Equation
  /// Parameters to be estimated, in the order of the equation.
  let names: [String]
  let clauses: EstimationClauses
  let model: Model
  let tape: Tape
  let frame: Frame
  /// Rows of the frame used, and their periods.
  let rows: [Int]
  let periods: [Period]
  /// Values of all the model's parameters; zero, or the start, for those to be estimated.
  let values: [Double]

  /// The left side is the first stretch's right side, the right side the second's, instruments follow.
  static let (left, right, instruments) = (0, 1, 2)

  init(_ model: Model, _ number: Int, _ data: ModelData, sample: PeriodSpan?) throws {
    let equation = model.equations[number]
    self.model = model
    self.equation = equation
    clauses = equation.estimation ?? EstimationClauses(place: equation.place)
    let estimated = Set(model.parameters.filter(\.isEstimated).map(\.name))
    var seen: Set<String> = []
    names = equation.right.references.map(\.name).filter {
      estimated.contains($0) && seen.insert($0).inserted
    }
    let layout = Tape.Layout(model)
    tape = Tape([equation.left, equation.right] + clauses.instruments, layout: layout)
    values = model.parameters.map { parameter in
      parameter.value ?? (estimated.contains(parameter.name) ? 0 : .nan)
    }
    guard !names.isEmpty else {
      (frame, rows, periods) = (Frame(rows: 0, columns: 0), [], [])
      return
    }
    let span = try Self.span(clauses.sample ?? sample, equation, model, data)
    let frameRows = FrameRows(span, tape)
    let filled = try frameRows.frame(model, layout, data)
    frame = filled
    let (tape, values) = (self.tape, self.values)
    let usable = frameRows.span.filter { row in Self.isComplete(row, filled, tape, values) }
    rows = usable
    periods = usable.map(frameRows.period)
    guard rows.count > names.count else {
      throw EstimationError(
        equation: equation.name, reason: .tooFewPeriods(rows.count, parameters: names.count))
    }
  }

  /// The sample asked for, or the longest the data of the equation's names have.
  private static func span(_ sample: PeriodSpan?, _ equation: Equation, _ model: Model, _ data: ModelData)
    throws -> PeriodSpan
  {
    let series = (model.variables + model.exogenous).map(\.name)
    let used = (equation.left.references + equation.right.references).map(\.name).filter(series.contains)
    let missing = Set(used.filter { data[$0] == nil }).sorted()
    guard missing.isEmpty else { throw EstimationError(equation: equation.name, reason: .noData(missing)) }
    if let sample { return sample }
    let own = used.compactMap { data[$0]?.span }.filter { $0.frequency == model.frequency }
    guard let first = own.map(\.lowerBound).min(), let last = own.map(\.upperBound).max() else {
      throw EstimationError(equation: equation.name, reason: .noData(Set(used).sorted()))
    }
    return first...last
  }

  /// Whether all columns read in the row have values and both sides and instruments are defined.
  private static func isComplete(_ row: Int, _ frame: Frame, _ tape: Tape, _ values: [Double]) -> Bool {
    tape.stretches.indices.allSatisfy { stretch in
      tape.operands(of: stretch).allSatisfy { !frame[row + $0.shift, $0.column].isNaN }
    }
  }

  /// The value of a stretch in every row used.
  func column(_ stretch: Int, _ values: [Double]) -> [Double] {
    var evaluator = TapeEvaluator(tape)
    return rows.map { evaluator.sides(stretch, frame, row: $0, values).right }
  }

  /// The derivatives of the right side by the parameters, rows × parameters.
  func regressors(_ values: [Double]) -> Matrix {
    var evaluator = TapeEvaluator(tape)
    var x = Matrix(rows: rows.count, columns: names.count)
    let slots = names.map { tape.parameterSlot($0, in: Self.right) }
    for (i, row) in rows.enumerated() {
      _ = evaluator.sides(Self.right, frame, row: row, values)
      evaluator.differentiateRight(Self.right)
      for (j, slot) in slots.enumerated() { x[i, j] = slot.map { evaluator.adjoints[$0] } ?? 0 }
    }
    return x
  }

  /// All parameter values with these in the place of the estimated ones.
  func values(with estimates: [Double]) -> [Double] {
    var all = values
    for (name, estimate) in zip(names, estimates) {
      if let index = tape.layout.parameters[name] { all[index] = estimate }
    }
    return all
  }

  func error(_ reason: EstimationError.Reason) -> EstimationError {
    EstimationError(equation: equation.name, reason: reason)
  }
}

extension Tape {
  /// The slot of a stretch that reads a parameter; nil where it does not occur.
  func parameterSlot(_ name: String, in stretch: Int) -> Int? {
    guard let index = layout.parameters[name] else { return nil }
    let range = stretches[stretch].instructions
    return instructions[range].firstIndex { $0.operation == .parameter && Int($0.a) == index }
      .map { $0 - range.lowerBound }
  }
}

extension Expression {
  /// Whether it is c + Σ bⱼxⱼ in the names given, with c and xⱼ free of them.
  func isLinear(in names: Set<String>) -> Bool { (degree(in: names) ?? 2) <= 1 }

  /// 0 without the names, 1 where it is linear in them, nil otherwise.
  private func degree(in names: Set<String>) -> Int? {
    switch self {
    case .number: return 0
    case .name(let name, _): return names.contains(name) ? 1 : 0
    case .negated(let x): return x.degree(in: names)
    case .not(let x): return x.degree(in: names) == 0 ? 0 : nil
    case .operation(let symbol, let a, let b):
      guard let p = a.degree(in: names), let q = b.degree(in: names) else { return nil }
      switch symbol {
      case .plus, .minus: return max(p, q)
      case .times: return p + q <= 1 ? p + q : nil
      case .over: return q == 0 ? p : nil
      default: return p + q == 0 ? 0 : nil
      }
    case .call(let function, let arguments):
      let degrees = arguments.map { $0.degree(in: names) }
      if degrees.allSatisfy({ $0 == 0 }) { return 0 }
      let passes: [ModelFunction] = [.diff, .mavg, .msum]
      if passes.contains(function) { return degrees[0] }
      guard function == .if, degrees[0] == 0, let p = degrees[1], let q = degrees[2] else { return nil }
      return max(p, q)
    }
  }
}
