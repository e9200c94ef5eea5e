/// Looks for conflicts inside a set of targets: what declared shares, parts and relations and the statements of the report imply
/// about each other, before any model is asked. Arithmetic only; nothing is told what to find.
///
/// Each year's targets are looked at by themselves. Targets are taken at their number: a floor of 15% for a whole and of 20% for a part are read as 15 and 20. What would
/// hold if one of them were exceeded is not explored.
public struct TargetSetCheck: Sendable {
  /// Conflicts first, then in the order of the plan.
  public let findings: [Finding]

  public init(_ plan: Plan) {
    let years = Set(plan.targets.map(\.period)).sorted()
    var found: [Finding] = []
    for (index, year) in years.enumerated() {
      let facts = TargetFacts(plan, year: year)
      var ofYear = plan.relations.flatMap { facts.findings(of: $0) }
      // Statements are of one report: what they imply is told once.
      if index == 0 { ofYear += facts.shareJumps() }
      ofYear += facts.sharesOverWhole() + facts.partsOverParents() + facts.brokenSums()
      ofYear += facts.againstLastYear() + facts.repetitions() + facts.impossibleComparisons()
      if years.count > 1 {
        for i in ofYear.indices { ofYear[i].id += ".\(year)" }
      }
      found += ofYear
    }
    found += plan.unusedStatements() + plan.undatedTargets()
    let conflicts = found.filter { $0.severity == .conflict }
    findings = conflicts + found.filter { $0.severity == .notice }
  }

  public var hasConflicts: Bool { findings.contains { $0.severity == .conflict } }
}
