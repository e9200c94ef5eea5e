/// What a growth target asks of investment, by capital–output ratio.
///
/// The ratio decides the answer and is never known well, so it is a table and never one number. Rates are fractions per year.
public struct InvestmentRequirement: Sendable, Hashable, Codable {
  public struct Row: Sendable, Hashable, Codable {
    /// K/Y.
    public var capitalOutputRatio: Double
    /// Gross fixed capital formation over output that the target needs.
    public var requiredShare: Double
    /// Growth that the actual share of investment brings.
    public var growth: Double
    /// Growth of total factor productivity the target then needs.
    public var requiredProductivity: Double
  }

  public var rows: [Row]

  /// - Parameters:
  ///   - target: growth wished for.
  ///   - investmentShare: capital formation over output as it is (κ·FAI/GDP).
  ///   - labour: growth of labour including its quality.
  /// - Throws: `notPositive` when a capital–output ratio is not positive.
  public init(
    target: Double, function: ProductionFunction, inventory: PerpetualInventory, productivity: Double,
    labour: Double,
    investmentShare: Double, capitalOutputRatios: [Double]
  ) throws(GrowthModelError) {
    var rows: [Row] = []
    for ratio in capitalOutputRatios {
      guard ratio > 0 else { throw .notPositive(what: "the capital–output ratio", value: ratio) }
      let capital = inventory.growth(investmentShare: investmentShare, capitalOutputRatio: ratio)
      rows.append(
        Row(
          capitalOutputRatio: ratio,
          requiredShare: function.requiredInvestmentShare(
            growth: target, productivity: productivity, labour: labour, depreciation: inventory.depreciation,
            capitalOutputRatio: ratio),
          growth: function.growth(productivity: productivity, capital: capital, labour: labour),
          requiredProductivity: function.productivity(growth: target, capital: capital, labour: labour)))
    }
    self.rows = rows
  }
}
