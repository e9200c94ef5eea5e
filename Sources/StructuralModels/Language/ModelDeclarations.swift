public import TimeSeries

/// A variable of a model: explained by its equations, or given from outside.
public struct ModelVariable: Hashable, Sendable {
  public let name: String
  /// What it is called; its name where the model gives no label.
  public let label: Bilingual
  /// Nil where the model does not say; data are then taken in the unit they come in.
  public let unit: TimeSeries.Unit?
  /// Nil where the model does not say.
  public let basis: PriceBasis?
  /// Given from outside rather than explained.
  public let isExogenous: Bool
  public let place: ModelText.Place
}

/// A constant of a model's equations.
public struct ModelParameter: Hashable, Sendable {
  public let name: String
  public let label: Bilingual
  /// Its value; where only a prior is given, the prior's mean; nil where it is still to be estimated.
  public let value: Double?
  /// What is believed about it before data.
  public let prior: ModelDistribution?
  /// Whether it is estimated from data.
  public let isEstimated: Bool
  public let place: ModelText.Place
}

/// A disturbance that equations name. It is zero unless a simulation gives or draws it.
public struct ModelShock: Hashable, Sendable {
  public let name: String
  public let label: Bilingual
  /// Nil where the model does not say; it is then not drawn.
  public let distribution: ModelDistribution?
  public let place: ModelText.Place
}

/// A distribution as the language writes it.
public enum ModelDistribution: Hashable, Sendable, CustomStringConvertible {
  /// `normal(mean, sd)`
  case normal(mean: Double, sd: Double)
  /// `student(mean, scale, df)`: mean + scale · t with df degrees of freedom.
  case student(mean: Double, scale: Double, degreesOfFreedom: Double)
  /// `uniform(lower, upper)`
  case uniform(lower: Double, upper: Double)
  /// `lognormal(m, s)`: exp of a normal(m, s).
  case lognormal(logMean: Double, logSD: Double)

  /// Their names in the language, with the arguments.
  public static let usages = [
    "normal(mean, sd)", "student(mean, scale, df)", "uniform(lower, upper)", "lognormal(m, s)",
  ]
  static let names = usages.map { String($0.prefix { $0 != "(" }) }

  /// Nil where the name is unknown, the number of arguments wrong or a scale not positive.
  init?(_ name: String, _ arguments: [Double]) {
    switch (name, arguments.count) {
    case ("normal", 2) where arguments[1] > 0: self = .normal(mean: arguments[0], sd: arguments[1])
    case ("student", 3) where arguments[1] > 0 && arguments[2] > 1:
      self = .student(mean: arguments[0], scale: arguments[1], degreesOfFreedom: arguments[2])
    case ("uniform", 2) where arguments[0] < arguments[1]:
      self = .uniform(lower: arguments[0], upper: arguments[1])
    case ("lognormal", 2) where arguments[1] > 0:
      self = .lognormal(logMean: arguments[0], logSD: arguments[1])
    default: return nil
    }
  }

  public var mean: Double {
    switch self {
    case .normal(let mean, _), .student(let mean, _, _): mean
    case .uniform(let lower, let upper): lower + (upper - lower) / 2
    case .lognormal(let m, let s): Scalar.exp(m + s * s / 2)
    }
  }

  public var description: String {
    switch self {
    case .normal(let mean, let sd): "normal(\(Self.list(mean, sd)))"
    case .student(let mean, let scale, let df): "student(\(Self.list(mean, scale, df)))"
    case .uniform(let lower, let upper): "uniform(\(Self.list(lower, upper)))"
    case .lognormal(let m, let s): "lognormal(\(Self.list(m, s)))"
    }
  }

  private static func list(_ values: Double...) -> String {
    values.map(Expression.spell).joined(separator: ", ")
  }
}
