/// How much of a year each of its cells is: the shares w_k of last year's nominal values, which weight real growth rates
/// within the year. G_m = Σ_{k≤m} w_k g_k / W_m, W_m = Σ_{k≤m} w_k. All rates in percent on the year before.
///
/// A simplification the field uses: growth at constant prices weighted with nominal bases neglects price changes within the
/// base year.
public struct YearToDateWeights: Hashable, Codable, Sendable {
  /// w_1 … w_n, summing to one.
  public let shares: [Double]
  /// W_1 … W_n = 1.
  public let elapsed: [Double]

  /// From the shares W_k of the year that has passed at the end of each cell: rising, the last one 1.
  public init(elapsed: [Double]) throws(YearToDateError) {
    guard let last = elapsed.last, abs(last - 1) < 1e-9 else { throw .sharesDoNotSumToOne(elapsed.last ?? 0) }
    let shares = elapsed.indices.map { $0 == 0 ? elapsed[0] : elapsed[$0] - elapsed[$0 - 1] }
    for (k, share) in shares.enumerated() where !(share > 0 && share.isFinite) {
      throw .notPositive(cell: k + 1, share)
    }
    self.shares = shares
    self.elapsed = elapsed
  }

  /// From last year's cumulative values at the end of each cell, the last one the year's.
  public init(cumulativeBases: [Double]) throws(YearToDateError) {
    guard let year = cumulativeBases.last, year > 0 else {
      throw .notPositive(cell: cumulativeBases.count, cumulativeBases.last ?? 0)
    }
    try self.init(elapsed: cumulativeBases.map { $0 / year })
  }

  /// From this year's cumulative levels and their growth rates: the bases are L_m / (1 + G_m/100).
  public init(cumulativeLevels: [Double], growths: [Double]) throws(YearToDateError) {
    guard cumulativeLevels.count == growths.count else {
      throw .differentCounts(cumulativeLevels.count, growths.count)
    }
    try self.init(
      cumulativeBases: zip(cumulativeLevels, growths).map { Growth.comparableBase(level: $0, growth: $1) })
  }

  /// From last year's value in each cell.
  public init(bases: [Double]) throws(YearToDateError) {
    var sum = 0.0
    try self.init(
      cumulativeBases: bases.map {
        sum += $0
        return sum
      })
  }

  /// G_m = Σ w_k g_k / W_m of the first m = `growths.count` cells.
  public func cumulativeGrowth(of growths: [Double]) throws(YearToDateError) -> Double {
    let m = try checked(growths.count)
    return zip(shares, growths).reduce(0) { $0 + $1.0 * $1.1 } / elapsed[m - 1]
  }

  /// Growth of the cells m+1 … n that two cumulative rates imply: (W_n G_n − W_m G_m) / (W_n − W_m).
  public func impliedGrowth(after m: Int, at first: Double, through n: Int, at second: Double)
    throws(YearToDateError) -> Double
  {
    _ = try (checked(m), checked(n))
    guard m < n else { throw .nothingLeft(cell: m) }
    let (a, b) = (elapsed[m - 1], elapsed[n - 1])
    return (b * second - a * first) / (b - a)
  }

  /// Growth of the rest of the year that the year's target G* needs after m cells: (G* − W_m G_m) / (1 − W_m).
  public func requiredGrowth(for target: Double, after m: Int, at growth: Double) throws(YearToDateError)
    -> Double
  {
    guard try checked(m) < shares.count else { throw .nothingLeft(cell: m) }
    return Growth.required(for: target, elapsed: elapsed[m - 1], growth: growth)
  }

  private func checked(_ m: Int) throws(YearToDateError) -> Int {
    guard (1...shares.count).contains(m) else { throw .noSuchCell(m, of: shares.count) }
    return m
  }
}

/// Weights or cells that make no year.
public enum YearToDateError: BilingualError, Equatable {
  case sharesDoNotSumToOne(Double)
  case notPositive(cell: Int, Double)
  case differentCounts(Int, Int)
  case noSuchCell(Int, of: Int)
  case nothingLeft(cell: Int)

  public var message: Bilingual {
    switch self {
    case .sharesDoNotSumToOne(let sum):
      Bilingual(en: "the shares of a year must sum to 1, not \(sum)", zh: "一年各段的权重之和应为 1，而不是 \(sum)")
    case .notPositive(let cell, let value):
      Bilingual(
        en: "cell \(cell) of the base year is \(value); every part of the base year must be above zero "
          + "(cumulative values must rise)", zh: "基年第\(cell)段为 \(value)；基年各段必须大于零（累计值必须递增）")
    case .differentCounts(let levels, let growths):
      Bilingual(en: "\(levels) levels but \(growths) growth rates", zh: "有\(levels)个水平值，却有\(growths)个增速")
    case .noSuchCell(let cell, let count):
      Bilingual(en: "there is no cell \(cell); the year has \(count)", zh: "没有第\(cell)段；一年共\(count)段")
    case .nothingLeft(let cell):
      Bilingual(en: "nothing of the span is left after cell \(cell)", zh: "第\(cell)段之后没有剩余")
    }
  }
}
