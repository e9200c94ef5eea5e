public import Datasets
public import StructuralModels
import TimeSeries

/// The economics of the growth model: equations in the model language, checked and put in the order in which a year is worked out.
///
/// The library's own text is `Models/growth.model`; a plan may name another. What a text can rely on is said at its head.
public struct GrowthEquations: Sendable, Hashable {
  /// `Models/growth.model` as the library carries it.
  public static let shipped = ModelText(
    String(decoding: PackageResources.growth_model, as: UTF8.self), file: "growth.model")

  /// The text as read, its families written out.
  public let model: Model
  /// Members of the text's group `areas`.
  let areas: [String]
  let steps: [Step]
  let kinds: [String: Kind]
  private let positions: [String: Int]

  /// What is worked out at once.
  enum Step: Hashable, Sendable {
    /// Position among the model's equations.
    case equation(Int)
    /// Position among its reconciliations; equations of the total and the parts in the order in which they need one another.
    case reconciliation(Int, members: [Int])
  }

  /// What a name of the text stands for.
  enum Kind: Hashable, Sendable {
    case variable
    case parameter(standard: Double?)
    /// NAME.mean, NAME.residual
    case mean(of: String)
    case residual(of: String)
    case firstYear, takesPanel
    case commonShock
    /// Own shock of a delivery, by its place among the deliveries.
    case ownShock(Int)
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - areas: areas of investment, `fai.…`.
  ///   - deliveries: variables of delivery targets, `delivery.…`.
  /// - Throws: `Diagnostics` with all that is wrong with the text itself, or else with what this model can make of it.
  public init(_ text: ModelText = shipped, areas: [String] = [], deliveries: [String] = [])
    throws(Diagnostics)
  {
    let model: Model
    do {
      model = try Model(text, groups: ["areas": areas, "deliveries": deliveries])
    } catch {
      throw Diagnostics(error)
    }
    self.model = model
    self.areas = areas
    positions = Dictionary(
      model.equations.enumerated().map { ($1.variable, $0) }, uniquingKeysWith: { first, _ in first })
    var check = GrowthTextCheck(model, deliveries: deliveries)
    kinds = check.kinds()
    check.equations()
    steps = check.steps()
    try check.problems.throwIfErrors()
  }

  /// The equation with this variable on its left.
  func equation(of variable: String) -> Equation? { positions[variable].map { model.equations[$0] } }

  /// Variables with a behavioral equation, in the order of the text.
  var behavioral: [String] { model.equations.filter { $0.kind == .behavioral }.map(\.variable) }

  /// Variables of identities that are declared with a unit, areas and deliveries apart.
  var identitiesWithUnit: [String] {
    model.variables.filter { $0.unit != nil && equation(of: $0.name)?.kind == .identity }.map(\.name)
      .filter { !VariableCatalogue.isDelivery($0) }
  }

  /// Identities the model itself says whether it projects.
  static let ownedIdentities: Set<String> = [
    "gdp_deflator", "cpi", "other_industrial_va", "tourism_revenue", "secondary_share",
  ]

  /// The variable an equation is centred on: d in `(d - NAME.driver_mean)`.
  func driver(of variable: String) -> String? {
    equation(of: variable)?.right.driver(centredBy: "\(variable).driver_mean")
  }

  /// Parts of a reconciled total.
  func parts(of total: String) -> [String] {
    model.reconciliations.first { $0.total == total }?.parts.map(\.name) ?? []
  }

  /// Whether the growth shown is cut off below: `NAME.reported = max(NAME, number)`.
  func isFloored(_ variable: String) -> Bool {
    guard case .call(.max, let arguments)? = equation(of: "\(variable).reported")?.right,
      case .number? = arguments.last
    else { return false }
    return arguments.first == .name(variable, shift: 0)
  }
}

extension Expression {
  /// d where `(d - mean)` occurs in the formula.
  fileprivate func driver(centredBy mean: String) -> String? {
    switch self {
    case .operation(.minus, .name(let driver, 0), .name(mean, 0)): driver
    case .operation(_, let a, let b): a.driver(centredBy: mean) ?? b.driver(centredBy: mean)
    case .negated(let x), .not(let x): x.driver(centredBy: mean)
    case .call(_, let arguments): arguments.lazy.compactMap { $0.driver(centredBy: mean) }.first
    case .number, .name: nil
    }
  }
}
