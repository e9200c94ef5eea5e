import TimeSeries

/// Which row of a frame stands for which period: the span solved, with the lags before and the leads behind it.
struct FrameRows: Sendable {
  /// The period of row 0.
  let first: Period
  let count: Int
  /// Rows of the periods solved.
  let span: Range<Int>

  init(_ span: PeriodSpan, _ tape: Tape) {
    first = span.lowerBound.advanced(by: -tape.longestLag)
    self.span = tape.longestLag..<tape.longestLag + span.count
    count = self.span.upperBound + tape.longestLead
  }

  func period(_ row: Int) -> Period { first.advanced(by: row) }

  func row(_ period: Period) -> Int { first.distance(to: period) }

  /// The data of a model's names, in the model's units; missing values are NaN, shocks and add-factors zero.
  func frame(_ model: Model, _ layout: Tape.Layout, _ data: ModelData) throws(SimulationError) -> Frame {
    var problems: [SimulationProblem] = []
    if first.frequency != model.frequency {
      problems.append(.frequency(name: "the span", first.frequency, model: model.frequency))
    }
    var frame = Frame(rows: count, columns: layout.columns.count)
    for (column, variable) in (model.variables + model.exogenous).enumerated() {
      guard let series = data[variable.name] else { continue }
      guard series.frequency == model.frequency else {
        problems.append(.frequency(name: variable.name, series.frequency, model: model.frequency))
        continue
      }
      if let basis = variable.basis, basis != series.basis {
        problems.append(.basis(name: variable.name, series.basis, model: basis))
      }
      guard let converted = Self.converted(series, to: variable.unit) else {
        problems.append(.unit(name: variable.name, series.unit, model: variable.unit ?? series.unit))
        continue
      }
      guard problems.isEmpty else { continue }
      for row in 0..<count { frame[row, column] = converted[period(row)] ?? .nan }
    }
    guard problems.isEmpty else { throw .unfit(problems) }
    for column in (model.variables.count + model.exogenous.count)..<layout.columns.count {
      for row in 0..<count { frame[row, column] = 0 }
    }
    return frame
  }

  private static func converted(_ series: Series, to unit: TimeSeries.Unit?) -> Series? {
    guard let unit, unit != series.unit else { return series }
    return try? series.converted(to: unit)
  }

  /// Writes a series into a column where it has values.
  func write(_ series: Series, to column: Int, of frame: inout Frame) {
    for row in 0..<count {
      if let value = series[period(row)] { frame[row, column] = value }
    }
  }
}
