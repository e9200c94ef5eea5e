import Glibc

/// What published numbers imply about numbers that were not published. Rates and shares in percent.
public enum Implied {
  /// 100 p/w: a part as a share of its whole, or a floor as a share of a ceiling.
  public static func share(of part: Double, in whole: Double) -> Double {
    100 * part / whole
  }

  /// Whole of which `part` is the given share: p / (s/100).
  public static func whole(part: Double, share: Double) -> Double {
    part / (share / 100)
  }

  /// The part that is the given share of a whole: w s/100.
  public static func part(whole: Double, share: Double) -> Double {
    whole * share / 100
  }

  /// What the named parts leave of a whole.
  public static func rest(of whole: Double, less parts: [Double]) -> Double {
    parts.reduce(whole, -)
  }

  /// Growth of the rest of a whole G when a part of last year's share s grows by g: (G − s g) / (1 − s). Precondition: 0 ≤ s < 100.
  public static func growthOfRest(whole: Double, part: Double, share: Double) -> Double {
    precondition((0..<100).contains(share), "the share of a part lies in [0, 100)")
    let s = share / 100
    return (whole - s * part) / (1 - s)
  }

  /// The share of a part at which whole G, part g and rest r go together: 100 (G − r) / (g − r).
  public static func share(whole: Double, part: Double, rest: Double) -> Double {
    100 * (whole - rest) / (part - rest)
  }

  /// Growth of a part whose share of a whole growing by G went from s₀ to s₁: s₁/s₀ (1 + G) − 1, both at current prices.
  public static func growthOfPart(shareBefore: Double, shareAfter: Double, whole: Double) -> Double {
    100 * (shareAfter / shareBefore * (1 + whole / 100) - 1)
  }

  /// (1 + a)(1 + b) − 1: nominal growth from real growth and a price rise.
  public static func compound(_ a: Double, _ b: Double) -> Double {
    100 * ((1 + a / 100) * (1 + b / 100) - 1)
  }

  /// Growth of a ratio: (1 + a)/(1 + b) − 1.
  public static func growthOfRatio(numerator a: Double, denominator b: Double) -> Double {
    100 * ((1 + a / 100) / (1 + b / 100) - 1)
  }

  /// Percent of one thing per percent of another: a/b.
  public static func elasticity(_ a: Double, per b: Double) -> Double {
    a / b
  }

  /// Elasticity in logarithms: ln(1 + a) / ln(1 + b).
  public static func buoyancy(_ a: Double, on b: Double) -> Double {
    log(1 + a / 100) / log(1 + b / 100)
  }

  /// Incremental capital–output ratio: investment as a share of output over the growth of output.
  public static func capitalOutputRatio(investmentShare: Double, growth: Double) -> Double {
    investmentShare / growth
  }
}
