public import TimeSeries

/// A place that statistics are published for.
public struct Region: Hashable, Codable, Sendable, Comparable {
  public enum Level: String, Hashable, Codable, Sendable, CaseIterable {
    case nation, province, city, district
  }

  public var name: Bilingual
  public var level: Level

  public init(name: Bilingual, level: Level) {
    self.name = name
    self.level = level
  }

  /// The English name, which tells regions apart.
  public var id: String { name.en }

  /// Nation first, then provinces, cities, districts; by name within each.
  public static func < (a: Region, b: Region) -> Bool { a.order < b.order }

  private var order: (Int, String, String) {
    let rank =
      switch level {
      case .nation: 0
      case .province: 1
      case .city: 2
      case .district: 3
      }
    return (rank, name.en, name.zh)
  }
}
