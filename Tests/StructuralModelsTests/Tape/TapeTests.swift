import Foundation
import Testing

@testable import StructuralModels

@Suite struct TapeTests {
  private static let rightSides = [
    "a*x + x[-1]/z - 3", "log(x)*exp(z/10)", "sqrt(x^2 + z^2)", "x^a - z^-2 + 2^x", "-x^2",
    "abs(z - x) + abs(x - z)", "min(x, z, 4) * max(x*z, 2)", "diff(x*z) + diff(log(x), 3)",
    "dlog(x + z) - growth(z, 2)/a", "mavg(x*x, 4) + msum(z, 3)", "mavg(dlog(x), 2)",
    "if(x > z and not (x < 1 or z == 2), x*z, log(z))", "if(x <= z, sqrt(z - x), exp(x - z))",
    "(x/(z + 1))[-2] * x[+1]", "if(x != z, 1/(x - z), 0) + if(x >= 2 or z > 1, z^3, x^3)",
    "exp(-((x - 1)/z)^2) / (1 + exp(-a*x))",
  ]

  private func model(_ right: String) throws -> Model {
    try Model(
      ModelText(
        "frequency annual\nvariable y\nexogenous x\nexogenous z\nparameter a = 1.7\nidentity y = \(right)"))
  }

  /// Values of the column in the row: positive, different everywhere.
  private func sample(_ column: Int, _ row: Int, _ draw: Int) -> Double {
    1 + 1.5 * (1 + sin(Double(7 * column + 3 * row + 11 * draw) * 1.3))
  }

  /// The tape gives what the tree gives, and its derivatives what complex steps give, by every name and lag: 1e-12.
  @Test(arguments: rightSides)
  func agreesWithTheTree(_ right: String) throws {
    let model = try model(right)
    let tape = Tape(model)
    let layout = tape.layout
    let (rows, row) = (12, 6)
    for draw in 0..<20 {
      var frame = Frame(rows: rows, columns: layout.columns.count, repeating: 0)
      for r in 0..<rows {
        for c in 0..<3 { frame[r, c] = sample(c, r, draw) }
      }
      let value = { (name: String, shift: Int) -> Double in
        layout.parameters[name] == nil ? frame[row + shift, layout.index[name] ?? 0] : 1.7
      }
      var evaluator = TapeEvaluator(tape)
      let sides = evaluator.sides(0, frame, row: row, [1.7])
      let oracle = ExpressionOracle { ComplexNumber(value($0, $1)) }
      let direct = oracle(model.equations[0].right).re
      #expect(abs(sides.right - direct) <= 1e-13 * max(1, abs(direct)), "\(right), draw \(draw)")
      #expect(sides.left == frame[row, 0])

      evaluator.differentiateRight(0)
      for (slot, operand) in zip(tape.stretches[0].columns, tape.operands(of: 0))
      where operand.column == 1 || operand.column == 2 {
        let name = layout.columns[operand.column]
        let step = ExpressionOracle {
          ComplexNumber(value($0, $1), $0 == name && $1 == operand.shift ? 1e-30 : 0)
        }
        let exact = step(model.equations[0].right).im / 1e-30
        let ours = evaluator.adjoints[slot]
        #expect(abs(ours - exact) <= 1e-12 * max(1, abs(exact)), "∂(\(right))/∂\(name)[\(operand.shift)]")
      }
    }
  }

  @Test func equalPartsShareASlot() throws {
    let tape = Tape(try model("log(x)*z + log(x)/z + (log(x)*z)^2"))
    #expect(tape.instructions.count { $0.operation == .log } == 1)
    #expect(tape.instructions.count { $0.operation == .multiply } == 1)
  }

  @Test func reach() throws {
    let tape = Tape(try model("mavg(diff(x, 4), 3) + z[+2]"))
    #expect(tape.longestLag == 6 && tape.longestLead == 2)
  }

  /// A branch not taken may have no value and no slope.
  @Test func branchesNotTaken() throws {
    let tape = Tape(try model("if(x > 0, sqrt(x), -x)"))
    var frame = Frame(rows: 1, columns: tape.layout.columns.count, repeating: 0)
    frame[0, 1] = -4
    var evaluator = TapeEvaluator(tape)
    #expect(evaluator.sides(0, frame, row: 0, [1.7]).right == 4)
    evaluator.differentiate(0)
    let slot = try #require(tape.operands(of: 0).firstIndex { $0.column == 1 })
    #expect(evaluator.adjoints[tape.stretches[0].columns[slot]] == 1)
  }

  /// An undefined value decides nothing: the condition is undefined too, unless its other half settles it.
  @Test(arguments: [("if(log(x) > 1, 2, 3)", true), ("if(x > 0 and log(x) > 1, 2, 3)", false)])
  func undefinedConditions(_ right: String, _ isUndefined: Bool) throws {
    let tape = Tape(try model(right))
    var frame = Frame(rows: 1, columns: tape.layout.columns.count, repeating: 0)
    frame[0, 1] = -4
    var evaluator = TapeEvaluator(tape)
    #expect(evaluator.sides(0, frame, row: 0, [1.7]).right.isNaN == isUndefined)
  }

  /// The size of what cancels: 8 − 2·4 has terms of size 8.
  @Test func scale() throws {
    let tape = Tape(try model("2*x - 8"))
    var frame = Frame(rows: 1, columns: tape.layout.columns.count, repeating: 0)
    frame[0, 1] = 4
    var evaluator = TapeEvaluator(tape)
    #expect(evaluator.sides(0, frame, row: 0, [1.7]).right == 0)
    evaluator.differentiate(0)
    #expect(evaluator.scale(0) == 24)
  }
}
