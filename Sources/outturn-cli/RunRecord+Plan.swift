import Datasets
import Reports
import Scenarios
import TimeSeries

extension Workbench {
  /// Everything there is to tell about a run of this plan.
  func record(of result: BatchResult) -> RunRecord {
    RunRecord(
      version: ProgramVersion.current, title: plan.title, region: plan.region, information: plan.information,
      horizon: plan.horizon, model: plan.model.label, inputs: inputs, groups: plan.groups,
      targets: plan.targets.map(TargetRecord.init), variables: model.variables, parameters: model.parameters,
      settings: result.scenarios.flatMap { result in
        plan.scenarios.first { $0.id == result.id }.map(settings) ?? []
      },
      notes: notes(under: result.scenarios.map(\.id)), result: result)
  }

  /// Every value in force under a scenario.
  func settings(of scenario: Scenario) -> [SettingRecord] {
    (plan.resolved(scenario: scenario.id) ?? []).map {
      SettingRecord(
        scenario: scenario.id, key: $0.key, value: $0.value, unit: $0.unit, position: $0.position,
        inheritedFrom: $0.inheritedFrom)
    }
  }

  /// How the plan was read where its words leave a choice, and what its author notes on relations.
  ///
  /// - Parameter scenarios: those judged; audits are told with the scenarios that lean on them.
  func notes(under scenarios: [String]) -> [Bilingual] {
    let stated = Dictionary(plan.statements.map { ($0.id, $0) }) { first, _ in first }
    var notes: [Bilingual] = []
    let plain = plan.targets.filter { target in
      guard case .atLeast = target.bound, target.kind == .modelled, let id = target.statement else {
        return false
      }
      return stated[id]?.bound == .exact
    }
    if !plain.isEmpty {
      notes.append(
        Bilingual(
          en: "\(plain.count) targets state a plain number (“增长8%”); they count as met from that number on.",
          zh: "\(plain.count)个目标只写数值（如“增长8%”），按“不低于”该数值判断。"))
    }
    if plan.targets.contains(where: { if case .within = $0.bound { true } else { false } }) {
      notes.append(
        Bilingual(
          en: "左右 (“about”) is read as within half a unit of the last digit written.",
          zh: "“左右”按所写末位数的正负半个单位理解。"))
    }
    notes += plan.targets.filter { TargetRecord($0).isRelative }.map(relativeNote)
    let leaned = audits.filter { !Set($0.check.scenarios).isDisjoint(with: scenarios) }
    return notes + plan.relations.compactMap(\.note) + leaned.map(auditNote)
  }

  /// The outcome of an audit, its region by its Chinese name in Chinese where the panel has one.
  private func auditNote(_ audit: AggregationAudit) -> Bilingual {
    let note = audit.note(variableName)
    let region = audit.check.region
    guard let name = panel.coverage.lines.first(where: { $0.region.id == region })?.region.name else {
      return note
    }
    return Bilingual(en: note.en, zh: note.zh.replacing(region + " ", with: name.zh))
  }

  private func variableName(_ id: String) -> Bilingual {
    model.variables.first { $0.id == id }?.name ?? Bilingual(id)
  }

  private func relativeNote(_ target: Target) -> Bilingual {
    let name = variableName
    let better = target.forms.compactMap { $0.terms.first { $0.coefficient > 0 }?.quantity.variable }.map(
      name)
    let worse =
      target.forms.first?.terms.filter { $0.coefficient < 0 }.map { name($0.quantity.variable) } ?? []
    let all = better.count > 1
    let bases = priceBases(target)
    return Bilingual(
      en:
        "“\(target.name.en)”: \(better.map(\.en).joined(separator: " and "))\(all ? ", each of them," : "") must exceed "
        + "\(worse.map(\.en).joined(separator: " and ")) as it turns out; growth rates as published\(bases.en).",
      zh:
        "“\(target.name.zh)”：\(better.map(\.zh).joined(separator: "、"))\(all ? "均" : "")须高于实际的"
        + "\(worse.map(\.zh).joined(separator: "、"))增速，按公布口径比较\(bases.zh)。")
  }

  /// `: incomes nominal, GDP real`: the price bases of what a relative target compares; nothing where they are the same.
  private func priceBases(_ target: Target) -> Bilingual {
    let terms = target.forms.flatMap(\.terms)
    let told = [terms.filter { $0.coefficient > 0 }, terms.filter { $0.coefficient < 0 }].compactMap { side in
      side.first.flatMap { first in
        priceBasis(of: first.quantity.variable).map { (noun(first.quantity.variable), $0) }
      }
    }
    guard told.count == 2, told[0].1 != told[1].1 else { return Bilingual(en: "", zh: "") }
    return Bilingual(
      en: ": " + told.map { "\($0.0.en) \($0.1.en)" }.joined(separator: ", "),
      zh: "：" + told.map { "\($0.0.zh)为\($0.1.zh)增速" }.joined(separator: "，"))
  }

  private func noun(_ variable: String) -> Bilingual {
    if variable.hasSuffix("income") { return Bilingual(en: "incomes", zh: "收入") }
    return variable == "gdp" ? Bilingual(en: "GDP", zh: "地区生产总值") : variableName(variable)
  }

  private func priceBasis(of variable: String) -> Bilingual? {
    switch model.variables.first(where: { $0.id == variable })?.priceBasis {
    case .nominal: Bilingual(en: "nominal", zh: "名义")
    case .real: Bilingual(en: "real", zh: "实际")
    case .currentUSD, .notApplicable, nil: nil
    }
  }
}
