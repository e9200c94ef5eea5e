public import TimeSeries

/// One row of a table. Typed cells: what does not read is told in the caller's `Diagnostics`, with its place, and comes back nil; an empty
/// cell is nil without a word, unless `required`. Precondition everywhere: the table has the column (declare it in `Columns`).
public struct Row: Sendable {
  let table: DelimitedText
  let index: Int

  /// The text of a cell; empty also for an optional column the table lacks.
  public func text(_ column: String) -> String { cell(column)?.text ?? "" }

  public func has(_ column: String) -> Bool { table.columns.contains(column) }

  /// Where the cell stands; the row's first cell for a column the table lacks.
  public func position(_ column: String) -> SourcePosition {
    table.file.position(ofByte: (cell(column) ?? table.cells[index][0]).bytes.lowerBound)
  }

  /// Where the row begins.
  public var position: SourcePosition { table.file.position(ofByte: table.cells[index][0].bytes.lowerBound) }

  /// A diagnostic that marks a cell.
  public func diagnostic(
    _ message: Bilingual, severity: Diagnostic.Severity = .error, at column: String,
    suggestion: Bilingual? = nil
  ) -> Diagnostic {
    let bytes = (cell(column) ?? table.cells[index][0]).bytes
    return table.file.diagnostic(message, severity: severity, bytes: bytes, suggestion: suggestion)
  }

  private func cell(_ column: String) -> DelimitedText.Cell? {
    table.columns.firstIndex(of: column).map { table.cells[index][$0] }
  }

  /// A text that must be there.
  public func requiredText(_ column: String, _ diagnostics: inout Diagnostics) -> String? {
    let text = text(column)
    if text.isEmpty { missing(column, &diagnostics) }
    return text.isEmpty ? nil : text
  }

  /// A finite number with a decimal point, without separators and without a unit.
  public func number(_ column: String, required: Bool = false, _ diagnostics: inout Diagnostics) -> Double? {
    guard let text = filled(column, required, &diagnostics) else { return nil }
    switch NumberText.read(text) {
    case .success(let value): return value
    case .failure(let problem):
      diagnostics.append(diagnostic(problem.message, at: column, suggestion: problem.suggestion))
      return nil
    }
  }

  public func unit(_ column: String, required: Bool = false, _ diagnostics: inout Diagnostics) -> TimeSeries
    .Unit?
  {
    parsed(column, required, &diagnostics) { text throws(UnitError) in try Unit(parsing: text) }
  }

  public func period(
    _ column: String, year: Int? = nil, required: Bool = false, _ diagnostics: inout Diagnostics
  ) -> Period? {
    parsed(column, required, &diagnostics) { text throws(PeriodError) in try Period(text, year: year) }
  }

  public func span(
    _ column: String, year: Int? = nil, required: Bool = false, _ diagnostics: inout Diagnostics
  ) -> PeriodSpan? {
    parsed(column, required, &diagnostics) { text throws(PeriodError) in try PeriodSpan(text, year: year) }
  }

  /// One of the raw values of an enumeration.
  public func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ column: String, of _: Choice.Type = Choice.self, required: Bool = false,
    _ diagnostics: inout Diagnostics
  ) -> Choice? {
    guard let text = filled(column, required, &diagnostics) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    let list = known.joined(separator: ", ")
    let message = Bilingual(
      en: "“\(text)” is none of the values of \(column): \(list)", zh: "“\(text)”不是 \(column) 的可用值：\(list)")
    let near = Suggestion.nearest(to: text, among: known)
    diagnostics.append(diagnostic(message, at: column, suggestion: Diagnostic.didYouMean(near)))
    return nil
  }

  private func parsed<Value, Failure: BilingualError>(
    _ column: String, _ required: Bool, _ diagnostics: inout Diagnostics,
    _ read: (String) throws(Failure) -> Value
  ) -> Value? {
    guard let text = filled(column, required, &diagnostics) else { return nil }
    do { return try read(text) } catch {
      diagnostics.append(diagnostic(error.message, at: column))
      return nil
    }
  }

  private func filled(_ column: String, _ required: Bool, _ diagnostics: inout Diagnostics) -> String? {
    let text = text(column)
    if text.isEmpty, required { missing(column, &diagnostics) }
    return text.isEmpty ? nil : text
  }

  private func missing(_ column: String, _ diagnostics: inout Diagnostics) {
    diagnostics.append(
      diagnostic(Bilingual(en: "\(column) is empty; it is needed", zh: "\(column) 为空；此列必填"), at: column))
  }
}
