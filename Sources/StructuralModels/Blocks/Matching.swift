/// A largest set of pairs (equation, variable it contains) in which each occurs once: which equation determines which
/// variable. Hopcroft & Karp (1973), SIAM J. Comput. 2:225–231; left sides are paired first.
public struct Matching: Equatable, Sendable {
  private let incidence: Incidence
  private var variableOf: [Int?]
  private var equationOf: [Int?]

  public init(_ incidence: Incidence) {
    self.incidence = incidence
    variableOf = Array(repeating: nil, count: incidence.variables.count)
    equationOf = Array(repeating: nil, count: incidence.variableCount)
    for (equation, left) in incidence.left.enumerated() {
      if let left, equationOf[left] == nil, incidence.variables[equation].contains(left) {
        pair(equation, left)
      }
    }
    while augment() {}
  }

  /// The variable an equation determines; nil where it is left over.
  public func variable(of equation: Int) -> Int? { variableOf[equation] }

  /// The equation that determines a variable; nil where there is none.
  public func equation(of variable: Int) -> Int? { equationOf[variable] }

  /// Whether every equation and every variable is paired.
  public var isPerfect: Bool { !variableOf.contains(nil) && !equationOf.contains(nil) }

  private mutating func pair(_ equation: Int, _ variable: Int) {
    variableOf[equation] = variable
    equationOf[variable] = equation
  }

  /// One phase: shortest augmenting paths that do not meet. False where there is none.
  private mutating func augment() -> Bool {
    let free = variableOf.indices.filter { variableOf[$0] == nil }
    var level = [Int](repeating: .max, count: variableOf.count)
    var (queue, head, reached) = (free, 0, false)
    for equation in free { level[equation] = 0 }
    while head < queue.count {
      let equation = queue[head]
      head += 1
      for variable in incidence.variables[equation] {
        guard let other = equationOf[variable] else {
          reached = true
          continue
        }
        if level[other] == .max {
          level[other] = level[equation] + 1
          queue.append(other)
        }
      }
    }
    guard reached else { return false }
    for equation in free { extend(from: equation, &level) }
    return true
  }

  /// Follows ascending levels to a free variable and flips the path; iterative, so that long chains do no harm.
  private mutating func extend(from start: Int, _ level: inout [Int]) {
    var path: [(equation: Int, next: Int)] = [(start, 0)]
    while let (equation, next) = path.last {
      guard next < incidence.variables[equation].count else {
        level[equation] = .max
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let variable = incidence.variables[equation][next]
      guard let other = equationOf[variable] else {
        for step in path { pair(step.equation, incidence.variables[step.equation][step.next - 1]) }
        for step in path { level[step.equation] = .max }
        return
      }
      if level[equation] != .max, level[other] == level[equation] + 1 { path.append((other, 0)) }
    }
  }
}

extension Matching {
  /// The part that too few equations determine: what alternating paths reach from a variable without one.
  public func undetermined(from variable: Int) -> (equations: [Int], variables: [Int]) {
    var containing = [[Int]](repeating: [], count: equationOf.count)
    for (equation, variables) in incidence.variables.enumerated() {
      for variable in variables { containing[variable].append(equation) }
    }
    var (equations, variables, queue): (Set<Int>, Set<Int>, [Int]) = ([], [variable], [variable])
    while let variable = queue.popLast() {
      for equation in containing[variable] where equations.insert(equation).inserted {
        if let other = variableOf[equation], variables.insert(other).inserted { queue.append(other) }
      }
    }
    return (equations.sorted(), variables.sorted())
  }

  /// The part that too many equations determine: what alternating paths reach from an equation left over.
  public func overdetermined(from equation: Int) -> (equations: [Int], variables: [Int]) {
    var (equations, variables, queue): (Set<Int>, Set<Int>, [Int]) = ([equation], [], [equation])
    while let equation = queue.popLast() {
      for variable in incidence.variables[equation] where variables.insert(variable).inserted {
        if let other = equationOf[variable], equations.insert(other).inserted { queue.append(other) }
      }
    }
    return (equations.sorted(), variables.sorted())
  }
}
