import Regression

extension EquationProblem {
  /// What a regressor of a linear equation is of the current explained variables: ∂(∂right/∂bⱼ)/∂v, by variable.
  ///
  /// - Throws: `EstimationError` where that is not the same in the first, the middle and the last row.
  func variableSlopes(of j: Int, _ rows: [Int], _ system: String) throws -> [String: Double] {
    var unit = parameters.map { _ in 0.0 }
    let zero = values(with: unit[...])
    unit[j] = 1
    let one = values(with: unit[...])
    let found = [rows[0], rows[rows.count / 2], rows[rows.count - 1]].map { row in
      let (a, b) = (slopes(rightSide, row, one), slopes(rightSide, row, zero))
      return a.merging(b.mapValues { -$0 }, uniquingKeysWith: +).filter { $0.value != 0 }
    }
    guard found.allSatisfy({ LinearIdentities.agree($0, found[0]) }) else {
      throw error(.notTogether(.nonlinear, system))
    }
    return found[0]
  }

  /// Derivatives of a stretch by the current explained variables.
  private func slopes(_ stretch: Int, _ row: Int, _ values: [Double]) -> [String: Double] {
    var evaluator = TapeEvaluator(source.tape)
    return evaluator.currentSlopes(stretch, source.frame, row: row, values)
  }
}

extension TapeEvaluator {
  /// Derivatives of a stretch's right side by explained variables in the same period, those that are zero left out.
  mutating func currentSlopes(_ stretch: Int, _ frame: Frame, row: Int, _ values: [Double]) -> [String:
    Double]
  {
    _ = sides(stretch, frame, row: row, values)
    differentiateRight(stretch)
    var found: [String: Double] = [:]
    let slots = tape.stretches[stretch].columns
    for (slot, operand) in zip(slots, tape.operands(of: stretch))
    where operand.shift == 0 && operand.column < tape.layout.variableCount && adjoints[slot] != 0 {
      found[tape.layout.columns[operand.column]] = adjoints[slot]
    }
    return found
  }
}

/// The identities that complete a system for maximum likelihood, as combinations of current variables.
struct LinearIdentities {
  private let problem: SystemProblem
  private let source: EstimationFrame

  init(_ problem: SystemProblem) {
    self.problem = problem
    source = problem.problems[0].source
  }

  static func agree(_ a: [String: Double], _ b: [String: Double]) -> Bool {
    a.count == b.count
      && a.allSatisfy { name, value in b[name].map { abs($0 - value) <= 1e-12 * abs(value) } ?? false }
  }

  /// Definitions of regressors that are no variables, and of every variable that these or other regressors lead to and no
  /// estimated equation explains.
  func needed(_ labels: [SystemProblem.Label]) throws -> [SystemIdentity] {
    let explained = problem.problems.indices.map(problem.name)
    var found: [SystemIdentity] = []
    var names = Set(explained)
    var waiting: [String] = []
    for label in labels where !label.isExogenous {
      if source.model.index(of: label.name) != nil {
        waiting.append(label.name)
      } else if names.insert(label.name).inserted {
        found.append(SystemIdentity(label.name, combines: label.combines))
        waiting += label.combines.keys.sorted()
      }
    }
    while let name = waiting.popLast() {
      guard names.insert(name).inserted else { continue }
      let combines = try definition(of: name)
      found.append(SystemIdentity(name, combines: combines))
      waiting += combines.keys.sorted()
    }
    return found
  }

  /// What the identity with a variable on its left says of the current variables.
  private func definition(of name: String) throws -> [String: Double] {
    let first = problem.problems[0]
    let equation = source.model.equations.first { $0.variable == name && $0.kind == .identity }
    guard let equation else { throw first.error(.notTogether(.notDefined(name), problem.system.label)) }
    let tape = Tape([.operation(.minus, equation.left, equation.right)], layout: source.tape.layout)
    var evaluator = TapeEvaluator(tape)
    let (rows, lag) = (problem.rows, tape.longestLag)
    let found = [rows[0], rows[rows.count / 2], rows[rows.count - 1]].filter { $0 >= lag }.map { row in
      evaluator.currentSlopes(0, source.frame, row: row, source.values)
    }
    guard let slopes = found.first, let own = slopes[name], found.allSatisfy({ Self.agree($0, slopes) })
    else {
      throw first.error(.notTogether(.notDefined(name), problem.system.label))
    }
    return slopes.filter { $0.key != name }.mapValues { -$0 / own }
  }
}
