public import Scenarios
import TimeSeries

extension GrowthModel {
  /// Every parameter: equations' coefficients, then scalars, then shares. A coefficient that is zero for certain is left out.
  public var parameters: [ParameterRecord] {
    let replaced = Set(given.scalars.map(\.id))
    var records: [ParameterRecord] = []
    for e in given.equations {
      let parts: [(String, Bilingual, Double, Double, String)] = [
        ("anchor", Bilingual(en: "expected growth", zh: "预期增速"), e.anchor, e.anchorStandardError, "%"),
        (
          "slope", Bilingual(en: "response to its driver", zh: "对驱动变量的反应"), e.slope, e.slopeStandardError,
          "ratio"
        ),
        (
          "persistence", Bilingual(en: "persistence", zh: "持续性"), e.persistence, e.persistenceStandardError,
          "ratio"
        ),
        ("sigma", Bilingual(en: "standard deviation of the shock", zh: "冲击标准差"), e.sigma, 0, "pp"),
      ]
      let name = VariableCatalogue.name(e.variable)
      for (part, what, value, error, unit) in parts {
        let id = "\(e.variable).\(part)"
        if replaced.contains(id) || (value == 0 && error == 0) { continue }
        records.append(
          ParameterRecord(
            id: id, name: Bilingual(en: "\(name.en): \(what.en)", zh: "\(name.zh)：\(what.zh)"), value: value,
            standardError: error, unit: unit, provenance: e.provenance, source: e.source,
            observations: e.observations))
      }
    }
    for p in given.scalars {
      let moments = ParameterTransform(distribution: p.distribution).moments
      records.append(
        ParameterRecord(
          id: p.id, name: p.name, value: moments.mean, standardError: moments.sd, unit: p.unit,
          provenance: p.provenance, source: p.source))
    }
    for s in given.sectors + given.areas {
      let name = VariableCatalogue.name(s.variable)
      records.append(
        ParameterRecord(
          id: "\(s.variable).share", name: Bilingual(en: "\(name.en): share", zh: "\(name.zh)：份额"),
          value: 100 * s.share,
          standardError: 0, unit: "%", provenance: s.provenance, source: s.source))
    }
    return records
  }
}
