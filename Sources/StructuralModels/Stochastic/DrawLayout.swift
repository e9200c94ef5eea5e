import Probability

/// Which random numbers a stochastic simulation needs, and what becomes of them: disturbances and declared shocks period by period,
/// and drawn parameters once a draw.
///
/// Random numbers are keyed by the seed and counted by draw, period and shock (Philox): equation i of a model has shock i of every period,
/// whichever other equations are disturbed.
struct DrawLayout: Sendable {
  /// What one row of numbers is added to.
  enum Subject: Hashable, Sendable {
    /// The right side of an equation, by name.
    case equation(String)
    case shock(String)
  }

  let periods: Int
  /// Disturbed equations, then declared shocks: rows of every period, in order.
  let subjects: [Subject]
  /// Names of parameters drawn, in order.
  let parameters: [String]
  let equations: EquationSource
  /// Random rows of one period after the other, `perPeriod` each, made into subjects by `program`.
  let random: [RandomRow]
  let perPeriod: Int
  let program: LaneProgram
  let parameterRandom: [RandomRow]
  let parameterProgram: LaneProgram

  /// Where the disturbances of equations come from.
  enum EquationSource: Sendable {
    /// Computed by `program` together with declared shocks.
    case program
    /// A period of the past, chosen by the first random row of the period; by period, then equation.
    case past([[Double]])
    case given(DisturbanceMatrix)
  }

  /// How many of `subjects` are equations.
  var equationCount: Int {
    subjects.count {
      if case .equation = $0 { true } else { false }
    }
  }

  /// - Throws: `StochasticError` where disturbances cannot be drawn as asked.
  init(
    _ model: Model, _ disturbances: Disturbances, history: DisturbanceHistory?, drawsShocks: Bool = true,
    coefficients: Coefficients = .fixed, fit: ModelEstimation.Fit? = nil, periods: Int
  ) throws(StochasticError) {
    self.periods = periods
    var builder = DrawProgram()
    let known = try Self.equations(model, disturbances, history, periods: periods)
    switch disturbances {
    case .none, .matrix: break
    case .bootstrap: builder.chooseUniform(shock: DrawProgram.common + 1)
    case .normal, .independent, .student:
      builder.disturb(model, disturbances, known, history ?? .none)
    }
    switch disturbances {
    case .bootstrap:
      equations = .past((history?.residuals ?? []).map { row in row.map(\.settled) })
    case .matrix(let matrix): equations = .given(matrix)
    default: equations = .program
    }
    let shocks = drawsShocks ? model.shocks.filter { $0.distribution != nil } : []
    for (number, shock) in model.shocks.enumerated() {
      guard drawsShocks, let distribution = shock.distribution else { continue }
      builder.draw(distribution, period: 1, shock: DrawProgram.declared + number)
    }
    subjects = known.map(Subject.equation) + shocks.map { .shock($0.name) }
    perPeriod = builder.rows.count
    let rows = builder.rows
    random = (0..<periods).flatMap { period in
      rows.map { RandomRow(period: UInt32(period + 1), shock: $0.shock, kind: $0.kind) }
    }
    program = builder.compiled()
    var drawn = DrawProgram()
    parameters = coefficients == .drawn ? drawn.drawParameters(of: model, fit) : []
    parameterRandom = drawn.rows
    parameterProgram = drawn.compiled()
  }

  /// Equations disturbed; what cannot be is told.
  private static func equations(
    _ model: Model, _ disturbances: Disturbances, _ history: DisturbanceHistory?, periods: Int
  ) throws(StochasticError) -> [String] {
    switch disturbances {
    case .none: return []
    case .matrix(let matrix):
      for name in matrix.equations where model.index(ofEquation: name) == nil {
        throw .unknownEquation(name, among: model.equations.map(\.name))
      }
      guard matrix.periods >= periods else { throw .shortMatrix(matrix.periods, needed: periods) }
      return matrix.equations
    case .student(let ν) where !(ν > 2 && ν.isFinite): throw .degreesOfFreedom(ν)
    default: break
    }
    guard model.equations.contains(where: { $0.kind == .behavioral }) else { return [] }
    guard let history, !history.equations.isEmpty else { throw .noHistory }
    guard history.periods.count > 1 || disturbances == .independent else {
      throw .noCommonPeriods(history.equations)
    }
    return history.equations
  }
}
