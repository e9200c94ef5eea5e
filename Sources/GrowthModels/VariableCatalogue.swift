import Scenarios
import StructuralModels
import TimeSeries

/// Names, units and price bases of variables, as the text of the equations declares them.
struct VariableCatalogue: Sendable {
  private let entries: [String: ModelVariable]
  /// Identifiers a plan may give a base value, in the order of the text; areas of investment besides.
  let ids: [String]

  /// Areas of investment that have a name of their own; the text leaves areas to the plan.
  private static let areas: [String: Bilingual] = [
    "fai.dev_zone": Bilingual(en: "Investment of the development zone", zh: "开发区固定资产投资"),
    "fai.eco_city": Bilingual(en: "Investment of the eco-city", zh: "生态城固定资产投资"),
    "fai.rest": Bilingual(en: "Investment elsewhere", zh: "其他区域固定资产投资"),
  ]

  init(_ model: Model) {
    let variables = model.variables.filter { $0.unit != nil }
    entries = Dictionary(variables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    ids = variables.map(\.name).filter { !Self.isArea($0) && !Self.isDelivery($0) } + Self.areas.keys.sorted()
  }

  /// Whether an identifier is known by name, or names an area of investment.
  func isKnown(_ id: String) -> Bool { entries[id] != nil || Self.isArea(id) }

  func unit(_ id: String) -> Unit { entries[id]?.unit ?? .hundredMillionYuan }

  /// Variables whose level is a rate: their equation gives the change of the rate in points.
  func isRate(_ id: String) -> Bool { entries[id]?.unit == .percent || Self.isDelivery(id) }

  static func isDelivery(_ id: String) -> Bool { id.hasPrefix("delivery.") }
  private static func isArea(_ id: String) -> Bool { id.hasPrefix("fai.") }

  func name(_ id: String) -> Bilingual {
    Self.areas[id] ?? entries[id]?.label ?? Bilingual(id)
  }

  /// A variable with these measures; one without an entry is a nominal amount.
  func variable(_ id: String, measures: Set<Measure>) -> Variable {
    Variable(
      id: id, name: name(id), unit: unit(id), priceBasis: entries[id]?.basis ?? .nominal, measures: measures)
  }
}
