import Datasets
import Probability
import Scenarios
import StructuralModels
import TimeSeries

/// A total, its parts and the weights w with which growth of the parts makes growth of the total.
///
/// Parts follow the total in their equations, so their errors share the total's, and the discrepancy total − Σ wᵢ partᵢ says nothing
/// about the total: with the full covariance the optimal reconciliation (`Reconciliation`) leaves the total where it is and moves
/// the parts, each in proportion to wᵢ σᵢ². Conditions on parts still say something about the total, since reconciled parts
/// are affine in the total's shock.
///
/// A part that is imposed moves the total instead of the other parts: by its weight times what it differs from what its
/// equation expects, given the total. With every part imposed the total is their sum.
extension EquationSystem {
  typealias Member = (id: String, outcome: Outcome)

  struct Part {
    let id: String
    let outcome: Outcome
    let weight: Double
  }

  /// Total and parts such that total = Σ wᵢ partᵢ in every draw, with what the scenario adds to or scales of them.
  func reconcile(_ total: Member, _ parts: [Part], _ t: Int) -> (total: LaneValue, parts: [LaneValue]) {
    let weights = parts.map(\.weight)
    let isFree = parts.map { !$0.outcome.isImposed }
    let values = parts.map(\.outcome.value)
    var sum = total.outcome.value
    if !total.outcome.isImposed {
      sum =
        isFree.contains(true)
        ? shifted(sum, parts) : graph.linearCombination(Array(zip(weights, values)))
    } else if !isFree.contains(true) {
      refuse(total.id, t)
    }
    let closed = close(values, sum, weights, parts.map(\.id), isFree, t)
    return adjust(total, sum, parts, closed, t)
  }

  /// The total with what imposed parts add to it.
  private func shifted(_ total: LaneValue, _ parts: [Part]) -> LaneValue {
    parts.reduce(total) { sum, part in
      let outcome = part.outcome
      return outcome.isImposed ? sum + part.weight * (outcome.value - outcome.expected) : sum
    }
  }

  /// Free parts moved so that all of them make the total: pᵢ + wᵢσᵢ² (total − Σ w p)/Σ w²σ².
  private func close(
    _ parts: [LaneValue], _ total: LaneValue, _ weights: [Double], _ ids: [String], _ isFree: [Bool], _ t: Int
  ) -> [LaneValue] {
    let sigmas = ids.map { id -> Double in
      let σ = model.equations.equation(of: id).flatMap { deviation(of: $0, t) }.map(atMeans) ?? 0
      return σ * assumptions.volatility(of: id, t)
    }
    let isCertain = !ids.indices.contains { isFree[$0] && sigmas[$0] != 0 }
    let variances = ids.indices.map { isFree[$0] ? (isCertain ? 1 : sigmas[$0] * sigmas[$0]) : 0 }
    let spread = zip(weights, variances).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
    guard spread > 0 else { return parts }
    let discrepancy = total - graph.linearCombination(Array(zip(weights, parts)))
    return parts.indices.map { parts[$0] + (weights[$0] * variances[$0] / spread) * discrepancy }
  }

  /// Outcomes with the scenario's additions and scalings. A changed part moves the total; a changed total moves the parts that are
  /// neither changed nor imposed.
  private func adjust(_ total: Member, _ sum: LaneValue, _ parts: [Part], _ values: [LaneValue], _ t: Int)
    -> (total: LaneValue, parts: [LaneValue])
  {
    func isChanged(_ id: String) -> Bool { assumptions.adjustment(id, t).changesOutcome }
    let weights = parts.map(\.weight)
    let moved = zip(parts, values).map { adjusted($0.id, t, $1) }
    if !([total.id] + parts.map(\.id)).contains(where: isChanged) { return (sum, values) }
    guard isChanged(total.id) || total.outcome.isImposed else {
      let shift = zip(weights, zip(moved, values)).map { ($0, $1.0 - $1.1) }
      return (graph.linearCombination(shift, plus: sum), moved)
    }
    let isFree = parts.map { !$0.outcome.isImposed && !isChanged($0.id) }
    if !isFree.contains(true) { refuse(total.id, t) }
    let newTotal = adjusted(total.id, t, sum)
    return (newTotal, close(moved, newTotal, weights, parts.map(\.id), isFree, t))
  }

  /// A weight that is not the same in every draw.
  func refuseWeight(of part: ModelReconciliation.Part, in reconciliation: ModelReconciliation) {
    let text = model.equations.model.text
    let place = reconciliation.place
    let position = SourcePosition(
      file: text.file, line: place.line, column: place.characters.lowerBound + 1)
    let problem = Diagnostic(
      Bilingual(
        en: "the weight of \(part.name) in \(reconciliation.total) varies from draw to draw: \(part.weight)",
        zh: "\(part.name) 在 \(reconciliation.total) 中的权数因抽样而异：\(part.weight)"),
      at: position, length: place.characters.count, sourceLine: text.lines[place.line - 1],
      suggestion: Bilingual(
        en: "make it of NAME.share[-1], NAME.mean and fixed parameters",
        zh: "请由 变量名.share[-1]、变量名.mean 和固定参数构成"))
    if !problems.items.contains(problem) { problems.append(problem) }
  }

  private func refuse(_ total: String, _ t: Int) {
    let parts = model.parts(of: total)
    let place = ([total] + parts).compactMap { assumptions.adjustment($0, t).imposed?.source.position }.max()
    let problem = Diagnostic.nothingFree(total, parts: parts, at: place)
    if !problems.items.contains(problem) { problems.append(problem) }
  }
}
