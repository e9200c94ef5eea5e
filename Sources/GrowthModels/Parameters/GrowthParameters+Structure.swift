import Scenarios
import TimeSeries

extension GrowthParameters {
  /// Parts of a total where every one of them has an equation and a share.
  func parts(of total: String, _ text: GrowthEquations) -> [String] {
    let parts = text.parts(of: total)
    return parts.allSatisfy { equation($0) != nil && share(of: $0) != nil } ? parts : []
  }

  /// Share of a part in its total in the base year.
  func share(of part: String) -> Double? { (sectors + areas).first { $0.variable == part }?.share }

  /// Gives each area its share of total investment as its base level, so that they add up.
  mutating func closeAreas() {
    guard let total = base("fai")?.level else { return }
    for area in areas {
      base.removeAll { $0.variable == area.variable }
      base.append(
        BaseValue(
          area.variable, level: area.share * total, provenance: area.provenance, source: area.source))
    }
  }

  /// Whether the text has an equation for every one here, centred on the driver its numbers were estimated with, and the model that
  /// driver; and a base level of investment where there are areas of it.
  func check(against text: GrowthEquations) throws(GrowthModelError) {
    let behavioral = Set(text.behavioral)
    for e in equations {
      let file = text.model.text.file
      guard behavioral.contains(e.variable) else {
        throw .noEquation(variable: e.variable, file: file)
      }
      let driver = text.driver(of: e.variable)
      if let own = e.driver, own != driver {
        throw .otherDriver(variable: e.variable, driver: own, file: file)
      }
      if let driver, behavioral.contains(driver), equation(driver) == nil {
        throw .missing(
          what: "The variable “\(driver)” that drives \(e.variable)", need: "give it an equation")
      }
    }
    if !areas.isEmpty, base("fai")?.level == nil {
      throw .missing(what: "The base level of fai", need: "the model has areas of investment")
    }
  }

  /// Everything the model projects, in the order it is projected.
  func projected(
    _ deliveries: [DeliveryTarget], highTechShare: Double?, _ text: GrowthEquations,
    _ catalogue: VariableCatalogue
  ) -> [Variable] {
    var ids = ["gdp_deflator", "cpi"].filter { scalar($0) != nil || equation($0) != nil }
    for total in ["fai", "gdp"] where equation(total) != nil { ids += [total] + parts(of: total, text) }
    let blocks = Set(ids + ["unemployment"])
    ids += equations.map(\.variable).filter { !blocks.contains($0) }
    if highTechShare != nil, equation("industrial_va") != nil, equation("hightech_va") != nil {
      ids.append("other_industrial_va")
    }
    if equation("tourist_visits") != nil, equation("spend_per_visit") != nil { ids.append("tourism_revenue") }
    var variables = ids.map { id in
      catalogue.variable(id, measures: base(id)?.level != nil ? [.growth, .level] : [.growth])
    }
    if equation("unemployment") != nil, base("unemployment")?.level != nil {
      variables.append(catalogue.variable("unemployment", measures: [.level]))
    }
    if parts(of: "gdp", text).contains("va_secondary") {
      variables.append(catalogue.variable("secondary_share", measures: [.level]))
    }
    for target in deliveries {
      variables.append(
        Variable(
          id: target.variable, name: target.name, unit: .percent, priceBasis: .notApplicable,
          measures: [.level]))
    }
    return variables
  }
}
