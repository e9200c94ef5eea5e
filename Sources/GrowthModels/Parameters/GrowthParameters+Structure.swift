import Scenarios
import TimeSeries

extension GrowthParameters {
  /// Sectors of GDP, areas of investment, where every one of them has an equation.
  func parts(of total: String) -> [String] {
    let parts = (total == "gdp" ? sectors : total == "fai" ? areas : []).map(\.variable)
    return parts.allSatisfy { equation($0) != nil } ? parts : []
  }

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

  /// Equations outside the blocks of output, investment and labour, each after the one it follows.
  func satellitesInOrder() throws(GrowthModelError) -> [String] {
    var known = Set(
      ["gdp", "gdp_nominal", "fai", "gdp_deflator", "cpi"] + parts(of: "gdp") + parts(of: "fai"))
    var waiting = equations.filter { !known.contains($0.variable) && $0.variable != "unemployment" }
    waiting += equations.filter { ["gdp_deflator", "cpi"].contains($0.variable) }
    var order: [String] = []
    while !waiting.isEmpty {
      let ready = waiting.filter { e in e.driver.map(known.contains) ?? true }
      guard let first = waiting.first else { break }
      if ready.isEmpty {
        throw .missing(
          what: "The variable “\(first.driver ?? "")” that drives \(first.variable)",
          need: "give it an equation")
      }
      order += ready.map(\.variable)
      known.formUnion(ready.map(\.variable))
      waiting.removeAll { known.contains($0.variable) }
    }
    return order
  }

  /// Everything the model projects, in the order it is projected.
  func projected(_ deliveries: [DeliveryTarget], highTechShare: Double?) -> [Variable] {
    var ids = ["gdp_deflator", "cpi"].filter { scalar($0) != nil || equation($0) != nil }
    for total in ["fai", "gdp"] where equation(total) != nil { ids += [total] + parts(of: total) }
    let blocks = Set(ids + ["unemployment"])
    ids += equations.map(\.variable).filter { !blocks.contains($0) }
    if highTechShare != nil, equation("industrial_va") != nil, equation("hightech_va") != nil {
      ids.append("other_industrial_va")
    }
    if equation("tourist_visits") != nil, equation("spend_per_visit") != nil { ids.append("tourism_revenue") }
    var variables = ids.map { id in
      VariableCatalogue.variable(id, measures: base(id)?.level != nil ? [.growth, .level] : [.growth])
    }
    if equation("unemployment") != nil, base("unemployment")?.level != nil {
      variables.append(VariableCatalogue.variable("unemployment", measures: [.level]))
    }
    if parts(of: "gdp").contains("va_secondary") {
      variables.append(VariableCatalogue.variable("secondary_share", measures: [.level]))
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
