import Datasets
import TimeSeries

/// What the statements imply without a declared relation.
extension TargetFacts {
  /// GDP deflators a share that moved is looked at with, percent.
  static let deflators = [0.0, 2.0]
  /// Gap between the implied growth of a part and of the rest, in points, from which a share's move is no growth.
  static let implausibleGap = 20.0

  /// A share and its change against the year before imply what the part and the rest must have done.
  func shareJumps() -> [Finding] {
    plan.statements.filter { $0.nature == .difference }.compactMap { difference in
      guard let change = difference.level, difference.unit == .percentagePoint,
        let share = difference.parentID.flatMap({ statements[$0] }), share.nature == .ratio,
        let now = share.level,
        share.unit == .percent, let whole = share.parentID.flatMap({ statements[$0] }),
        let growth = whole.growth
      else { return nil }
      let before = now - change
      guard before > 0, before < 100, now < 100 else { return nil }
      let isReal = if case .real = whole.growthBasis { true } else { false }
      let implied = (isReal ? Self.deflators : [0]).map { deflator in
        let nominal = Implied.compound(growth, deflator)
        return (
          part: Implied.growthOfPart(shareBefore: before, shareAfter: now, whole: nominal),
          rest: Implied.growthOfPart(shareBefore: 100 - before, shareAfter: 100 - now, whole: nominal)
        )
      }
      guard let first = implied.first, let last = implied.last,
        abs(first.part - first.rest) > Self.implausibleGap / 4
      else { return nil }
      let isConflict = abs(first.part - first.rest) > Self.implausibleGap
      let assumed =
        isReal ? " at a deflator of \(Self.deflators[0].fixed(0)) to \(Self.deflators[1].fixed(0))%" : ""
      let assumedZh = isReal ? "（平减指数\(Self.deflators[0].fixed(0))–\(Self.deflators[1].fixed(0))%）" : ""
      let remedy = isConflict ? "; growth does not do this, a new boundary or base does" : ""
      let remedyZh = isConflict ? "；靠增长无法实现，应为口径或基数调整" : ""
      return finding(
        "share.\(share.id)", isConflict ? .conflict : .notice,
        en:
          "\(share.name.en) \(now.plain)%, \(change.signed(1)) points: with \(whole.name.en) \(growth.signed(1))% the part grew by "
          + "\(first.part.fixed(1)) to \(last.part.fixed(1))% and the rest by \(first.rest.fixed(1)) to \(last.rest.fixed(1))%\(assumed)\(remedy)",
        zh:
          "\(share.name.zh)\(now.plain)%，变化\(change.signed(1))个百分点：\(whole.name.zh)增长\(growth.fixed(1))%时，该部分增长"
          + "\(first.part.fixed(1))至\(last.part.fixed(1))%，其余增长\(first.rest.fixed(1))至\(last.rest.fixed(1))%\(assumedZh)\(remedyZh)",
        statements: [share.id, difference.id, whole.id], at: share.position)
    }
  }

  /// A level target in percent over the whole.
  func sharesOverWhole() -> [Finding] {
    targets.compactMap { target in
      guard let quantity = target.single, target.kind == .modelled, quantity.measure == .level,
        target.unit.dimension == .share,
        let percent = try? target.unit.convert(target.bound.middle, to: .percent),
        !(0...100).contains(percent)
      else { return nil }
      return finding(
        "whole.\(target.id)", .conflict,
        en: "\(target.name.en): a share of \(percent.fixed(1))% lies outside 0 to 100",
        zh: "\(target.name.zh)：比重\(percent.fixed(1))%不在0至100之间", of: [of(quantity.variable)],
        at: target.position)
    }
  }

  /// A target that is part of another cannot ask for more than the whole.
  func partsOverParents() -> [Finding] {
    targets.compactMap { target in
      guard let parent = target.parent.flatMap({ id in targets.first { $0.id == id } }),
        let part = size(of: target), let whole = size(of: parent),
        let converted = try? part.unit.convert(part.value, to: whole.unit), converted > whole.value,
        target.single?.variable != parent.single?.variable || target.kind == .delivery
      else { return nil }
      return finding(
        "parent.\(target.id)", .conflict,
        en:
          "\(target.name.en), \(converted.fixed(1)) \(whole.unit), is more than \(parent.name.en), \(whole.value.fixed(1)) \(whole.unit), of which it is a part",
        zh:
          "\(target.name.zh)\(converted.fixed(1))\(whole.unit)超过其所属的\(parent.name.zh)\(whole.value.fixed(1))\(whole.unit)",
        targets: [target.id, parent.id], statements: [target.statement, parent.statement].compactMap { $0 },
        at: target.position)
    }
  }

  private func size(of target: Target) -> Number? {
    if let amount = target.amount { return Number(value: amount.value, unit: amount.unit) }
    guard let quantity = target.single else { return nil }
    return of(quantity.variable).level
  }

  /// A level and a growth rate of one statement that do not fit last year's result.
  func brokenSums() -> [Finding] {
    targets.compactMap { target in
      guard let quantity = target.single, let statement = target.statement.flatMap({ statements[$0] }),
        let level = statement.level, let growth = statement.growth, let base = of(quantity.variable).base,
        !base.isDerived,
        let unit = statement.unit, let last = try? base.unit.convert(base.value, to: unit)
      else { return nil }
      let reached = Growth.level(base: last, growth: growth)
      let tolerance =
        BoundReading.halfUnitOfLastDigit(level.plain)
        + last / 100 * BoundReading.halfUnitOfLastDigit(growth.plain)
        + BoundReading.halfUnitOfLastDigit(last.plain)
      guard abs(reached - level) > tolerance else { return nil }
      return finding(
        "base.\(target.id)", .conflict,
        en:
          "\(target.name.en): \(growth.signed(1))% on \(last.plain) \(unit) makes \(reached.fixed(1)) \(unit), not \(level.plain) \(unit)",
        zh:
          "\(target.name.zh)：在\(last.plain)\(unit)基础上增长\(growth.fixed(1))%应为\(reached.fixed(1))\(unit)，而不是\(level.plain)\(unit)",
        of: [of(quantity.variable)], at: target.position)
    }
  }

  /// A level target that last year's result already met.
  func againstLastYear() -> [Finding] {
    targets.compactMap { target in
      guard let quantity = target.single, quantity.measure == .level, let floor = target.bound.floor,
        let base = of(quantity.variable).base, !base.isDerived,
        let last = try? base.unit.convert(base.value, to: target.unit), floor <= last
      else { return nil }
      let growth = Growth.rate(level: floor, base: last)
      return finding(
        "flat.\(target.id)", .notice,
        en:
          "\(target.name.en): the target \(floor.plain) \(target.unit) asks for \(growth.signed(1))% on last year's \(last.plain) \(target.unit)",
        zh:
          "\(target.name.zh)：目标\(floor.plain)\(target.unit)相对上年\(last.plain)\(target.unit)增长\(growth.fixed(1))%",
        of: [of(quantity.variable)],
        at: target.position)
    }
  }

  /// One quantity with several targets: restated, tightened, or out of reach of each other.
  func repetitions() -> [Finding] {
    var found: [Finding] = []
    for (index, later) in targets.enumerated() where later.kind == .modelled {
      guard
        let first = targets[..<index].first(where: {
          $0.forms == later.forms && $0.period == later.period
        }),
        first.unit == later.unit
      else { continue }
      let floor = [first, later].compactMap(\.bound.floor).max()
      let ceiling = [first, later].compactMap(\.bound.ceiling).min()
      let ids = [first.id, later.id]
      let facts = [first, later].compactMap(\.single).map { of($0.variable) }
      if let floor, let ceiling, floor > ceiling {
        found.append(
          finding(
            "bounds.\(later.id)", .conflict,
            en:
              "\(later.name.en) is to be at least \(Amount(floor, later.unit)) and at most \(Amount(ceiling, later.unit)): both cannot be met",
            zh: "\(later.name.zh)既要不低于\(floor.plain)\(later.unit)又要不高于\(ceiling.plain)\(later.unit)，不可能同时实现",
            of: facts,
            targets: ids,
            at: later.position))
        continue
      }
      let isSame = first.bound == later.bound
      found.append(
        finding(
          "restated.\(later.id)", .notice,
          en:
            "\(later.id) \(isSame ? "restates" : "sets another number for") what \(first.id) wants; counted twice, the two are met or missed together\(isSame ? "" : " in part")",
          zh: "\(later.id)\(isSame ? "重申了" : "为同一对象另定了数值：") \(first.id)\(isSame ? "；二者同时实现或落空" : "")",
          of: facts, targets: ids,
          at: later.position))
    }
    return found
  }

  /// Growth that is to exceed another growth but is capped below it.
  func impossibleComparisons() -> [Finding] {
    targets.flatMap { target -> [Finding] in
      guard target.kind == .modelled, case .above(let margin) = target.bound, target.unit == .percentagePoint
      else { return [] }
      return target.forms.compactMap { form in
        let own = form.terms.first { $0.coefficient == 1 }?.quantity.variable
        let other = form.terms.last { $0.coefficient == -1 }?.quantity.variable
        guard form.terms.count == 2, let own, let other else { return nil }
        let (mine, theirs) = (of(own), of(other))
        guard let ceiling = mine.targets.compactMap({ $0.growthBound?.ceiling }).min(),
          let floor = theirs.targets.compactMap({ $0.growthBound?.floor }).max(), ceiling <= floor + margin
        else { return nil }
        return finding(
          "comparison.\(target.id).\(own)", .conflict,
          en:
            "\(own) is to grow faster than \(other), but by at most \(ceiling.fixed(1))% where \(other) is to reach \(floor.fixed(1))%",
          zh: "\(own) 要快于 \(other)，但其上限\(ceiling.fixed(1))%不高于 \(other) 的下限\(floor.fixed(1))%",
          of: [mine, theirs],
          targets: [target.id], at: target.position)
      }
    }
  }
}
