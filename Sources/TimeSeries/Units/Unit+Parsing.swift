extension Unit {
  /// Reads a symbol, an English name or another usual spelling: `亿元`, `1e8 yuan`, `pct`, `percent`.
  public init(parsing text: String) throws(UnitError) {
    let key = Self.key(text)
    guard let unit = Self.spellings[key] else {
      throw .unknown(text, suggestion: Suggestion.nearest(to: key, among: Self.vocabulary))
    }
    self = unit
  }

  private static let spellings: [String: Unit] = {
    var table: [String: Unit] = [:]
    for unit in all {
      for spelling in [unit.symbol, unit.name.en] + unit.aliases { table[key(spelling)] = unit }
    }
    return table
  }()

  private static let vocabulary: [String] = all.flatMap { [$0.symbol, $0.name.en] + $0.aliases }

  /// Lower case, inner blanks single, none at the ends.
  private static func key(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Unit {
  /// The value in another unit of the same dimension. Throws `UnitError.incompatible` across dimensions: no exchange rate
  /// is assumed, and percent are never taken for percentage points.
  public static func convert(_ value: Double, from: Unit, to: Unit) throws(UnitError) -> Double {
    if from == to { return value }
    guard from.dimension == to.dimension else { throw .incompatible(from: from, to: to) }
    return from.rescale(value, to: to)
  }

  /// Multiplies or divides by a whole power of ten where the scales are such, so that 7000 人 is 0.7 万人 exactly.
  func rescale(_ value: Double, to other: Unit) -> Double {
    scale >= other.scale ? value * (scale / other.scale) : value / (other.scale / scale)
  }

  /// The value, counted in this unit, in another. See `convert(_:from:to:)`.
  public func convert(_ value: Double, to other: Unit) throws(UnitError) -> Double {
    try Self.convert(value, from: self, to: other)
  }
}
