/// Looks for conflicts inside a set of targets: what declared shares, parts and relations and the statements of the report imply
/// about each other, before any model is asked. Arithmetic only; nothing is told what to find.
///
/// Targets are taken at their number: a floor of 15% for a whole and of 20% for a part are read as 15 and 20. What would
/// hold if one of them were exceeded is not explored.
public struct TargetSetCheck: Sendable {
  /// Conflicts first, then in the order of the plan.
  public let findings: [Finding]

  public init(_ plan: Plan) {
    let facts = TargetFacts(plan)
    var found: [Finding] = []
    for relation in plan.relations { found += facts.findings(of: relation) }
    found += facts.shareJumps() + facts.sharesOverWhole() + facts.partsOverParents() + facts.brokenSums()
    found += facts.againstLastYear() + facts.repetitions() + facts.impossibleComparisons()
    let conflicts = found.filter { $0.severity == .conflict }
    findings = conflicts + found.filter { $0.severity == .notice }
  }

  public var hasConflicts: Bool { findings.contains { $0.severity == .conflict } }
}
