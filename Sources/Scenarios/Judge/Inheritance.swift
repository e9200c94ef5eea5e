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

/// What is inherited, and the result it comes from.
struct Bequest {
  let what: Inheritance
  let baseline: ScenarioResult

  func verdict(_ target: Int) -> Verdict? { what.targets[target] ? baseline.verdicts[target] : nil }
  func fan(_ index: Int, of series: Int) -> QuantityFan? { what.series[series] ? baseline.fans[index] : nil }
  /// Counting named groups only, as results do.
  func group(_ group: Int, named index: Int) -> GroupVerdict? {
    what.groups[group] ? baseline.groups[index] : nil
  }
}
