/// Arithmetic of growth rates. Rates in percent on the year before.
public enum Growth {
  /// The comparable base L / (1 + g/100): last year's value the rate was measured on, whatever level was printed last year.
  /// Infinite at g = −100.
  public static func comparableBase(level: Double, growth: Double) -> Double {
    level / (1 + growth / 100)
  }

  /// The level a base grows to: B (1 + g/100).
  public static func level(base: Double, growth: Double) -> Double {
    base * (1 + growth / 100)
  }

  /// 100 (L/B − 1).
  public static func rate(level: Double, base: Double) -> Double {
    100 * (level / base - 1)
  }

  /// Growth of the rest of a year that the target G* for the whole needs, when the share W of it (last year's nominal weights) has grown
  /// by G: (G* − W G) / (1 − W). Precondition: 0 ≤ W < 1.
  public static func required(for target: Double, elapsed share: Double, growth: Double) -> Double {
    precondition((0..<1).contains(share), "the elapsed share of a year lies in [0, 1)")
    return (target - share * growth) / (1 - share)
  }
}
