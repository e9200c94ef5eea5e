public import Scenarios
import TimeSeries

extension GrowthModel {
  /// Every number the model uses: equations' coefficients, what shapes them, scalars, shares, the base year, settings. A
  /// coefficient that is zero for certain is left out.
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
      let name = catalogue.name(e.variable)
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
    for e in given.equations { records += shape(of: e) }
    for p in given.scalars {
      let moments = ParameterTransform(distribution: p.distribution).moments
      records.append(
        ParameterRecord(
          id: p.id, name: p.name, value: moments.mean, standardError: moments.sd, unit: p.unit,
          provenance: p.provenance, source: p.source))
    }
    for s in given.sectors + given.areas {
      let name = catalogue.name(s.variable)
      records.append(
        ParameterRecord(
          id: "\(s.variable).share", name: Bilingual(en: "\(name.en): share", zh: "\(name.zh)：份额"),
          value: 100 * s.share,
          standardError: 0, unit: "%", provenance: s.provenance, source: s.source))
    }
    return records + baseRecords + settingRecords
  }

  /// The driver's value an equation is centred at, last year's own deviation, and the tails of its shock.
  private func shape(of e: AnchoredEquation) -> [ParameterRecord] {
    let name = catalogue.name(e.variable)
    func record(_ part: String, _ en: String, _ zh: String, _ value: Double, _ unit: String, _ source: String)
      -> ParameterRecord
    {
      ParameterRecord(
        id: "\(e.variable).\(part)", name: Bilingual(en: "\(name.en): \(en)", zh: "\(name.zh)：\(zh)"),
        value: value,
        standardError: 0, unit: unit, provenance: .derived, source: source)
    }
    var records: [ParameterRecord] = []
    if let driver = e.driver {
      records.append(
        record("driver_mean", "driver it is centred at", "驱动变量中心值", e.driverMean, "%", "growth of \(driver)"))
    }
    if e.lastResidual != 0 {
      let source = "growth of \(given.baseYear) less what the equation expected"
      records.append(record("last_residual", "deviation last year", "上年偏离", e.lastResidual, "pp", source))
    }
    if let tail = e.degreesOfFreedom {
      records.append(
        record("tail", "degrees of freedom of the shock", "冲击自由度", tail, "ratio", "as its prior"))
    }
    return records
  }

  private var baseRecords: [ParameterRecord] {
    given.base.compactMap { base in
      guard let level = base.level else { return nil }
      let name = catalogue.name(base.variable)
      return ParameterRecord(
        id: "\(base.variable).base",
        name: Bilingual(en: "\(name.en): level of \(given.baseYear)", zh: "\(name.zh)：\(given.baseYear)年水平"),
        value: level, standardError: 0, unit: catalogue.unit(base.variable).name.en,
        provenance: base.provenance, source: base.source)
    }
  }

  private var settingRecords: [ParameterRecord] {
    func record(_ id: String, _ en: String, _ zh: String, _ value: Double, _ unit: String) -> ParameterRecord
    {
      ParameterRecord(
        id: id, name: Bilingual(en: en, zh: zh), value: value, standardError: 0, unit: unit,
        provenance: .assumption,
        source: "plan, model.growth")
    }
    var records = [
      record("pool.panel", "Weight of the panel's view of GDP", "面板模型权重", 100 * panelWeight, "%")
    ]
    if let share = settings.highTechShare {
      records.append(record("high_tech_share", "High-tech share of industry", "高新技术占比", 100 * share, "%"))
    }
    for (period, weight) in settings.elapsedWeights.sorted(by: { $0.key < $1.key }) {
      records.append(
        record("elapsed.\(period)", "Weight of \(period) in the year", "\(period)占全年权重", 100 * weight, "%"))
    }
    return records + [correlationRecord]
  }

  /// The shocks' correlations in one line: their mean off the diagonal.
  private var correlationRecord: ParameterRecord {
    let matrix = given.correlations.matrix
    let pairs = matrix.indices.flatMap { i in matrix[i].prefix(i) }
    let mean = pairs.isEmpty ? 0 : pairs.reduce(0, +) / Double(pairs.count)
    return ParameterRecord(
      id: "shock_correlations", name: Bilingual(en: "Correlations of shocks, mean", zh: "冲击相关系数均值"),
      value: mean,
      standardError: 0, unit: "ratio", provenance: given.correlations.provenance,
      source: given.correlations.source)
  }
}
