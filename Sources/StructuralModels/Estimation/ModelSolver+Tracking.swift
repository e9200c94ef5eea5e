public import TimeSeries

extension ModelSolver {
  /// Add-factors of all behavioral equations with which a dynamic simulation gives back the data: tracking residuals.
  ///
  ///     var simulation = Simulation(.dynamic, over: span)
  ///     simulation.addFactors = try solver.trackingAddFactors(over: span, of: data)
  ///
  /// Identities have none: history is given back as far as they hold in the data.
  ///
  /// - Throws: `SimulationError` as `residuals(over:of:)`; `missing` where data a behavioral equation reads are missing.
  public func trackingAddFactors(over span: PeriodSpan, of data: ModelData) throws(SimulationError)
    -> [String: Series]
  {
    let residuals = try residuals(over: span, of: data).residuals
    try requireComplete(span, data)
    let behavioral = model.equations.filter { $0.kind == .behavioral }.map(\.name)
    return residuals.filter { behavioral.contains($0.key) }
  }

  /// Throws all values that behavioral equations read in the span and data do not have.
  private func requireComplete(_ span: PeriodSpan, _ data: ModelData) throws(SimulationError) {
    let rows = FrameRows(span, tape)
    let frame = try rows.frame(model, tape.layout, data)
    var gaps: [Int: (rows: Set<Int>, equations: Set<Int>)] = [:]
    for (number, equation) in model.equations.enumerated() where equation.kind == .behavioral {
      for (column, shift) in tape.operands(of: number) {
        for row in rows.span where frame[row + shift, column].isNaN {
          gaps[column, default: ([], [])].rows.insert(row + shift)
          gaps[column, default: ([], [])].equations.insert(number)
        }
      }
    }
    guard !gaps.isEmpty else { return }
    throw .missing(
      gaps.sorted { $0.key < $1.key }.map { column, gap in
        MissingValues(
          name: tape.layout.columns[column], periods: gap.rows.sorted().map(rows.period),
          equations: gap.equations.sorted().map { model.equations[$0].name })
      })
  }
}
