/// The order a model is solved in: blocks of equations that must be solved together, each after those it needs.
/// Maximum matching gives every equation its variable; Tarjan's components of “needs” are the blocks. Duff, Erisman
/// & Reid (2017), Direct Methods for Sparse Matrices, ch. 6.
public struct BlockOrder: Equatable, Sendable {
  /// Equations solved together for as many variables.
  public struct Block: Equatable, Sendable {
    /// Its variables: each needs only those before it, but for the feedback variables, which come last.
    public let variables: [Int]
    /// The equation that determines each of `variables`.
    public let equations: [Int]
    /// Variables that, once known, let the others be computed one after the other; empty for a recursive block.
    public let feedback: [Int]

    /// Whether it is a single equation whose variable does not depend on itself.
    public var isRecursive: Bool { feedback.isEmpty }
  }

  /// In the order of solution.
  public let blocks: [Block]
  /// The equation that determines each variable.
  public let equationOf: [Int]

  /// Orders a square system. Nil where no perfect matching exists: some variable has no equation of its own.
  public init?(_ incidence: Incidence) {
    let matching = incidence.matching
    guard matching.isPerfect else { return nil }
    equationOf = (0..<incidence.variableCount).compactMap { matching.equation(of: $0) }
    var needs = [[Int]](repeating: [], count: incidence.variableCount)
    var feeds = needs
    for (variable, equation) in equationOf.enumerated() {
      let isExplicit = incidence.isExplicit[equation] && incidence.left[equation] == variable
      needs[variable] = incidence.variables[equation].filter { $0 != variable || !isExplicit }
      for other in needs[variable] { feeds[other].append(variable) }
    }
    let equationOf = self.equationOf
    blocks = StrongComponents(feeds).components.map { members in
      Self.block(members, feeds: feeds, equationOf: equationOf)
    }
  }

  private static func block(_ members: [Int], feeds: [[Int]], equationOf: [Int]) -> Block {
    let local = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    let successors = members.map { v in feeds[v].compactMap { local[$0] } }
    let feedback = FeedbackSet(successors).vertices
    let order = topological(successors, without: Set(feedback)) + feedback
    return Block(
      variables: order.map { members[$0] }, equations: order.map { equationOf[members[$0]] },
      feedback: feedback.map { members[$0] })
  }

  /// The vertices of an acyclic graph, each after those that feed it: reversed postorder of a depth-first search.
  private static func topological(_ successors: [[Int]], without removed: Set<Int>) -> [Int] {
    var seen = removed
    var postorder: [Int] = []
    for root in successors.indices where seen.insert(root).inserted {
      var calls: [(vertex: Int, next: Int)] = [(root, 0)]
      while let (v, next) = calls.last {
        guard next < successors[v].count else {
          postorder.append(v)
          calls.removeLast()
          continue
        }
        calls[calls.count - 1].next += 1
        if seen.insert(successors[v][next]).inserted { calls.append((successors[v][next], 0)) }
      }
    }
    return postorder.reversed()
  }
}

extension BlockOrder {
  /// The order of a whole model, with all its variables to be determined.
  public init(_ model: Model) {
    let incidence = Incidence(model.equations, variables: model.variables.map(\.name))
    guard let order = BlockOrder(incidence) else {
      preconditionFailure("a model is square once it has been read")
    }
    self = order
  }

  /// The simultaneous blocks.
  public var simultaneous: [Block] { blocks.filter { !$0.isRecursive } }
}
