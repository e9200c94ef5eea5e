/// The order a model is solved in when its periods are stacked: groups of variables that need each other in some period, each
/// group after those it needs. A group that never looks ahead at itself is solved period by period; the others over the
/// whole span at once.
struct StackedOrder {
  struct Group {
    let variables: [Int]
    /// Whether it needs its own leads.
    let looksAhead: Bool
  }

  /// In the order of solution.
  let groups: [Group]

  /// The order for all ways in which periods are solved.
  init(_ plans: [PeriodPlan], _ tape: Tape, variableCount: Int) {
    var feeds = [[Int]](repeating: [], count: variableCount)
    var leads: [(variable: Int, by: Int)] = []
    for plan in plans {
      for block in plan.blocks {
        for (variable, equation) in zip(block.columns, block.equations) {
          for (column, shift) in tape.operands(of: equation) where column < variableCount {
            feeds[column].append(variable)
            if shift > 0 { leads.append((column, variable)) }
          }
        }
      }
    }
    let components = StrongComponents(feeds).components
    var number = [Int](repeating: 0, count: variableCount)
    for (i, members) in components.enumerated() {
      for variable in members { number[variable] = i }
    }
    let ahead = Set(leads.filter { number[$0.variable] == number[$0.by] }.map { number[$0.variable] })
    groups = components.enumerated().map { Group(variables: $1, looksAhead: ahead.contains($0)) }
  }
}
