public import Datasets
import TimeSeries

/// One value in force when a scenario of a plan is judged, and the place it was written in.
public struct ResolvedValue: Sendable, Hashable, Codable {
  /// Where it belongs, such as `run.draws`, `targets.gdp_target_2020.at_least` or `overrides.variable fai.add`.
  public var key: String
  /// The number or the text as written, without its unit.
  public var value: String
  public var unit: String?
  /// Nil for a default of the program.
  public var position: SourcePosition?
  /// Where it comes from when not from the scenario or target itself: `scenarios.baseline`, `overrides.pandemic`,
  /// `statement gdp_target_2020`, `default`.
  public var inheritedFrom: String?

  init(_ key: String, _ text: String, at position: SourcePosition?, from origin: String? = nil) {
    self.key = key
    if let quantity = try? Amount(parsing: text) {
      value = quantity.value.plain
      unit = quantity.unit.symbol
    } else {
      value = text
      unit = nil
    }
    self.position = position
    inheritedFrom = origin
  }
}

extension Plan {
  /// Every value in force under a scenario with its file and line: what the plan says at large, then targets, then the
  /// overrides and conditions, inherited ones included. Nil where there is no such scenario.
  public func resolved(scenario id: String) -> [ResolvedValue]? {
    guard let scenario = scenarios.first(where: { $0.id == id }) else { return nil }
    return resolvedHeader() + targets.flatMap(resolved) + resolved(scenario)
  }

  private func resolvedHeader() -> [ResolvedValue] {
    let elsewhere: Set<String> = ["targets", "overrides", "scenarios"]
    var values = (tree.entries ?? []).filter { !elsewhere.contains($0.key) }.flatMap { entry in
      entry.value.leaves(under: entry.key).map { ResolvedValue($0.path, $0.text, at: $0.position) }
    }
    let given = Set(values.map(\.key))
    let defaults = [
      ("information", information.description), ("model", model.label), ("run.draws", "\(run.draws)"),
      ("run.seed", "\(run.seed)"), ("run.threads", run.threads.map { "\($0)" } ?? "one per core"),
    ]
    for (key, value) in defaults
    where !given.contains(key) && !given.contains(where: { $0.hasPrefix("\(key).") }) {
      values.append(ResolvedValue(key, value, at: nil, from: "default"))
    }
    return values
  }

  private func resolved(_ target: Target) -> [ResolvedValue] {
    guard let item = maps[target.position] else { return [] }
    let prefix = "targets.\(target.id)"
    var values = item.leaves().filter { $0.path != "id" }.map {
      ResolvedValue("\(prefix).\($0.path)", $0.text, at: $0.position)
    }
    let statement = statements.first { $0.id == target.statement }
    func inherit(_ key: String, _ value: String?) {
      guard let value, item[key] == nil else { return }
      let origin = statement.map { "statement \($0.id)" } ?? "default"
      values.append(ResolvedValue("\(prefix).\(key)", value, at: statement?.position, from: origin))
    }
    inherit("name", target.name.rendered(in: .both))
    inherit("period", target.period.description)
    inherit("scope", target.scope)
    inherit("parent", target.parent)
    inherit("modality", target.modality.rawValue)
    inherit("quote", target.quote)
    if let reading = incomeReadings[target.id] {
      let named = item["variables"] != nil || item["variable"] != nil
      let switches = [
        ("concept", named ? nil : reading.concept.rawValue), ("basis", reading.basis.rawValue),
        ("against", reading.against.rawValue),
      ]
      for (key, value) in switches where item["income"]?[key] == nil {
        if let value {
          values.append(ResolvedValue("\(prefix).income.\(key)", value, at: nil, from: "default"))
        }
      }
    }
    return values
  }

  private func resolved(_ scenario: Scenario) -> [ResolvedValue] {
    let own = "scenarios.\(scenario.id)"
    let said = ["name", "note", "extends", "apply"].flatMap { key in
      (maps[scenario.position]?[key]?.leaves(under: key) ?? []).map {
        ResolvedValue("\(own).\($0.path)", $0.text, at: $0.position)
      }
    }
    func values(_ position: SourcePosition, under name: String, except subject: Set<String>)
      -> [ResolvedValue]
    {
      let origin = origins[position]
      return (maps[position]?.leaves() ?? []).filter { !subject.contains($0.path) }.map {
        ResolvedValue("\(name).\($0.path)", $0.text, at: $0.position, from: origin == own ? nil : origin)
      }
    }
    let overrides = scenario.overrides.flatMap { override in
      let name = "overrides.\(override.subject.name)"
      // A parameter is one number for all years.
      let isParameter = if case .parameter = override.subject { true } else { false }
      let isDated = override.span != nil || maps[override.position]?["path"] != nil || isParameter
      let span = ResolvedValue("\(name).over", horizon.periods.text, at: nil, from: "default")
      return values(override.position, under: name, except: ["variable", "parameter", "volatility"])
        + (isDated ? [] : [span])
    }
    let conditions = scenario.conditions.flatMap { condition in
      let name = "conditions.\(condition.quantity.variable) \(condition.period)"
      let written = maps[condition.position]?["period"] != nil
      let period = ResolvedValue("\(name).period", condition.period.description, at: nil, from: "default")
      return values(condition.position, under: name, except: ["variable", "period"])
        + (written ? [] : [period])
    }
    return said + overrides + conditions
  }
}
