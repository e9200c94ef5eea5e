extension Series {
  /// The sum over the common span, in this series' unit. Refused across price bases, dimensions and frequencies; missing where either is.
  public func adding(_ other: Series) throws(SeriesError) -> Series { try combined(with: other, +) }

  /// The difference over the common span, in this series' unit; for rates in percent see `pointDifference(from:)`.
  public func subtracting(_ other: Series) throws(SeriesError) -> Series {
    if unit.dimension == .share { return try pointDifference(from: other) }
    return try combined(with: other, -)
  }

  /// This series as percent of the other: a share of the whole, investment to GDP. Both in the same prices and money.
  public func share(of whole: Series) throws(SeriesError) -> Series {
    let quotient = try combined(with: whole) { 100 * ($0 / $1) }
    return quotient.with(quotient.values, unit: .percent, basis: .notApplicable)
  }

  /// The difference of two rates or shares, in percentage points.
  public func pointDifference(from other: Series) throws(SeriesError) -> Series {
    for unit in [unit, other.unit] where unit.dimension != .share { throw .notARate(unit) }
    let points = unit.scale / Unit.percent.scale
    let difference = try combined(with: other) { points * ($0 - $1) }
    return difference.with(difference.values, unit: .percentagePoint)
  }

  public func scaled(by factor: Double) -> Series { map { $0 * factor } }

  private func combined(with other: Series, _ operation: (Double, Double) -> Double) throws(SeriesError)
    -> Series
  {
    guard frequency == other.frequency else { throw .differentFrequencies(frequency, other.frequency) }
    guard basis == other.basis else { throw .differentBases(basis, other.basis) }
    guard unit.dimension == other.unit.dimension else { throw .incompatibleUnits(unit, other.unit) }
    guard span.overlaps(other.span) else { throw .noOverlap(span, other.span) }
    let common = span.clamped(to: other.span)
    let values = common.map { period -> Double? in
      guard let a = self[period], let b = other[period] else { return nil }
      return Optional(operation(a, other.unit.rescale(b, to: unit))).finite
    }
    return with(values, from: common.lowerBound)
  }
}
