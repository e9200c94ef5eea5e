import Foundation

/// Cobb–Douglas production Y = A K^α (hL)^(1−α), read in growth rates and inverted.
///
/// Rates and shares are fractions per year here; the growth model, which works in percent, converts at its border.
/// Solow (1957); the inverse is that of the World Bank's Long Term Growth Model, Loayza and Pennings (2022).
public struct ProductionFunction: Sendable, Hashable, Codable {
  /// α: elasticity of output with respect to capital, one less the labour share.
  public var capitalElasticity: Double

  /// - Throws: `outsideUnitInterval` unless 0 < α < 1.
  public init(capitalElasticity: Double) throws(GrowthModelError) {
    guard capitalElasticity > 0, capitalElasticity < 1 else {
      throw .outsideUnitInterval(what: "the capital elasticity", value: capitalElasticity)
    }
    self.capitalElasticity = capitalElasticity
  }

  /// Growth accounting: Δy = Δa + α Δk + (1 − α)(Δh + Δl). `labour` is Δh + Δl.
  public func growth(productivity: Double, capital: Double, labour: Double) -> Double {
    productivity + capitalElasticity * capital + (1 - capitalElasticity) * labour
  }

  /// Δa that closes the account for a growth rate.
  public func productivity(growth: Double, capital: Double, labour: Double) -> Double {
    growth - capitalElasticity * capital - (1 - capitalElasticity) * labour
  }

  /// I/Y that growth accounting asks for: I/Y = K/Y · [(Δy − Δa − (1 − α)(Δh + Δl))/α + δ].
  public func requiredInvestmentShare(
    growth: Double, productivity: Double, labour: Double, depreciation: Double, capitalOutputRatio: Double
  ) -> Double {
    let capital = (growth - productivity - (1 - capitalElasticity) * labour) / capitalElasticity
    return capitalOutputRatio * (capital + depreciation)
  }

  /// I/Y in discrete compounding: I/Y = K/Y · { [(1+g)/((1+gA)((1+gh)(1+gL))^(1−α))]^(1/α) − (1 − δ) }.
  public func requiredInvestmentShare(
    compoundGrowth growth: Double, productivity: Double, humanCapital: Double, labour: Double,
    depreciation: Double,
    capitalOutputRatio: Double
  ) -> Double {
    let effectiveLabour = pow((1 + humanCapital) * (1 + labour), 1 - capitalElasticity)
    let capital = pow((1 + growth) / ((1 + productivity) * effectiveLabour), 1 / capitalElasticity)
    return capitalOutputRatio * (capital - (1 - depreciation))
  }
}
