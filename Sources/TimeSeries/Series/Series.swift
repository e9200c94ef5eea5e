/// One variable over neighbouring periods of one frequency, with its unit and price basis. A value may be missing.
public struct Series: Hashable, Sendable {
  public let start: Period
  public let values: [Double?]
  public let unit: Unit
  public let basis: PriceBasis

  /// Precondition: at least one period.
  public init(start: Period, values: [Double?], unit: Unit, basis: PriceBasis) {
    precondition(!values.isEmpty, "a series has at least one period")
    self.start = start
    self.values = values
    self.unit = unit
    self.basis = basis
  }

  /// A series from values of single periods; periods between them that have none are missing. Throws where there is no value
  /// or the periods are of several frequencies.
  public init(_ values: [Period: Double], unit: Unit, basis: PriceBasis) throws(SeriesError) {
    guard let first = values.keys.min(), let last = values.keys.max() else { throw .empty }
    let strangers = values.keys.filter { $0.frequency != first.frequency }
    if let other = strangers.min() { throw .differentFrequencies(first.frequency, other.frequency) }
    self.init(start: first, values: (first...last).map { values[$0] }, unit: unit, basis: basis)
  }

  public var frequency: Frequency { start.frequency }
  public var end: Period { start.advanced(by: values.count - 1) }
  public var span: PeriodSpan { start...end }

  /// The value of a period; nil where it is missing, outside the span, or of another frequency.
  public subscript(period: Period) -> Double? {
    guard period.frequency == frequency else { return nil }
    let i = start.distance(to: period)
    return values.indices.contains(i) ? values[i] : nil
  }

  /// Periods of the span without a value.
  public var missing: [Period] { span.filter { self[$0] == nil } }

  /// The part inside the span; outside values are missing. Precondition: the same frequency.
  public subscript(span: PeriodSpan) -> Series {
    with(span.map { self[$0] }, from: span.lowerBound)
  }

  /// The same unit and basis over other values, unless given.
  func with(_ values: [Double?], from start: Period? = nil, unit: Unit? = nil, basis: PriceBasis? = nil)
    -> Series
  {
    Series(start: start ?? self.start, values: values, unit: unit ?? self.unit, basis: basis ?? self.basis)
  }

  /// Each value that is not missing, transformed. A result that is not finite is missing.
  public func map(_ transform: (Double) -> Double) -> Series {
    with(values.map { $0.map(transform).finite })
  }

  /// The same series counted in another unit of its dimension.
  public func converted(to unit: Unit) throws(UnitError) -> Series {
    guard self.unit.dimension == unit.dimension else { throw .incompatible(from: self.unit, to: unit) }
    return with(values.map { $0.map { self.unit.rescale($0, to: unit) } }, unit: unit)
  }
}

extension Optional<Double> {
  /// Itself, or nil where it is NaN or infinite.
  var finite: Double? { flatMap { $0.isFinite ? $0 : nil } }
}
