import Foundation
import Probability
import Testing

@testable import StructuralModels

@Suite struct LaneLoweringTests {
  private static let rightSides = [
    "a*x + x[-1]/z - 3", "log(x)*exp(z/10)", "sqrt(x^2 + z^2)", "x^a - z^-2 + 2^x", "-x^2",
    "abs(z - x) + abs(x - z)", "min(x, z, 4) * max(x*z, 2)", "diff(x*z) + diff(log(x), 3)",
    "dlog(x + z) - growth(z, 2)/a", "mavg(x*x, 4) + msum(z, 3)", "mavg(dlog(x), 2)",
    "if(x > z and not (x < 1 or z == 2), x*z, log(z))", "if(x <= z, sqrt(z - x), exp(x - z))",
    "(x/(z + 1))[-2] * x[+1]", "if(x != z, 1/(x - z), 0) + if(x >= 2 or z > 1, z^3, x^3)",
    "exp(-((x - 1)/z)^2) / (1 + exp(-a*x))",
    // Powers of every kind, and conditions of what may have no value.
    "x^0 + x^1 + x^2 + x^7 + x^-3", "x^0.5 + x^-1.5 + x^2.5", "x^31 - z^40 + z^41 + z^-51", "x^1.7", "x^z",
    "z^x", "(-2)^z", "0^x", "1^x", "(x - x[-1])^z", "min(x, log(z)) + max(log(x), z)", "max(2, log(x))",
    "if(log(x) > 1, 2, 3)", "if(x > 0 and log(x) > 1, 2, 3)", "if(x < 0 or log(x) > 1, 2, 3)",
    "if(not (sqrt(x) == z), x, z)", "if(log(x) != log(z), 1, 2)", "abs(log(x))",
    "if(x >= z, x, if(x < z, z, 0))",
  ]
  private static let rows = 12
  private static let row = 6

  /// Values of column c in row r: positive and all different; else from values where functions have corners or end.
  private static func sample(_ c: Int, _ r: Int, _ draw: Int) -> Double {
    guard draw % 2 == 1 else { return 1 + 1.5 * (1 + sin(Double(7 * c + 3 * r + 11 * draw) * 1.3)) }
    let awkward = [0, 1, -1, 2, -2, 0.5, -3, 3, 4, 1e-3, -0.25, 7, .nan, 2.5, 10]
    return awkward[(draw / 2 + (draw / 30) * c + 4 * r) % awkward.count]
  }

  /// Lowered to lanes, an expression gives what the tape gives, undefined where it is undefined.
  @Test(arguments: rightSides)
  func agreesWithTheTape(_ right: String) throws {
    let text =
      "frequency annual\nvariable y\nexogenous x\nexogenous z\nparameter a = 1.7\nidentity y = \(right)"
    let model = try Model(ModelText(text))
    let tape = Tape(model)
    let graph = LaneGraph()
    let lowering = LaneLowering(graph) { name, shift in
      name == "a" ? graph.constant(1.7) : graph.input(row: 2 * (Self.row + shift) + (name == "x" ? 0 : 1))
    }
    let program = graph.compile(outputs: [lowering.lower(model.equations[0].right)])
    var evaluator = TapeEvaluator(tape)
    var defined = 0
    for draw in 0..<450 {
      var frame = Frame(rows: Self.rows, columns: tape.layout.columns.count, repeating: 0)
      var inputs: [Double] = []
      for r in 0..<Self.rows {
        for c in 1...2 {
          frame[r, c] = Self.sample(c, r, draw)
          inputs.append(frame[r, c])
        }
      }
      let direct = evaluator.sides(0, frame, row: Self.row, [1.7]).right
      let ours = program.evaluate(inputs)[0]
      let (x, z) = (frame[Self.row, 1], frame[Self.row, 2])
      #expect(ours.isNaN == direct.isNaN, "\(right) at x = \(x), z = \(z): \(ours), not \(direct)")
      guard !direct.isNaN else { continue }
      defined += 1
      #expect(
        ours == direct || abs(ours - direct) <= 1e-13 * abs(direct).clamped,
        "\(right): \(ours), not \(direct)")
    }
    #expect(defined >= 150)
  }

  /// A condition is 1 or 0.
  @Test func conditionsAreNumbers() throws {
    let graph = LaneGraph()
    let lowering = LaneLowering(graph) { _, _ in graph.input(row: 0) }
    let condition = Expression.operation(.less, .name("x", shift: 0), .number(2))
    let program = graph.compile(outputs: [lowering.lower(condition), lowering.lower(.not(condition))])
    #expect(program.evaluate([1]) == [1, 0] && program.evaluate([2]) == [0, 1])
    let undefined = program.evaluate([.nan])
    #expect(undefined[0].isNaN && undefined[1].isNaN)
  }
}

extension Double {
  /// No less than one.
  fileprivate var clamped: Double { Swift.max(1, self) }
}
