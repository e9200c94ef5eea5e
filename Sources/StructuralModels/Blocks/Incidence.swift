/// Which variables each equation contains in the period it is solved for.
public struct Incidence: Equatable, Sendable {
  /// For each equation the variables it contains without lag or lead, in ascending order.
  public let variables: [[Int]]
  /// For each equation the variable on its left side; nil where that is not to be determined.
  public let left: [Int?]
  /// For each equation whether the variable on its left stands, without lag, only there: the right side gives it.
  public let isExplicit: [Bool]
  /// How many variables there are.
  public let variableCount: Int

  init(variables: [[Int]], left: [Int?], isExplicit: [Bool], variableCount: Int) {
    self.variables = variables
    self.left = left
    self.isExplicit = isExplicit
    self.variableCount = variableCount
  }

  /// The incidence of equations on the variables named; other names count as given.
  ///
  /// - Parameter aliases: further names that count as one of the variables.
  public init(_ equations: [Equation], variables names: [String], aliases: [String: String] = [:]) {
    var index = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    for (alias, name) in aliases where index[alias] == nil { index[alias] = index[name] }
    var (variables, isExplicit): ([[Int]], [Bool]) = ([], [])
    for equation in equations {
      let sides = equation.sides
      let right = sides.right.references
      let all = sides.left.references + right
      variables.append(Set(all.compactMap { $0.shift == 0 ? index[$0.name] : nil }).sorted())
      isExplicit.append(!right.contains(Expression.Reference(name: equation.variable, shift: 0)))
    }
    self.variables = variables
    self.isExplicit = isExplicit
    left = equations.map { index[$0.variable] }
    variableCount = names.count
  }

  /// The same with each of these groups of variables made to need one another: they form a block.
  public func joining(_ groups: [[Int]]) -> Incidence {
    var joined = variables
    for (equation, left) in left.enumerated() {
      for group in groups where left.map(group.contains) == true {
        joined[equation] = Set(joined[equation] + group).sorted()
      }
    }
    return Incidence(variables: joined, left: left, isExplicit: isExplicit, variableCount: variableCount)
  }

  /// The same without some variables (given) and some equations (not used). Positions count among those kept.
  func restricted(toVariables kept: [Int], equations: [Int]) -> Incidence {
    let position = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    return Incidence(
      variables: equations.map { variables[$0].compactMap { position[$0] } },
      left: equations.map { left[$0].flatMap { position[$0] } },
      isExplicit: equations.map { isExplicit[$0] }, variableCount: kept.count)
  }

  /// The largest set of pairs (equation, variable it determines); left sides are preferred.
  public var matching: Matching { Matching(self) }
}
