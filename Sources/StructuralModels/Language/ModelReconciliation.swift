/// A total that is the weighted sum of its parts, all of them with behavioral equations of their own: one statement more
/// than there are variables, so that what the equations say is reconciled with the sum.
///
///     reconcile gdp = share1*primary + share2*secondary
public struct ModelReconciliation: Hashable, Sendable {
  /// A part and its weight in the total.
  public struct Part: Hashable, Sendable {
    public let name: String
    public let weight: Expression
  }

  public let total: String
  /// In the order of the text.
  public let parts: [Part]
  public let place: ModelText.Place
}

extension ModelParser {
  /// `reconcile fai = sum(a in areas, a.share[-1]*a)`; a sum over nothing reconciles nothing.
  mutating func readReconciliation(at place: ModelText.Place) throws(Abandoned) {
    mentions = []
    let (total, totalPlace) = try requireNewName()
    mentions.append(ModelDraft.Mention(name: total, shift: nil, place: totalPlace))
    try require("=", after: total)
    let start = next.place
    let right = try readNumberExpression()
    let end = tokens[max(position - 1, 0)].place
    try requireEnd(after: .reconcile)
    guard let parts = Self.parts(of: right) else {
      throw fail(.reconciliationTerms, at: start.joined(to: end))
    }
    draft.reconciliations.append(
      ModelDraft.ReconciliationDraft(
        statement: ModelReconciliation(total: total, parts: parts, place: place.joined(to: end)),
        mentions: mentions))
  }

  /// Terms `weight*part` of a sum; nil where it has others.
  private static func parts(of expression: Expression) -> [ModelReconciliation.Part]? {
    switch expression {
    case .number(0): []
    case .operation(.plus, let a, let b):
      parts(of: a).flatMap { first in parts(of: b).map { first + $0 } }
    case .operation(.times, let weight, .name(let part, 0)): [.init(name: part, weight: weight)]
    default: nil
    }
  }
}

extension ModelChecker {
  /// Names of a reconciliation are declared; its total and parts have behavioral equations, and no other has them.
  mutating func checkReconciliations() {
    let behavioral = Set(draft.equations.filter { $0.kind == .behavioral }.map(\.variable))
    var lines: [String: Int] = [:]
    for reconciliation in draft.reconciliations {
      let statement = reconciliation.statement
      let names = [statement.total] + statement.parts.map(\.name)
      for mention in reconciliation.mentions {
        check(mention)
        guard names.contains(mention.name), mention.shift == nil, isDeclared(mention.name) else { continue }
        if !behavioral.contains(mention.name) {
          report(.reconciledWithoutEquation(mention.name), at: mention.place)
        } else if let line = lines[mention.name] {
          report(.reconciledTwice(mention.name, line: line), at: mention.place)
        }
      }
      for name in names where lines[name] == nil { lines[name] = statement.place.line }
    }
  }
}
