import TimeSeries

/// The behavioral equations of a model compiled for estimation, with the data laid out once for all of them.
struct EstimationFrame {
  let model: Model
  /// For every behavioral equation its left side, its right side and its instruments, each a stretch.
  let tape: Tape
  let frame: Frame
  /// `rows.span` are the periods from the first value of any series to the last.
  let rows: FrameRows
  /// Values of all the model's parameters; zero for those to be estimated that have none.
  let values: [Double]
  /// Which parameters are to be estimated.
  let isEstimated: [Bool]
  /// Columns of variables without a series.
  let absent: Set<Int>
  /// The first stretch of each equation; nil for identities.
  private let stretches: [Int?]

  /// - Throws: `SimulationError.unfit` for series of another frequency, price basis or unit than the model's.
  init(_ model: Model, _ data: ModelData) throws(SimulationError) {
    var (expressions, stretches): ([Expression], [Int?]) = ([], [])
    for equation in model.equations {
      guard equation.kind == .behavioral else {
        stretches.append(nil)
        continue
      }
      stretches.append(expressions.count)
      expressions += [equation.left, equation.right] + (equation.estimation?.instruments ?? [])
    }
    self.model = model
    self.stretches = stretches
    let layout = Tape.Layout(model)
    tape = Tape(expressions, layout: layout)
    values = model.parameters.map { $0.value ?? ($0.isEstimated ? 0 : .nan) }
    isEstimated = model.parameters.map(\.isEstimated)
    let named = (model.variables + model.exogenous).map { data[$0.name] }
    absent = Set(named.indices.filter { named[$0] == nil })
    let spans = named.compactMap { $0?.span }
    let own = spans.filter { $0.frequency == model.frequency }
    let first = own.map(\.lowerBound).min() ?? Period(model.frequency, year: 2000)
    let span = first...max(first, own.map(\.upperBound).max() ?? first)
    rows = FrameRows(span, tape)
    frame = try rows.frame(model, layout, data)
  }

  /// The stretch of an equation's left side; its right side and instruments follow.
  func stretch(of equation: Int) -> Int? { stretches[equation] }

  /// The parameters to be estimated in an expression's stretch, in the order of the text.
  func estimatedParameters(in stretch: Int) -> [Int] {
    tape.parameters(of: stretch).filter { isEstimated[$0] }
  }
}

extension Tape {
  /// The parameters a stretch reads, in the order of the text.
  func parameters(of stretch: Int) -> [Int] {
    instructions[stretches[stretch].instructions].filter { $0.operation == .parameter }.map { Int($0.a) }
  }

  /// The slot of a stretch that reads a parameter; nil where it does not occur.
  func slot(ofParameter index: Int, in stretch: Int) -> Int? {
    let range = stretches[stretch].instructions
    return instructions[range].firstIndex { $0.operation == .parameter && Int($0.a) == index }
      .map { $0 - range.lowerBound }
  }
}
