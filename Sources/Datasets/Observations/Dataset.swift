public import TimeSeries

/// Published numbers with their provenance.
public struct Dataset: Sendable {
  public var name: String
  public var observations: [Observation]
  /// What was decided where one key had several numbers; see `resolved()`.
  public var resolutions: [Resolution]

  public init(name: String, observations: [Observation], resolutions: [Resolution] = []) {
    self.name = name
    self.observations = observations
    self.resolutions = resolutions
  }

  /// The observations that agree with every criterion given.
  ///
  /// - Parameters:
  ///   - through: spans that end with this period or before it.
  ///   - knownBy: what can have been known at the end of this period, by `Observation.knownFrom`. Select before resolving: else an early figure may
  ///     already have given way to a later one.
  public func selecting(
    region: String? = nil, level: Region.Level? = nil, indicator: String? = nil,
    kind: Observation.Kind? = nil,
    status: Observation.Status? = nil, frequency: Frequency? = nil, through: Period? = nil,
    knownBy: Period? = nil
  ) -> Dataset {
    let lastMonth = { (period: Period) in period.span(of: .month).upperBound }
    var selected = self
    selected.observations = observations.filter { o in
      (region == nil || o.region.name.en == region || o.region.name.zh == region)
        && (level == nil || o.region.level == level) && (indicator == nil || o.indicator == indicator)
        && (kind == nil || o.kind == kind) && (status == nil || o.status == status)
        && (frequency == nil || o.span.frequency == frequency)
        && (through.map { lastMonth(o.span.upperBound) <= lastMonth($0) } ?? true)
        && (knownBy.map { o.knownFrom <= lastMonth($0) } ?? true)
    }
    return selected
  }

  public var regions: [Region] { Set(observations.map(\.region)).sorted() }
  public var indicators: [String] { Set(observations.map(\.indicator)).sorted() }

  /// The numbers of one variable of one region as a series; estimates count as outturns. Throws where there are none, where several
  /// stand for one period (resolve first) or units differ.
  public func series(
    region: String, indicator: String, kind: Observation.Kind, status: Observation.Status = .outturn,
    frequency: Frequency = .annual
  ) throws -> Series {
    let chosen = selecting(region: region, indicator: indicator, kind: kind).observations.filter {
      $0.status == status || (status == .outturn && $0.status == .estimate)
    }
    var values: [Period: Double] = [:]
    for o in chosen {
      guard let period = o.span.singlePeriod, period.frequency == frequency else { continue }
      if values[period] != nil {
        throw DatasetError.severalValues(region: region, indicator: indicator, period)
      }
      values[period] = o.value
    }
    guard let first = chosen.first, !values.isEmpty else {
      throw DatasetError.nothingFound(
        region: region, indicator: indicator,
        regionSuggestion: Suggestion.nearest(to: region, among: regions.map(\.id)),
        indicatorSuggestion: Suggestion.nearest(to: indicator, among: indicators))
    }
    if let other = chosen.first(where: { $0.unit != first.unit }) {
      throw SeriesError.incompatibleUnits(first.unit, other.unit)
    }
    return try Series(values, unit: first.unit, basis: first.basis)
  }

  /// One region and year with a value for every indicator asked for.
  public struct PanelRow: Hashable, Sendable {
    public var region: Region
    public var period: Period
    /// In the order of the indicators asked for.
    public var values: [Double]
  }

  /// The complete cases of several variables, by region and year: what a pooled regression is run on. Outturns and estimates; of a key
  /// with several numbers the first is taken, so resolve before.
  public func panel(of indicators: [String], kind: Observation.Kind = .growth) -> [PanelRow] {
    struct Key: Hashable { var region: Region, period: Period }
    var found: [Key: [Double?]] = [:]
    for o in observations where o.kind == kind && o.status != .target && o.span.frequency == .annual {
      guard o.span.count == 1, let k = indicators.firstIndex(of: o.indicator) else { continue }
      let key = Key(region: o.region, period: o.span.lowerBound)
      var values = found[key] ?? Array(repeating: nil, count: indicators.count)
      if values[k] == nil { values[k] = o.value }
      found[key] = values
    }
    return found.compactMap { key, values in
      let complete = values.compactMap { $0 }
      return complete.count == indicators.count
        ? PanelRow(region: key.region, period: key.period, values: complete) : nil
    }.sorted { ($0.region, $0.period) < ($1.region, $1.period) }
  }
}

/// A question a dataset has no single answer to.
public enum DatasetError: BilingualError, Equatable {
  case nothingFound(
    region: String, indicator: String, regionSuggestion: String? = nil, indicatorSuggestion: String? = nil)
  case severalValues(region: String, indicator: String, Period)

  public var message: Bilingual {
    switch self {
    case .nothingFound(let region, let indicator, let nearRegion, let nearIndicator):
      let near = [nearRegion, nearIndicator].compactMap { $0 }.filter { $0 != region && $0 != indicator }
      let tail = near.isEmpty ? "" : "; did you mean “\(near.joined(separator: "”, “"))”?"
      let tailZh = near.isEmpty ? "" : "；是否想写“\(near.joined(separator: "”、“"))”？"
      return Bilingual(
        en: "there is no \(indicator) of \(region) in the data\(tail)",
        zh: "数据中没有\(region)的 \(indicator)\(tailZh)")
    case .severalValues(let region, let indicator, let period):
      return Bilingual(
        en: "\(indicator) of \(region) has several values for \(period); resolve the dataset first",
        zh: "\(region)的 \(indicator) 在\(period.name.zh)有多个数值；请先消除重复")
    }
  }
}
