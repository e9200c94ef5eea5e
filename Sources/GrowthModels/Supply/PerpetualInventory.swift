/// The capital stock as the sum of surviving investment: K' = (1 − δ) K + I.
///
/// Stock and investment are in the same constant prices; δ is a fraction per period. Goldsmith (1951); OECD, Measuring
/// Capital (2009), ch. 10.
public struct PerpetualInventory: Sendable, Hashable, Codable {
  /// How the first stock is found when only investment is known.
  public enum InitialStock: Sendable, Hashable, Codable {
    /// K₀ = I₀ / (g + δ): the stock of a steady state in which investment grows at g. Harberger (1978).
    case steadyState(growth: Double)
    /// K₀ = I₀ / ratio. Zhang (2008) takes 0.10 for the provinces of China in 1952.
    case investmentShare(Double)
    /// K₀ as given.
    case known(Double)
  }

  /// δ, a fraction per period.
  public var depreciation: Double

  public init(depreciation: Double) {
    self.depreciation = depreciation
  }

  /// K at the beginning of the next period.
  public func next(stock: Double, investment: Double) -> Double {
    (1 - depreciation) * stock + investment
  }

  /// K at the beginning of the first period of `investment`.
  ///
  /// - Throws: `GrowthModelError.notPositive` when a rate that divides is not positive.
  public func initialStock(_ rule: InitialStock, firstInvestment: Double) throws(GrowthModelError) -> Double {
    switch rule {
    case .steadyState(let growth):
      guard growth + depreciation > 0 else {
        throw .notPositive(what: "growth plus depreciation", value: growth + depreciation)
      }
      return firstInvestment / (growth + depreciation)
    case .investmentShare(let ratio):
      guard ratio > 0 else {
        throw .notPositive(what: "the ratio of investment to the first stock", value: ratio)
      }
      return firstInvestment / ratio
    case .known(let stock): return stock
    }
  }

  /// Stocks at the beginning of every period and after the last one: one more than there are investments.
  public func stocks(of investment: [Double], from first: Double) -> [Double] {
    var stocks = [first]
    var stock = first
    for flow in investment {
      stock = next(stock: stock, investment: flow)
      stocks.append(stock)
    }
    return stocks
  }

  /// Δk = (I/Y)/(K/Y) − δ: growth of the stock that a share of output invested brings, a fraction per period.
  public func growth(investmentShare: Double, capitalOutputRatio: Double) -> Double {
    investmentShare / capitalOutputRatio - depreciation
  }
}
