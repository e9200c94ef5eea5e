import Datasets
import TimeSeries

/// Targets: what is wanted, of which variable, and what the statement of the same id adds.
extension PlanDecoder {
  func targets(_ tree: SettingTree?, of root: SettingTree) -> [Target] {
    guard let tree else {
      reader.report(
        Bilingual(en: "the plan has no targets", zh: "计划没有目标"), at: root.position,
        suggestion: Bilingual(
          en:
            "add “targets:” and below it “- {id: gdp_target, group: headline, variable: gdp, at_least: 7.6 %}”",
          zh: "请加上“targets:”，其下写“- {id: gdp_target, group: headline, variable: gdp, at_least: 7.6 %}”"))
      return []
    }
    var taken: [String: SourcePosition] = [:]
    let items = reader.list(tree, of: Self.noun("targets", "目标"))
    if groups.isEmpty {
      groups = [TargetGroup(id: "headline", name: Bilingual(en: "Headline targets", zh: "主要预期目标"))]
    }
    let ids = items.compactMap { $0["id"]?.text }
    let targets = items.compactMap { target($0, taken: &taken, ids: ids) }
    reportOutsideHorizon(of: targets)
    return settleComparisons(targets, items: items)
  }

  private func target(_ tree: SettingTree, taken: inout [String: SourcePosition], ids: [String]) -> Target? {
    guard let values = map(tree, .target), let idTree = required("id", in: values, of: .target, at: tree),
      let id = identifier(idTree, of: Self.noun("the target id", "目标 id"), taken: &taken)
    else { return nil }
    if values["statement"] == nil { reportNearStatement(idTree, id: id, ids: ids) }
    let statement = statement(values["statement"], targetID: id)
    let group = group(values["group"], at: tree)
    let period = period(values["period"], statement: statement, at: tree)
    let subject = TargetReading(decoder: self, values: values, tree: tree, id: id, statement: statement)
      .read()
    guard let subject, let group, let period else { return nil }
    var target = Target(
      id: id, name: name(values["name"], statement: statement, id: id), kind: subject.kind,
      forms: subject.forms,
      bound: subject.bound, unit: subject.unit, period: period, group: group, amount: subject.amount,
      at: tree.position)
    target.statedMeasure = subject.statedMeasure
    target.statement = statement?.id
    target.scope =
      values["scope"].flatMap { reader.string($0, of: Self.noun("the scope", "范围")) }
      ?? statement?.scope.nonEmpty
    target.quote =
      values["quote"].flatMap { reader.string($0, of: Self.noun("the quote", "引文")) }
      ?? statement?.quote.nonEmpty
    target.modality = modality(values["modality"], statement: statement)
    if let parent = values["parent"] {
      target.parent = reference(parent, to: Self.noun("target", "目标"), among: ids)
    } else if let parent = statement?.parentID, ids.contains(parent) {
      target.parent = parent
    }
    return target
  }

  private func statement(_ tree: SettingTree?, targetID: String) -> Statement? {
    guard let tree else { return statementsByID[targetID] }
    return statement(tree)
  }

  /// A target's id that is nearly that of a statement no target stands for is taken for a slip: it would lose its quote, its year and the
  /// comparison with the report without a word.
  private func reportNearStatement(_ tree: SettingTree, id: String, ids: [String]) {
    guard !lacksStatements, statementsByID[id] == nil else { return }
    let free = statements.map(\.id).filter { !ids.contains($0) && id.isSlip(of: $0) }
    guard let near = Suggestion.nearest(to: id, among: free) else { return }
    reader.report(
      Bilingual(en: "no statement has the id “\(id)”", zh: "没有 id 为“\(id)”的表述"), about: tree,
      suggestion: Bilingual(
        en: "did you mean “\(near)”? Give a target of your own an id less like it",
        zh: "是否想写“\(near)”？自拟目标请另用不相近的 id"))
  }

  private func group(_ tree: SettingTree?, at item: SettingTree) -> String? {
    let known = groups.map(\.id)
    if let tree { return reference(tree, to: Self.noun("group", "分组"), among: known) }
    if known.count == 1 { return known[0] }
    if reader.isMistyped("group", in: item) { return nil }
    reader.report(
      Bilingual(en: "a target without “group”", zh: "目标缺少“group”"), at: item.position,
      suggestion: Bilingual(
        en: "add “group: …”, one of \(known.joined(separator: ", "))",
        zh: "请补上“group: …”，可为 \(known.joined(separator: ", "))"))
    return nil
  }

  private func period(_ tree: SettingTree?, statement: Statement?, at item: SettingTree) -> Period? {
    if let tree {
      guard let period = reader.period(tree, of: Self.noun("the period of the target", "目标的时间")) else {
        return nil
      }
      guard period.frequency == horizon.periods.frequency else {
        reportPeriod(period, at: tree)
        return nil
      }
      return noted(period, at: tree)
    }
    if let stated = statement?.year, stated.frequency == horizon.periods.frequency {
      return noted(stated, at: item)
    }
    return horizon.periods.lowerBound
  }

  private func reportPeriod(_ period: Period, at tree: SettingTree) {
    guard horizon.periods.frequency == .annual else {
      let (first, name) = (horizon.periods.lowerBound, horizon.periods.frequency.name)
      reader.report(
        Bilingual(
          en: "a target of this plan is judged for a \(name.en), not \(period)",
          zh: "本计划的目标按\(name.zh)判断，而不是\(period.name.zh)"), about: tree,
        suggestion: Bilingual(en: "write a period such as \(first)", zh: "请写如 \(first) 的时间"))
      return
    }
    reader.report(
      Bilingual(en: "a target is judged for a year, not \(period)", zh: "目标按年判断，而不是\(period.name.zh)"),
      about: tree,
      suggestion: Bilingual(en: "write “period: \(period.year)”", zh: "请写“period: \(period.year)”"))
  }

  private func noted(_ period: Period, at tree: SettingTree) -> Period {
    if !holdsInHorizon(period) { outside.append((period, tree)) }
    return period
  }

  /// Where no target lies inside the horizon the horizon is at fault, and is told once; else each target outside is.
  private func reportOutsideHorizon(of targets: [Target]) {
    let years = Set(outside.map(\.period)).sorted()
    guard let first = years.first, let last = years.last else { return }
    guard outside.count > 1, let horizonTree, !targets.contains(where: { holdsInHorizon($0.period) }) else {
      for (period, tree) in outside { _ = isInHorizon(period, at: tree) }
      return
    }
    let (en, zh) = first == last ? ("\(first)", first.name.zh) : ("\(first) to \(last)", "\(first)至\(last)年")
    let from = min(first, horizon.periods.lowerBound)
    let to = max(last, horizon.periods.upperBound)
    reader.report(
      Bilingual(
        en: "the targets are of \(en), outside the horizon \(horizon.periods.text)",
        zh: "各目标为\(zh)，均不在预测期 \(horizon.periods.text) 之内"), about: horizonTree,
      suggestion: Bilingual(
        en: "write “horizon: \((from...to).text)”, or give the targets a “period” inside it",
        zh: "请写“horizon: \((from...to).text)”，或为各目标写明预测期内的 period"))
    isHorizonAtFault = true
  }

  private func name(_ tree: SettingTree?, statement: Statement?, id: String) -> Bilingual {
    tree.flatMap { reader.bilingual($0, of: Self.noun("the name", "名称")) } ?? statement?.name ?? Bilingual(id)
  }

  private func modality(_ tree: SettingTree?, statement: Statement?) -> Target.Modality {
    if let tree {
      let words = Target.Modality.allCases.map(\.rawValue)
      return reader.choice(tree, of: Self.noun("the modality", "语气"), among: words).flatMap(
        Target.Modality.init)
        ?? .plain
    }
    return statement.map { Target.Modality(wording: $0.modality) } ?? .plain
  }

  /// “Against the target” compares with the number the plan sets for the other variable.
  private func settleComparisons(_ targets: [Target], items: [SettingTree]) -> [Target] {
    targets.map { target in
      guard let other = comparedTargets[target.id] else { return target }
      var settled = target
      let wanted = targets.first { candidate in
        candidate.period == target.period && candidate.unit == .percent
          && candidate.forms == [LinearForm([.init(1, Quantity(other, .growth))])]
      }
      if case .atLeast(let number) = wanted?.bound {
        settled.bound = .above(number)
      } else if let item = items.first(where: { $0["id"]?.text == target.id }) {
        let tree = item["income"]?["against"] ?? item
        reader.report(
          Bilingual(
            en: "the plan sets no growth target for \(other) to compare with", zh: "计划没有为 \(other) 设定可比较的增速目标"
          ),
          about: tree, suggestion: Bilingual(en: "write “against: realised”", zh: "请写“against: realised”"))
      }
      return settled
    }
  }
}

extension String {
  /// Nil where there is nothing.
  var nonEmpty: String? { isEmpty ? nil : self }
}

extension Target.Modality {
  /// How firmly words bind: 确保 above 力争 above 预期.
  init(wording: String) {
    if wording.contains("确保") || wording.contains("ensure") {
      self = .ensure
    } else if wording.contains("力争") || wording.contains("strive") {
      self = .strive
    } else if wording.contains("预") || wording.contains("expect") {
      self = .expect
    } else {
      self = .plain
    }
  }
}

extension String {
  /// Whether it reads like a slip in writing an id: word for word near it, with the same numbers. `cpi_target_2020` is none of
  /// `fdi_target_2020`, nor `gdp_target_2021` of `gdp_target_2020`.
  fileprivate func isSlip(of id: String) -> Bool {
    let words = { (text: String) in
      text.split(whereSeparator: { $0 == "_" || $0 == "-" }).map { String($0).lowercased() }
    }
    let (mine, others) = (words(self), words(id))
    guard mine.count == others.count else { return mine.joined() == others.joined() }
    return zip(mine, others).allSatisfy { a, b in
      if a == b { return true }
      if a.allSatisfy(\.isNumber), b.allSatisfy(\.isNumber), a.count == b.count { return false }
      return Suggestion.nearest(to: a, among: [b]) != nil
    }
  }
}
