import TimeSeries

/// What leads beyond the span of a stacked simulation are: further equations, for the rows after the last.
struct TerminalConditions {
  /// A variable in a row beyond the span, and the equation of `tape` that gives it.
  struct Condition {
    let column: Int
    let row: Int
    let equation: Int
  }

  /// The model's tape with one more equation for each variable whose leads a rule gives.
  let tape: Tape
  /// By variable; those without leads have none.
  private let rules: [Int: Simulation.Terminal]
  private let longest: [Int: Int]
  private let numbers: [Int: Int]
  private let readers: [Int: Set<Int>]

  /// Nil where periods are solved one after the other.
  ///
  /// - Throws: `SimulationError.unfit` for rules of variables the model does not explain.
  init?(_ solver: ModelSolver, _ simulation: Simulation) throws(SimulationError) {
    let names = solver.model.variables.map(\.name)
    let problems = simulation.terminals.keys.sorted().filter { !names.contains($0) }.map { name in
      SimulationProblem.unknownVariable(name, suggestion: Suggestion.nearest(to: name, among: names))
    }
    guard problems.isEmpty else { throw .unfit(problems) }
    guard simulation.mode != .static, simulation.stacking == .always || solver.looksAhead else { return nil }
    var (longest, readers): ([Int: Int], [Int: Set<Int>]) = ([:], [:])
    for equation in solver.model.equations.indices {
      for (column, shift) in solver.tape.operands(of: equation) where shift > 0 && column < names.count {
        longest[column] = max(longest[column] ?? 0, shift)
        readers[column, default: []].insert(equation)
      }
    }
    var (rules, numbers): ([Int: Simulation.Terminal], [Int: Int]) = ([:], [:])
    var equations: [(left: Expression, right: Expression)] = []
    for column in longest.keys.sorted() {
      let rule = simulation.terminals[names[column]] ?? simulation.terminal
      rules[column] = rule
      guard let right = rule.value(of: names[column]) else { continue }
      numbers[column] = solver.tape.stretches.count + equations.count
      equations.append((.name(names[column], shift: 0), right))
    }
    tape = solver.tape.appending(equations)
    (self.rules, self.longest, self.numbers, self.readers) = (rules, longest, numbers, readers)
  }

  /// Variables that are looked at ahead.
  var variables: [Int] { longest.keys.sorted() }

  /// The rule for a variable's leads beyond the span; nil where nothing looks at them.
  func rule(of column: Int) -> Simulation.Terminal? { rules[column] }

  /// The conditions of a variable, one row after the other; none where data give its leads.
  func conditions(of column: Int, _ rows: FrameRows) -> [Condition] {
    guard let equation = numbers[column], let lead = longest[column] else { return [] }
    return (0..<lead).map { Condition(column: column, row: rows.span.upperBound + $0, equation: equation) }
  }

  /// Values before the span that the rules of a span of one period continue, and the equations that look ahead at them.
  func history(_ rows: FrameRows) -> [(column: Int, row: Int, equations: Set<Int>)] {
    guard rows.span.count == 1 else { return [] }
    return variables.filter { rules[$0] == .linear || rules[$0] == .growth }.map {
      ($0, rows.span.lowerBound - 1, readers[$0] ?? [])
    }
  }
}

extension Simulation.Terminal {
  /// A variable beyond the span from its values before; nil where data give it.
  fileprivate func value(of name: String) -> Expression? {
    let (last, before) = (Expression.name(name, shift: -1), Expression.name(name, shift: -2))
    switch self {
    case .data: return nil
    case .constant: return last
    case .linear: return .operation(.plus, last, .operation(.minus, last, before))
    case .growth: return .operation(.times, last, .operation(.over, last, before))
    }
  }
}
