public import TimeSeries

/// One published number, with where it comes from.
public struct Observation: Hashable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
    case level, growth
    /// From January to the end of the span.
    case yearToDateLevel = "year_to_date_level"
    case yearToDateGrowth = "year_to_date_growth"
  }

  public enum Status: String, Hashable, Codable, Sendable, CaseIterable {
    case outturn, target
    /// An outturn printed before its period closed (预计).
    case estimate
  }

  public struct Source: Hashable, Codable, Sendable {
    public enum Quality: String, Hashable, Codable, Sendable, CaseIterable, Comparable {
      case official, press
      case copy = "third_party_copy"

      /// Better first.
      public static func < (a: Quality, b: Quality) -> Bool { a.rank < b.rank }

      private var rank: Int {
        switch self {
        case .official: 0
        case .press: 1
        case .copy: 2
        }
      }
    }

    public var quality: Quality
    public var address: String

    public init(quality: Quality, address: String) {
      self.quality = quality
      self.address = address
    }
  }

  public var region: Region
  /// Id of the indicator.
  public var indicator: String
  public var span: PeriodSpan
  public var kind: Kind
  public var status: Status
  /// Growth in percent on the year before.
  public var value: Double
  public var unit: Unit
  public var basis: PriceBasis
  public var vintage: Vintage
  public var source: Source
  public var note: String
  public var position: SourcePosition

  public init(
    region: Region, indicator: String, span: PeriodSpan, kind: Kind, status: Status, value: Double,
    unit: Unit,
    basis: PriceBasis, vintage: Vintage, source: Source, note: String, position: SourcePosition
  ) {
    self.region = region
    self.indicator = indicator
    self.span = span
    self.kind = kind
    self.status = status
    self.value = value
    self.unit = unit
    self.basis = basis
    self.vintage = vintage
    self.source = source
    self.note = note
    self.position = position
  }

  /// Whether the source itself prints another number against it.
  public var isInconsistent: Bool { note.mentions("INCONSISTENT") }

  /// The month from which it can have been known: that of its release where the source gives it; else by custom. Targets: January of their
  /// year. Estimates and first releases: the month after the period. Figures as published: February for a year, the month after for
  /// less. Revised: seven months after; final: thirteen.
  public var knownFrom: Period {
    if let released = vintage.released { return released }
    let firstMonth = span.lowerBound.span(of: .month).lowerBound
    if status == .target { return .month(firstMonth.year, 1) }
    let lastMonth = span.upperBound.span(of: .month).upperBound
    let delay =
      switch vintage.stage {
      case .estimate, .preliminary: 1
      case .unmarked: span.frequency == .annual ? 2 : 1
      case .revised: 7
      case .final: 13
      }
    return lastMonth.advanced(by: delay)
  }
}
