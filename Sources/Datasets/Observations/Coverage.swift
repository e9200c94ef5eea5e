import TimeSeries

/// Which years of which variables of which regions a dataset has.
public struct Coverage: Sendable, Hashable {
  public struct Line: Sendable, Hashable {
    public var region: Region
    public var indicator: String
    public var kind: Observation.Kind
    /// Years with a number, rising.
    public var years: [Int]
    /// Years between the first and the last without one.
    public var gaps: [Int]
  }

  /// By region, indicator and kind. Annual outturns and estimates only.
  public var lines: [Line]
  /// Observations in all, targets and parts of years among them.
  public var observationCount: Int
  public var targetCount: Int
  public var regionCounts: [Region.Level: Int]

  /// First and last year of any line; nil where there is none.
  public var years: ClosedRange<Int>? {
    guard let first = lines.compactMap(\.years.first).min(), let last = lines.compactMap(\.years.last).max()
    else {
      return nil
    }
    return first...last
  }

  /// Region-years with a number for the indicator.
  public func count(of indicator: String, kind: Observation.Kind = .growth) -> Int {
    lines.lazy.filter { $0.indicator == indicator && $0.kind == kind }.reduce(0) { $0 + $1.years.count }
  }
}

extension Dataset {
  public var coverage: Coverage {
    struct Key: Hashable { var region: Region, indicator: String, kind: Observation.Kind }
    var years: [Key: Set<Int>] = [:]
    for o in observations where o.status != .target && o.span.frequency == .annual {
      let key = Key(region: o.region, indicator: o.indicator, kind: o.kind)
      for period in o.span { years[key, default: []].insert(period.year) }
    }
    let lines = years.map { key, years in
      let sorted = years.sorted()
      let gaps = (sorted.first ?? 0)...(sorted.last ?? 0)
      return Coverage.Line(
        region: key.region, indicator: key.indicator, kind: key.kind, years: sorted,
        gaps: gaps.filter { !years.contains($0) })
    }.sorted { ($0.region, $0.indicator, $0.kind.rawValue) < ($1.region, $1.indicator, $1.kind.rawValue) }
    return Coverage(
      lines: lines, observationCount: observations.count,
      targetCount: observations.count { $0.status == .target },
      regionCounts: Dictionary(grouping: regions, by: \.level).mapValues(\.count))
  }
}
