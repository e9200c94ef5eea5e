extension Series {
  /// Growth on the same period of the year before, percent: g_t = 100 (x_t / x_{t−s} − 1), s periods per year. The price basis
  /// stays: growth of a real series is real growth. Missing in the first year and where the base is zero.
  public func growth() -> Series { growth(lag: frequency.periodsPerYear) }

  /// Growth on the period before, percent.
  public func periodGrowth() -> Series { growth(lag: 1) }

  private func growth(lag: Int) -> Series {
    let growths = span.map { period -> Double? in
      guard let x = self[period], let base = self[period.advanced(by: -lag)] else { return nil }
      return Optional(100 * (x / base - 1)).finite
    }
    return with(growths, unit: .percent)
  }

  /// The change of a rate or share on the year before, in percentage points.
  public func pointChange() throws(SeriesError) -> Series {
    let before = with(values, from: start.advanced(by: frequency.periodsPerYear))
    return try pointDifference(from: before)
  }

  /// The levels that growth rates on the year before (percent) imply, from the level of one period:
  /// L_t = L_{t−s} (1 + g_t/100) forwards, L_{t−s} = L_t / (1 + g_t/100) backwards.
  ///
  /// The span reaches from `period` or the year before the first rate to the last. Beyond a missing rate levels are missing;
  /// so are the other quarters or months of a year, which one level says nothing about.
  public static func chained(from base: Amount, at period: Period, growth: Series, basis: PriceBasis)
    throws(SeriesError) -> Series
  {
    guard period.frequency == growth.frequency else {
      throw .differentFrequencies(period.frequency, growth.frequency)
    }
    guard growth.unit.dimension == .share else { throw .notARate(growth.unit) }
    let s = period.frequency.periodsPerYear
    let first = min(period, growth.start.advanced(by: -s))
    let last = max(period, growth.end)
    var levels = [Double?](repeating: nil, count: first.distance(to: last) + 1)
    let origin = first.distance(to: period)
    levels[origin] = base.value
    for i in stride(from: origin + s, to: levels.count, by: s) {
      guard let level = levels[i - s], let g = growth[first.advanced(by: i)] else { break }
      levels[i] = level * (1 + g * growth.unit.scale)
    }
    for i in stride(from: origin - s, through: 0, by: -s) {
      guard let level = levels[i + s], let g = growth[first.advanced(by: i + s)] else { break }
      levels[i] = Optional(level / (1 + g * growth.unit.scale)).finite
    }
    return Series(start: first, values: levels, unit: base.unit, basis: basis)
  }

  /// The series with the value of one period set to 100.
  public func index(base: Period) throws(SeriesError) -> Series {
    guard let level = self[base], level != 0 else { throw .noValue(base) }
    return with(values.map { $0.map { 100 * ($0 / level) } }, unit: .index)
  }

  /// Constant prices of `base`: x_t · P_base / P_t. Nominal values only; the deflator is an index of the same frequency.
  public func deflated(by deflator: Series, base: Period) throws(SeriesError) -> Series {
    guard basis == .nominal else { throw .notNominal(basis) }
    guard deflator.unit == .index else { throw .notAnIndex(deflator.unit) }
    guard frequency == deflator.frequency else { throw .differentFrequencies(frequency, deflator.frequency) }
    guard let p0 = deflator[base] else { throw .noValue(base) }
    let real = span.map { period -> Double? in
      guard let x = self[period], let p = deflator[period] else { return nil }
      return Optional(x * (p0 / p)).finite
    }
    return with(real, basis: .real(base: base))
  }
}
