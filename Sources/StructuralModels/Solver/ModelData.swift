public import TimeSeries

/// Series by the names a model uses.
public struct ModelData: Hashable, Sendable {
  public private(set) var series: [String: Series]

  public init(_ series: [String: Series] = [:]) { self.series = series }

  /// The series of a name.
  public subscript(name: String) -> Series? {
    get { series[name] }
    set { series[name] = newValue }
  }

  /// Names in alphabetical order.
  public var names: [String] { series.keys.sorted() }

  /// These series with the values of `other` in their place wherever it has some. Units and bases are those of `other`;
  /// series of another frequency are replaced as a whole.
  public func overlaid(with other: ModelData) -> ModelData {
    ModelData(
      series.merging(other.series) { old, new in
        guard old.frequency == new.frequency else { return new }
        let span = min(old.start, new.start)...max(old.end, new.end)
        return Series(
          start: span.lowerBound, values: span.map { new[$0] ?? old[$0] }, unit: new.unit, basis: new.basis)
      })
  }

  /// How a series goes on beyond its last value.
  public enum Extension: String, CaseIterable, Sendable {
    /// The last value again and again.
    case constant
    /// The last step again and again.
    case linear
  }

  /// The data with a series carried on to a period. Nothing changes where the series is unknown, has no value, or
  /// reaches that far; `linear` needs the last two values and is `constant` otherwise.
  public func extending(_ name: String, to period: Period, _ rule: Extension) -> ModelData {
    guard let old = series[name], old.frequency == period.frequency,
      let end = old.span.last(where: { old[$0] != nil }), end < period, let last = old[end]
    else { return self }
    let step = rule == .linear ? old[end.advanced(by: -1)].map { last - $0 } ?? 0 : 0
    let values = (old.start...period).map { p -> Double? in
      p <= end ? old[p] : last + step * Double(end.distance(to: p))
    }
    var result = self
    result[name] = Series(start: old.start, values: values, unit: old.unit, basis: old.basis)
    return result
  }
}
