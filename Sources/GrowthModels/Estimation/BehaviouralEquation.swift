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
  /// True where spread and tails come from priors even when the level is estimated.
  var hasPriorShock: Bool

  init(
    _ variable: String, on driver: Driver, anchor: String? = nil, slope: String? = nil, sigma: String? = nil,
    persistence: String = "residual.persistence", isRelative: Bool = false, hasPriorShock: Bool = false
  ) {
    self.variable = variable
    self.driver = driver
    self.anchor = anchor ?? "\(variable).\(isRelative ? "premium" : "anchor")"
    self.slope = slope ?? "\(variable).slope"
    self.sigma = sigma ?? "\(variable).sigma"
    self.persistence = persistence
    self.isRelative = isRelative
    self.hasPriorShock = hasPriorShock
  }

  var driverVariable: String? {
    if case .variable(let driver) = driver { driver } else { nil }
  }

  /// Every equation of the model, drivers before what they drive.
  static func all(areas: [String]) -> [BehaviouralEquation] {
    let total = BehaviouralEquation("fai", on: .none, persistence: "fai.persistence", hasPriorShock: true)
    let output = BehaviouralEquation("gdp", on: .ownLag, persistence: "gdp.persistence")
    let followingOutput = [
      "va_primary", "va_secondary", "va_tertiary", "industrial_va", "budget_revenue", "retail", "trade",
      "fdi",
      "urban_income", "rural_income", "urban_new_jobs", "tourist_visits",
    ].map { BehaviouralEquation($0, on: .variable("gdp")) }
    let investmentByArea = areas.map {
      BehaviouralEquation(
        $0, on: .variable("fai"), anchor: "area.premium", slope: "area.loading", sigma: "area.sigma",
        isRelative: true)
    }
    return [total, output] + followingOutput + investmentByArea + [
      BehaviouralEquation("investment_attraction", on: .variable("fai")),
      BehaviouralEquation("industrial_investment", on: .variable("fai"), isRelative: true),
      BehaviouralEquation("tech_renovation", on: .variable("industrial_investment"), isRelative: true),
      BehaviouralEquation("hightech_va", on: .variable("industrial_va"), isRelative: true),
      BehaviouralEquation("agri_va", on: .variable("va_primary"), isRelative: true),
      BehaviouralEquation("spend_per_visit", on: .none, anchor: "spend_per_visit"),
      BehaviouralEquation("unemployment", on: .variable("gdp")),
    ]
  }
}
