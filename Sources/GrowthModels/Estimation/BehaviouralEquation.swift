/// Which variable is explained by which, and where the numbers come from that the panel cannot give.
struct BehaviouralEquation: Sendable {
  enum Driver: Sendable, Equatable {
    case none
    case variable(String)
    /// Its own growth in the year before.
    case ownLag
  }

  var variable: String
  var driver: Driver
  /// Priors of expected growth, response to the driver, spread of shocks and their persistence.
  var anchor: String
  var slope: String
  var sigma: String
  var persistence: String
  /// True where the anchor's prior is growth beyond the driver's expectation.
  var isRelative: Bool
  /// Whether the panel is asked at all.
  var isEstimable: Bool
  /// True where spread and tails come from priors even when the level is estimated.
  var hasPriorShock: Bool

  init(
    _ variable: String, on driver: Driver, anchor: String? = nil, slope: String? = nil, sigma: String? = nil,
    persistence: String = "residual.persistence", isRelative: Bool = false,
    isEstimable: Bool? = nil, hasPriorShock: Bool = false
  ) {
    self.variable = variable
    self.driver = driver
    self.anchor = anchor ?? "\(variable).\(isRelative ? "premium" : "anchor")"
    self.slope = slope ?? "\(variable).slope"
    self.sigma = sigma ?? "\(variable).sigma"
    self.persistence = persistence
    self.isRelative = isRelative
    self.isEstimable = isEstimable ?? !isRelative
    self.hasPriorShock = hasPriorShock
  }

  var driverVariable: String? {
    if case .variable(let driver) = driver { driver } else { nil }
  }

  /// Every behavioral equation of a text, in its order: what follows what is the text's, where priors come from is said here.
  static func all(in text: GrowthEquations) -> [BehaviouralEquation] {
    text.behavioral.map { variable in
      let driver = text.driver(of: variable).map(Driver.variable) ?? .none
      if text.areas.contains(variable) {
        return BehaviouralEquation(
          variable, on: driver, anchor: "area.premium", slope: "area.loading", sigma: "area.sigma",
          isRelative: true)
      }
      switch variable {
      case "fai":
        return BehaviouralEquation(variable, on: driver, persistence: "fai.persistence", hasPriorShock: true)
      case "gdp": return BehaviouralEquation(variable, on: .ownLag, persistence: "gdp.persistence")
      case "va_primary", "va_secondary", "va_tertiary":
        return BehaviouralEquation(variable, on: driver, isRelative: true, isEstimable: true)
      case "industrial_investment", "tech_renovation", "hightech_va", "agri_va":
        return BehaviouralEquation(variable, on: driver, isRelative: true)
      case "spend_per_visit":
        return BehaviouralEquation(variable, on: driver, anchor: "spend_per_visit")
      default: return BehaviouralEquation(variable, on: driver)
      }
    }
  }

  /// Parameters the model knows beside those of the equations.
  private static let others = [
    "correlation.default", "within_year.correlation", "delivery.ensure.mean", "delivery.strive.mean",
    "delivery.plain.mean",
  ]
  /// Endings of parameters that the estimation or the program gives.
  private static let worked = [".driver_mean", ".expected", ".persistence"]

  /// Every name a parameters file or a plan may give a value to.
  static func parameterNames(in text: GrowthEquations) -> Set<String> {
    let ofEquations = all(in: text).flatMap { e in
      [e.anchor, e.slope, e.sigma, e.persistence, "\(e.variable).tail"]
        + ["anchor", "slope", "sigma", "persistence"].map { "\(e.variable).\($0)" }
    }
    let named = text.model.parameters.map(\.name).filter { name in
      !worked.contains(where: name.hasSuffix) && name != "pool.panel" && name != "high_tech_share"
    }
    let prices = text.model.parameters.map(\.name).filter { $0.hasSuffix(".expected") }.map {
      String($0.dropLast(".expected".count))
    }
    let expected = prices.filter {
      !VariableCatalogue.isDelivery($0) && text.equation(of: $0)?.kind == .identity
    }
    return Set(ofEquations + named + expected + others)
  }
}
