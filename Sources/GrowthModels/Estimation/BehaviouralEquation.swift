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

  /// Every equation of the model, drivers before what they drive.
  static func all(areas: [String]) -> [BehaviouralEquation] {
    let total = BehaviouralEquation("fai", on: .none, persistence: "fai.persistence", hasPriorShock: true)
    let output = BehaviouralEquation("gdp", on: .ownLag, persistence: "gdp.persistence")
    let sectors = ["va_primary", "va_secondary", "va_tertiary"].map {
      BehaviouralEquation($0, on: .variable("gdp"), isRelative: true, isEstimable: true)
    }
    let followingOutput = [
      "industrial_va", "budget_revenue", "retail", "trade",
      "fdi",
      "urban_income", "rural_income", "urban_new_jobs", "tourist_visits",
    ].map { BehaviouralEquation($0, on: .variable("gdp")) }
    let investmentByArea = areas.map {
      BehaviouralEquation(
        $0, on: .variable("fai"), anchor: "area.premium", slope: "area.loading", sigma: "area.sigma",
        isRelative: true)
    }
    return [total, output] + sectors + followingOutput + investmentByArea + [
      BehaviouralEquation("investment_attraction", on: .variable("fai")),
      BehaviouralEquation("industrial_investment", on: .variable("fai"), isRelative: true),
      BehaviouralEquation("tech_renovation", on: .variable("industrial_investment"), isRelative: true),
      BehaviouralEquation("hightech_va", on: .variable("industrial_va"), isRelative: true),
      BehaviouralEquation("agri_va", on: .variable("va_primary"), isRelative: true),
      BehaviouralEquation("spend_per_visit", on: .none, anchor: "spend_per_visit"),
      BehaviouralEquation("unemployment", on: .variable("gdp")),
    ]
  }

  /// Parameters that belong to no equation.
  static let scalars = [
    "alpha", "delta", "capital_output_ratio", "kappa", "tfp", "labour", "investment_link", "gdp_deflator",
    "cpi",
    "correlation.default", "within_year.correlation", "delivery.ensure.mean", "delivery.strive.mean",
    "delivery.plain.mean", "delivery.sigma", "delivery.correlation",
  ]

  /// Every name a parameters file or a plan may give a value to.
  static func parameterNames(areas: [String]) -> Set<String> {
    let ofEquations = all(areas: areas).flatMap { e in
      [e.anchor, e.slope, e.sigma, e.persistence, "\(e.variable).tail"]
        + ["anchor", "slope", "sigma", "persistence"].map { "\(e.variable).\($0)" }
    }
    return Set(ofEquations + scalars)
  }
}
