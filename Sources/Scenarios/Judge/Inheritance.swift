/// What a scenario has from the baseline without judging it anew: nothing it assumes touches these rows, and its weights do not
/// depend on them, so the baseline's verdict is its own, and the sharper one where the scenario is weighted.
struct Inheritance: Sendable, Hashable {
  /// Rows of a block the scenario still reads.
  let rows: [Int]
  /// Whether each series, target and group is inherited.
  let series: [Bool]
  let targets: [Bool]
  let groups: [Bool]

  /// Nil where there is nothing to inherit.
  /// - Parameter shared: rows of equal origin here and in the baseline.
  init?(of judge: Judge, sharing shared: Set<Int>) {
    let series = judge.series.map { $0.rows.allSatisfy(shared.contains) }
    guard series.contains(true) else { return nil }
    let targets = judge.targets.map { series[$0.series] }
    self.series = series
    self.targets = targets
    groups = judge.groups.map { $0.members.allSatisfy { targets[$0] } }
    rows = zip(judge.series, series).flatMap { $1 ? [] : $0.rows }.uniqued()
  }

  /// Rows of a block nobody reads any more.
  func omitted(of judge: Judge) -> Set<Int> { Set(judge.rows).subtracting(rows) }
}

extension Judge {
  /// Puts the baseline's verdicts where they are inherited; what is inherited does not differ from the baseline.
  func adopt(_ inheritance: Inheritance, from baseline: Tally, into result: inout ScenarioResult) {
    for (index, verdict) in verdicts(of: baseline).enumerated() where inheritance.targets[index] {
      result.verdicts[index] = verdict
    }
    let isNamedInherited = zip(groups, inheritance.groups).filter { $0.0.id != nil }.map(\.1)
    for (index, verdict) in groupVerdicts(of: baseline).enumerated() where isNamedInherited[index] {
      result.groups[index] = verdict
    }
    for (index, fan) in fans(of: baseline).enumerated() where inheritance.series[fans[index].series] {
      result.fans[index] = fan
    }
    let inheritsJoint = headline.map { inheritance.groups[$0] } ?? false
    if inheritsJoint { result.joint = joint(of: baseline) }
    for index in result.differences.indices {
      let isInherited = index < targets.count ? inheritance.targets[index] : inheritsJoint
      if isInherited { result.differences[index].probability = Estimate(value: 0, monteCarloError: 0) }
    }
  }
}
