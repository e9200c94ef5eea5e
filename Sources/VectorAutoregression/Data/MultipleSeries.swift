public import LinearAlgebra
public import TimeSeries

/// Several variables over the same periods, none of them missing: a multiple time series.
public struct MultipleSeries: Equatable, Sendable {
  public let names: [String]
  public let span: PeriodSpan
  /// One row a period, one column a variable.
  public let values: Matrix

  /// Number of variables, m.
  public var count: Int { names.count }
  /// Number of periods, T.
  public var length: Int { values.rows }

  /// - Throws: `VectorError` for names that repeat, shapes that do not fit, and values that are not finite.
  public init(_ values: Matrix, names: [String], from start: Period) throws(VectorError) {
    guard !names.isEmpty else { throw .noVariables }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .repeatedVariable(name) }
    guard values.columns == names.count, values.rows > 0 else {
      throw .shape(names: names.count, columns: values.columns, rows: values.rows)
    }
    for (j, name) in names.enumerated() {
      let missing = (0..<values.rows).filter { !values[$0, j].isFinite }
      if !missing.isEmpty { throw .missing(name, missing.map { start.advanced(by: $0) }) }
    }
    self.names = names
    self.values = values
    span = start...start.advanced(by: values.rows - 1)
  }

  /// The series over `span`, or over the longest span for which each of them has a first and a last value.
  ///
  /// - Throws: `VectorError` for several frequencies, no common period, and values missing inside the span.
  public init(_ series: [(name: String, series: Series)], over span: PeriodSpan? = nil)
    throws(VectorError)
  {
    guard let first = series.first else { throw .noVariables }
    for (name, other) in series where other.frequency != first.series.frequency {
      throw .frequencies(first.name, first.series.frequency, name, other.frequency)
    }
    guard let span = span ?? Self.common(series.map(\.series)) else {
      throw .noCommonPeriod(series.map(\.name))
    }
    guard span.frequency == first.series.frequency else {
      throw .frequencies(first.name, first.series.frequency, span.text, span.frequency)
    }
    let periods = Array(span)
    let values = Matrix(rows: periods.count, columns: series.count) { t, j in
      series[j].series[periods[t]] ?? .nan
    }
    try self.init(values, names: series.map(\.name), from: span.lowerBound)
  }

  private static func common(_ series: [Series]) -> PeriodSpan? {
    let spans = series.map { s in
      let known = s.span.filter { s[$0] != nil }
      return known.first.flatMap { a in known.last.map { a...$0 } }
    }
    guard let starts = spans.map({ $0?.lowerBound }).max(by: { ($0 ?? .year(1)) < ($1 ?? .year(1)) }),
      !spans.contains(nil), let start = starts, let end = spans.compactMap({ $0?.upperBound }).min(),
      start <= end
    else { return nil }
    return start...end
  }

  /// Position of a variable.
  public func index(of name: String) -> Int? { names.firstIndex(of: name) }

  /// One variable.
  public func column(_ j: Int) -> [Double] { Array(values.column(j)) }

  /// The first `count` periods. Precondition: at least one, at most all.
  public func prefix(_ count: Int) -> MultipleSeries {
    precondition(count > 0 && count <= length, "a part of a multiple series has one period at least")
    return MultipleSeries(
      names: names, span: span.lowerBound...span.lowerBound.advanced(by: count - 1),
      values: values.selectingRows(Array(0..<count)))
  }

  private init(names: [String], span: PeriodSpan, values: Matrix) {
    (self.names, self.span, self.values) = (names, span, values)
  }
}

extension MultipleSeries {
  /// Position of a variable that must exist.
  func position(of name: String) throws(VectorError) -> Int {
    guard let j = index(of: name) else {
      throw .unknownVariable(name, suggestion: Suggestion.nearest(to: name, among: names))
    }
    return j
  }
}
