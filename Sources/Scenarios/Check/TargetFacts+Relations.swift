import Datasets
import TimeSeries

/// What each declared relation implies.
extension TargetFacts {
  func findings(of relation: Relation) -> [Finding] {
    switch relation.kind {
    case .parts(let whole, let parts): self.parts(parts, of: whole, at: relation)
    case .share(let part, let whole, let share): self.share(share, of: part, in: whole, at: relation)
    case .ratio(let numerator, let denominator): ratio(numerator, per: denominator, at: relation)
    case .contained(let smaller, let larger, let rate):
      contained(smaller, in: larger, rate: rate, at: relation)
    }
  }

  // MARK: A part of known share

  /// Growth of a whole and of a part of it leave a growth for the rest.
  private func share(_ text: String, of part: String, in whole: String, at relation: Relation) -> [Finding] {
    let (p, w) = (of(part), of(whole))
    guard let share = exactShare(text), (0..<100).contains(share.percent), let g = p.growth?.value,
      let total = w.growth?.value
    else { return [] }
    let rest = Implied.growthOfRest(whole: total, part: g, share: share.percent)
    guard rest < 0, total >= 0 else { return [] }
    let largest = Implied.share(whole: total, part: g, rest: 0)
    let id = "rest.\(part).\(whole)"
    return [
      finding(
        id, .conflict,
        en:
          "\(w.name.en) \(total.signed(1))% with \(p.name.en) \(g.signed(1))%, \(share.percent.fixed(2))% of it, leaves "
          + "\(rest.signed(2))% for the rest; the two go together with a rest that does not fall only up to a share of "
          + "\(largest.fixed(1))%",
        zh:
          "\(w.name.zh)增长\(total.fixed(1))%、\(p.name.zh)增长\(g.fixed(1))%（占比\(share.percent.fixed(2))%），意味着其余部分增长\(rest.fixed(2))%；"
          + "其余部分不下降时，占比最多为\(largest.fixed(1))%", of: [w, p], statements: share.statements,
        at: relation.position)
    ]
  }

  /// A share in percent: as written, or of a statement, recomputed to more digits where the levels of part and whole are stated.
  func exactShare(_ text: String) -> (percent: Double, statements: [String])? {
    guard let statement = statements[text] else {
      return (try? Amount(parsing: text).converted(to: .percent)).map { ($0.value, []) }
    }
    guard let level = statement.level, let unit = statement.unit,
      let percent = try? unit.convert(level, to: .percent)
    else { return nil }
    guard let whole = statement.parentID.flatMap({ statements[$0] }), let total = whole.level,
      let wholeUnit = whole.unit,
      total > 0
    else { return (percent, [statement.id]) }
    let half = BoundReading.halfUnitOfLastDigit(percent.plain)
    let candidates = plan.statements.filter { part in
      guard part.id != whole.id, part.year == whole.year, part.unit == wholeUnit, part.scope == whole.scope,
        part.nature == whole.nature, let value = part.level
      else { return false }
      return abs(Implied.share(of: value, in: total) - percent) <= half
    }
    guard candidates.count == 1, let value = candidates[0].level else { return (percent, [statement.id]) }
    return (Implied.share(of: value, in: total), [statement.id, candidates[0].id, whole.id])
  }

  // MARK: Parts of a whole

  private func parts(_ parts: [String], of whole: String, at relation: Relation) -> [Finding] {
    let w = of(whole)
    let known = parts.map { ($0, of($0)) }.filter { $0.1.level != nil }
    guard let total = w.level, !known.isEmpty else { return partsByGrowth(parts, of: whole, at: relation) }
    let levels = known.compactMap { part in
      part.1.level.flatMap { try? $0.unit.convert($0.value, to: total.unit) }
    }
    guard levels.count == known.count else { return [] }
    let rest = Implied.rest(of: total.value, less: levels)
    let id = "parts.\(whole)"
    let sum = zip(known, levels).map { "\($0.1.name.en) \($1.fixed(1)) \(total.unit)" }.joined(
      separator: " + ")
    let sumZh = zip(known, levels).map { "\($0.1.name.zh)\($1.fixed(1))\(total.unit)" }.joined(separator: "＋")
    let facts = [w] + known.map(\.1)
    if rest < -1e-9 * abs(total.value) {
      return [
        finding(
          id, .conflict,
          en:
            "\(sum) exceed \(w.name.en) \(total.value.fixed(1)) \(total.unit) by \((-rest).fixed(1)) \(total.unit)",
          zh: "\(sumZh)超过\(w.name.zh)\(total.value.fixed(1))\(total.unit)，超出\((-rest).fixed(1))\(total.unit)",
          of: facts,
          at: relation.position)
      ]
    }
    var en =
      "\(sum) leave \(rest.fixed(1)) \(total.unit) of \(w.name.en) \(total.value.fixed(1)) \(total.unit)"
    var zh = "\(sumZh)，\(w.name.zh)\(total.value.fixed(1))\(total.unit)中其余为\(rest.fixed(1))\(total.unit)"
    var severity = Finding.Severity.notice
    if let others = growthOfOthers(known.map(\.1), whole: w) {
      let named = others.measured.map(\.name)
      en +=
        "; everything but \(named.map(\.en).joined(separator: ", ")) goes from \(others.base.fixed(1)) to \(others.level.fixed(1)) \(total.unit): "
        + "\(others.growth.signed(2))%"
      zh +=
        "；除\(named.map(\.zh).joined(separator: "、"))外由\(others.base.fixed(1))变为\(others.level.fixed(1))\(total.unit)，增长\(others.growth.fixed(2))%"
      if others.growth < 0, (w.growth?.value ?? 0) >= 0 { severity = .conflict }
    }
    return [finding(id, severity, en: en, zh: zh, of: facts, at: relation.position)]
  }

  private typealias Others = (measured: [Facts], base: Double, level: Double, growth: Double)

  /// What the whole less the parts of known base has to do.
  private func growthOfOthers(_ parts: [Facts], whole: Facts) -> Others? {
    guard let base = whole.base, let total = whole.level,
      let baseOfWhole = try? base.unit.convert(base.value, to: total.unit)
    else { return nil }
    let measured = parts.filter { $0.base != nil }
    let bases = measured.compactMap { part in
      part.base.flatMap { try? $0.unit.convert($0.value, to: total.unit) }
    }
    let levels = measured.compactMap { part in
      part.level.flatMap { try? $0.unit.convert($0.value, to: total.unit) }
    }
    let restBase = Implied.rest(of: baseOfWhole, less: bases)
    guard !measured.isEmpty, restBase > 0 else { return nil }
    let restLevel = Implied.rest(of: total.value, less: levels)
    return (measured, restBase, restLevel, Growth.rate(level: restLevel, base: restBase))
  }

  /// Where no levels are known: every part of the whole grows faster, or every part slower, than the whole.
  private func partsByGrowth(_ parts: [String], of whole: String, at relation: Relation) -> [Finding] {
    let w = of(whole)
    let facts = parts.map(of)
    let floors = facts.compactMap { part in part.targets.compactMap { $0.growthBound?.floor }.max() }
    guard let ceiling = w.targets.compactMap({ $0.growthBound?.ceiling }).min(), floors.count == parts.count,
      let least = floors.min(), least > ceiling
    else { return [] }
    return [
      finding(
        "parts.\(whole)", .conflict,
        en:
          "every part named grows by \(least.fixed(1))% or more, \(w.name.en) by \(ceiling.fixed(1))% at most: the rest must fall",
        zh: "各部分增速均不低于\(least.fixed(1))%，而\(w.name.zh)不超过\(ceiling.fixed(1))%：其余部分必然下降", of: [w] + facts,
        at: relation.position)
    ]
  }

  // MARK: Ratios

  private func ratio(_ numerator: String, per denominator: String, at relation: Relation) -> [Finding] {
    let (n, d) = (of(numerator), of(denominator))
    guard let a = n.growth?.value, let b = d.growth?.value, b > -100 else { return [] }
    let growth = Implied.growthOfRatio(numerator: a, denominator: b)
    guard growth < -0.05 else { return [] }
    var en =
      "\(n.name.en) \(a.signed(1))% per \(d.name.en) \(b.signed(1))%: the ratio falls by \((-growth).fixed(1))%"
    var zh = "\(n.name.zh)增长\(a.fixed(1))%、\(d.name.zh)增长\(b.fixed(1))%：二者之比下降\((-growth).fixed(1))%"
    if let before = unitRatio(n.base, d.base), let after = unitRatio(n.level, d.level) {
      let isSpending = n.base?.unit.dimension == .yuan && d.base?.unit.dimension == .visits
      en += ", from \(before.fixed(1)) to \(after.fixed(1))" + (isSpending ? " yuan a visit" : "")
      zh += "，由\(before.fixed(1))降至\(after.fixed(1))" + (isSpending ? "元/人次" : "")
    }
    return [
      finding(
        "ratio.\(numerator).\(denominator)", .notice, en: en, zh: zh, of: [n, d], at: relation.position)
    ]
  }

  /// In base units: yuan a visit.
  private func unitRatio(_ n: Number?, _ d: Number?) -> Double? {
    guard let n, let d, d.value != 0 else { return nil }
    return n.value * n.unit.scale / (d.value * d.unit.scale)
  }

  // MARK: A concept inside another

  private func contained(_ smaller: String, in larger: String, rate: Double?, at relation: Relation)
    -> [Finding]
  {
    let (s, l) = (of(smaller), of(larger))
    let before = excess(s.base, l.base, rate)
    guard let found = before ?? excess(s.level, l.level, rate) else { return [] }
    let exchange = found.rate.map { "at \($0.plain) yuan per dollar, " } ?? ""
    let exchangeZh = found.rate.map { "（按1美元\($0.plain)元折算）" } ?? ""
    let (inner, outer) = (
      "\(found.inner.fixed(2)) \(found.unit)", "\(found.outer.fixed(2)) \(found.unit)"
    )
    let share = Implied.share(of: found.inner, in: found.outer).fixed(1)
    return [
      finding(
        "contained.\(smaller).\(larger)", .conflict,
        en:
          "\(s.name.en), \(exchange)\(inner), is \(share)% of \(l.name.en), \(outer), though the plan declares it the smaller of the two",
        zh:
          "\(s.name.zh)\(found.inner.fixed(2))\(found.unit)\(exchangeZh)，为\(l.name.zh)\(found.outer.fixed(2))\(found.unit)的\(share)%，而计划声明前者较小",
        of: [s, l],
        at: relation.position)
    ]
  }

  private func excess(_ inner: Number?, _ outer: Number?, _ rate: Double?)
    -> (inner: Double, outer: Double, unit: TimeSeries.Unit, rate: Double?)?
  {
    guard let inner, let outer else { return nil }
    let isForeign = inner.unit.dimension != outer.unit.dimension
    let value: Double?
    if isForeign, let rate {
      value = inner.value * inner.unit.scale * rate / outer.unit.scale
    } else {
      value = try? inner.unit.convert(inner.value, to: outer.unit)
    }
    guard let value, value > outer.value else { return nil }
    return (value, outer.value, outer.unit, isForeign ? rate : nil)
  }
}

extension Target {
  /// Its bound, where it is one on growth.
  var growthBound: Bound? { single?.measure == .growth ? bound : nil }
}
