extension Judge {
  /// What a tally says of every target; empty when no valid draw carries weight.
  public func verdicts(of tally: Tally) -> [Verdict] { verdicts(of: tally, nil) }

  func verdicts(of tally: Tally, _ bequest: Bequest?) -> [Verdict] {
    zip(targets.indices, hits(in: tally)).compactMap {
      bequest?.verdict($0) ?? verdict(on: $0, met: $1, of: tally)
    }
  }

  /// Σ over the draws in which each target was met: every target is in one of the groups, which count it.
  func hits(in tally: Tally) -> [WeightSum] {
    var hits = [WeightSum](repeating: WeightSum(), count: targets.count)
    for (group, counts) in zip(groups, tally.groups) where group.id != nil {
      for (member, sum) in zip(group.members, counts.metEach) { hits[member] = sum }
    }
    return hits
  }

  private func verdict(on index: Int, met hits: WeightSum, of tally: Tally) -> Verdict? {
    let target = targets[index]
    let grid = tally.grids[target.series]
    guard let probability = tally.proportion(hits) else { return nil }
    let all = tally.share(tally.weight)
    let shortfall = Estimate(tally.shortfalls[index], over: all).scaled(by: grid.width)
    let missed = tally.share(tally.weight - hits)
    let spread = spread(of: target.series, in: tally)
    return Verdict(
      target: target.id, probability: probability, expectedShortfall: shortfall,
      conditionalShortfall: missed.part.first == 0
        ? nil : Estimate(tally.shortfalls[index], over: missed).scaled(by: grid.width),
      mean: spread.mean, standardDeviation: spread.deviation,
      quantiles: quantiles(of: target.series, in: tally))
  }

  /// What a tally says of every group the plan names; empty when no valid draw carries weight.
  public func groupVerdicts(of tally: Tally) -> [GroupVerdict] { groupVerdicts(of: tally, nil) }

  func groupVerdicts(of tally: Tally, _ bequest: Bequest?) -> [GroupVerdict] {
    groups.indices.filter { groups[$0].id != nil }.enumerated().compactMap { place, index in
      bequest?.group(index, named: place)
        ?? groups[index].id.flatMap {
          verdict(on: groups[index], named: $0, tally.groups[index], of: tally)
        }
    }
  }

  private func verdict(
    on group: Group, named id: String, _ counts: GroupTally, of tally: Tally
  ) -> GroupVerdict? {
    let k = group.members.count
    let hits = counts.metEach
    guard let joint = tally.proportion(counts.joint) else { return nil }
    let certain = Estimate(value: 1, monteCarloError: 0)
    let atLeast = [certain] + (1...k).compactMap { tally.proportion(counts.atLeast($0)) }
    var conditional = [[Estimate?]](repeating: [Estimate?](repeating: nil, count: k), count: k)
    var correlation = conditional
    let pairs = counts.metTogether
    for i in 0..<k {
      for j in 0...i {
        let both = pairs[i * (i + 1) / 2 + j]
        conditional[i][j] = i == j ? met(hits[i]) : tally.proportion(both, of: hits[j])
        conditional[j][i] = i == j ? met(hits[i]) : tally.proportion(both, of: hits[i])
        let table = HitTable(
          first: hits[i], second: hits[j], both: both, whole: tally.weight, isWeighted: tally.isWeighted)
        correlation[i][j] =
          i == j ? table.correlation.map { _ in certain } : table.correlation
        correlation[j][i] = correlation[i][j]
      }
    }
    return GroupVerdict(
      group: id, targets: group.members.map { targets[$0].id }, joint: joint,
      independent: hits.reduce(1) { $0 * tally.share($1).proportion }, atLeast: atLeast,
      conditional: conditional, correlation: correlation,
      jointGainIfDropped: (0..<k).compactMap { tally.proportion(counts.onlyMissed($0)) })
  }

  private func met(_ hits: WeightSum) -> Estimate? {
    hits.first > 0 ? Estimate(value: 1, monteCarloError: 0) : nil
  }

  /// All the headline targets together; nil when there are none or no valid draw carries weight.
  public func joint(of tally: Tally) -> Estimate? { joint(of: tally, nil) }

  func joint(of tally: Tally, _ bequest: Bequest?) -> Estimate? {
    guard let headline else { return nil }
    if let bequest, bequest.what.groups[headline] { return bequest.baseline.joint }
    return tally.proportion(tally.groups[headline].joint)
  }

  /// The distribution of every quantity the modelled targets use, over the whole horizon.
  public func fans(of tally: Tally) -> [QuantityFan] { fans(of: tally, nil) }

  func fans(of tally: Tally, _ bequest: Bequest?) -> [QuantityFan] {
    guard tally.weight.first > 0 else { return [] }
    return fans.enumerated().map { index, fan in
      if let inherited = bequest?.fan(index, of: fan.series) { return inherited }
      let spread = spread(of: fan.series, in: tally)
      return QuantityFan(
        quantity: fan.quantity, period: fan.period, mean: spread.mean.value,
        standardDeviation: spread.deviation, quantiles: quantiles(of: fan.series, in: tally))
    }
  }

  /// Each target, then all the headline ones together, against the baseline scenario's tally.
  ///
  /// Errors come from draws paired one by one; where no draw was valid in both, the two errors are added in squares.
  public func differences(of tally: Tally, from baseline: Tally) -> [ScenarioDifference] {
    differences(of: tally, from: baseline, inheriting: nil)
  }

  /// What is inherited does not differ.
  func differences(
    of tally: Tally, from baseline: Tally, inheriting inheritance: Inheritance?
  ) -> [ScenarioDifference] {
    let names: [String?] = targets.map(\.id) + (headline == nil ? [] : [nil])
    let (hits, hitsThere) = (metEachAndAll(in: tally), metEachAndAll(in: baseline))
    let isInherited = inheritance.map { what in what.targets + (headline.map { [what.groups[$0]] } ?? []) }
    return names.enumerated().compactMap { index, name in
      if isInherited?[index] ?? false {
        let none = Estimate(value: 0, monteCarloError: 0)
        return ScenarioDifference(target: name, probability: none, isPaired: true)
      }
      let here = tally.share(hits[index])
      let there = baseline.share(hitsThere[index])
      if let paired = tally.paired,
        let estimate = Estimate(here, lessBaseline: there, paired: paired, target: index)
      {
        return ScenarioDifference(target: name, probability: estimate, isPaired: true)
      }
      guard let own = Estimate(here), let other = Estimate(there) else { return nil }
      let variance = own.monteCarloError * own.monteCarloError + other.monteCarloError * other.monteCarloError
      let estimate = Estimate(value: own.value - other.value, monteCarloError: variance.squareRoot())
      return ScenarioDifference(target: name, probability: estimate, isPaired: false)
    }
  }

  /// Σ over the draws in which each target was met, then all of the joint probability's together.
  private func metEachAndAll(in tally: Tally) -> [WeightSum] {
    hits(in: tally) + (headline.map { [tally.groups[$0].joint] } ?? [])
  }

  private func spread(of series: Int, in tally: Tally) -> (mean: Estimate, deviation: Double) {
    let grid = tally.grids[series]
    let sums = tally.moments[series]
    let all = tally.share(tally.weight)
    var mean = Estimate(sums, over: all).scaled(by: grid.width)
    let offset = sums.first.value / all.sum
    let variance = sums.second.value / all.sum - offset * offset
    mean.value += grid.center
    // Rounding must not take the mean of a constant outside its range.
    mean.value = min(max(mean.value, tally.minima[series]), tally.maxima[series])
    return (mean, max(variance, 0).squareRoot() * grid.width)
  }

  private func quantiles(of series: Int, in tally: Tally) -> [Double] {
    let start = series * SketchGrid.cells
    return tally.grids[series].quantiles(
      BatchResult.quantileLevels, cells: tally.cells[start..<start + SketchGrid.cells],
      minimum: tally.minima[series], maximum: tally.maxima[series])
  }
}

extension Tally {
  func share(_ part: WeightSum) -> WeightedShare {
    WeightedShare(part: part, whole: weight, isWeighted: isWeighted)
  }

  func proportion(_ part: WeightSum, of whole: WeightSum? = nil) -> Estimate? {
    Estimate(WeightedShare(part: part, whole: whole ?? weight, isWeighted: isWeighted))
  }
}
