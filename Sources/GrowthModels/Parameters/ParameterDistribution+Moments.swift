import Foundation
import Probability

extension ParameterDistribution {
  /// Expected value.
  public var mean: Double {
    switch self {
    case .fixed(let value): value
    case .normal(let mean, _), .beta(let mean, _): mean
    case .truncatedNormal(let mean, let sd, let lower): mean + sd * Self.hazard((lower - mean) / sd)
    case .logNormal(let median, let sdLog): median * exp(sdLog * sdLog / 2)
    case .triangular(let lower, let mode, let upper): (lower + mode + upper) / 3
    }
  }

  public var standardDeviation: Double {
    switch self {
    case .fixed: 0
    case .normal(_, let sd), .beta(_, let sd): sd
    case .truncatedNormal(let mean, let sd, let lower):
      sd * Self.truncatedVariance((lower - mean) / sd).squareRoot()
    case .logNormal(_, let sdLog): self.mean * (exp(sdLog * sdLog) - 1).squareRoot()
    case .triangular(let a, let c, let b):
      ((a * a + b * b + c * c - a * b - a * c - b * c) / 18).squareRoot()
    }
  }

  /// φ(a)/(1 − Φ(a)): mean of a standard normal above a.
  private static func hazard(_ a: Double) -> Double {
    let standard = Normal.standard
    return standard.density(a) / standard.survival(a)
  }

  /// 1 + a h − h²: variance of a standard normal above a.
  private static func truncatedVariance(_ a: Double) -> Double {
    let h = hazard(a)
    return 1 + a * h - h * h
  }
}
