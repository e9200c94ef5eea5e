import Scenarios
import TimeSeries

/// The equations of a scenario: where a variable is imposed its behavioral equation gives way, where something is added to its outcome
/// the equation says so. What differs from period to period stands in columns of its own, as if given from outside.
///
/// With f the left side, f(x) = R becomes f(x) = f(target) where x is imposed, and f(x) = f(f⁻¹(R)·scale + addition) where it is
/// changed. R includes autoregressive errors as the equation has them, so that lagged errors are those of the equation itself: its
/// disturbance is backed out, as when a variable is exogenised.
struct EquationRewriting {
  /// A column of numbers the rewritten equations read.
  struct Column: Hashable {
    let variable: String
    let purpose: Purpose

    enum Purpose: String, CaseIterable {
      /// 1 where a level is imposed, 2 where growth is.
      case manner
      /// The level, or the growth in percent.
      case target
      case scale
      /// In the variable's unit.
      case level
      /// In percentage points of growth.
      case growth
      /// In units of the left side.
      case left
    }

    /// No name of the language has a space.
    var name: String { "\(purpose.rawValue) of \(variable)" }
  }

  private(set) var model: Model
  /// The numbers of each column over the horizon.
  private(set) var values: [Column: [Double]] = [:]

  private let periods: Int
  private let yearBack: Int

  init(_ model: Model, _ assumptions: StructuralAssumptions, periods: Int) {
    self.model = model
    self.periods = periods
    yearBack = model.frequency.periodsPerYear
    var equations = model.equations
    for variable in model.variables.map(\.name) {
      guard let changes = assumptions.changes[variable], let number = model.behavioralEquation(of: variable)
      else { continue }
      fill(variable, changes, LeftSide(model.equations[number].left))
      equations[number] = rewritten(model.equations[number])
    }
    let columns = values.keys.sorted { $0.name < $1.name }
    guard !columns.isEmpty else { return }
    self.model = model.replacing(
      equations,
      adding: columns.map { column in
        ModelVariable(
          name: column.name, label: Bilingual(column.name), unit: nil, basis: nil, isExogenous: true,
          place: model.equations[0].place)
      })
  }

  /// Periods in which a variable is imposed.
  func imposed(_ variable: String) -> [Bool] {
    (values[Column(variable: variable, purpose: .manner)] ?? [Double](repeating: 0, count: periods)).map {
      $0 > 0
    }
  }

  private mutating func fill(
    _ variable: String, _ changes: [Int: StructuralAssumptions.Change], _ side: LeftSide
  ) {
    func set(_ purpose: Column.Purpose, _ t: Int, _ value: Double) {
      let column = Column(variable: variable, purpose: purpose)
      let neutral = purpose == .scale ? 1.0 : 0
      values[column, default: [Double](repeating: neutral, count: periods)][t] = value
    }
    for (t, change) in changes.sorted(by: { $0.key < $1.key }) {
      if let imposed = change.imposed {
        set(.manner, t, imposed.measure == .level ? 1 : 2)
        set(.target, t, imposed.value)
      }
      if change.scale != 1 { set(.scale, t, change.scale) }
      var sums: [Column.Purpose: Double] = [:]
      for (measure, amount) in change.additions {
        sums[measure == .level ? .level : .growth, default: 0] += amount
      }
      for (measure, amount) in change.addFactors {
        let (purpose, factor) = Self.place(ofAddFactor: measure, side)
        sums[purpose, default: 0] += amount * factor
      }
      for purpose in Column.Purpose.allCases {
        if let sum = sums[purpose] { set(purpose, t, sum) }
      }
    }
  }

  /// Percentage points of growth are added to a left side in logarithms or growth rates as they are; other amounts to the outcome.
  private static func place(ofAddFactor measure: Measure, _ side: LeftSide) -> (Column.Purpose, Double) {
    switch (measure, side) {
    case (.growth, .log), (.growth, .logDifference): (.left, 0.01)
    case (.growth, .growth): (.left, 1)
    case (.growth, _): (.growth, 1)
    case (.level, _): (.level, 1)
    }
  }

  private func rewritten(_ equation: Equation) -> Equation {
    let sides = equation.sides
    let side = LeftSide(equation.left)
    let yearAgo = Expression.name(equation.variable, shift: -yearBack)
    let before = Expression.name(equation.variable, shift: -side.lag)
    func column(_ purpose: Column.Purpose) -> Expression? {
      let column = Column(variable: equation.variable, purpose: purpose)
      return values[column] == nil ? nil : .name(column.name, shift: 0)
    }
    var right = sides.right
    if let left = column(.left) { right = .operation(.plus, right, left) }
    let changes: [Column.Purpose] = [.scale, .level, .growth]
    if changes.contains(where: { column($0) != nil }) {
      var outcome = side.inverse(of: right, before: before)
      if let scale = column(.scale) { outcome = .operation(.times, outcome, scale) }
      if let level = column(.level) { outcome = .operation(.plus, outcome, level) }
      if let growth = column(.growth) {
        let points = Expression.operation(.over, growth, .number(100))
        outcome = .operation(.plus, outcome, .operation(.times, points, yearAgo))
      }
      right = side.applied(to: outcome, before: before)
    }
    if let manner = column(.manner), let target = column(.target) {
      let growth = Expression.operation(.plus, .number(1), .operation(.over, target, .number(100)))
      let grown = Expression.operation(.times, yearAgo, growth)
      func gives(_ outcome: Expression) -> Expression { side.applied(to: outcome, before: before) }
      right = .call(
        .if,
        [
          .operation(.greater, manner, .number(0)),
          .call(.if, [.operation(.greater, manner, .number(1)), gives(grown), gives(target)]), right,
        ])
    }
    return Equation(
      kind: equation.kind, name: equation.name, variable: equation.variable, left: equation.left,
      right: right, estimation: nil, place: equation.place)
  }
}

extension LeftSide {
  /// f⁻¹(right): the variable that makes the left side equal `right`.
  func inverse(of right: Expression, before: Expression) -> Expression {
    switch self {
    case .level: right
    case .log: .call(.exp, [right])
    case .exp: .call(.log, [right])
    case .difference: .operation(.plus, before, right)
    case .logDifference: .operation(.times, before, .call(.exp, [right]))
    case .growth:
      .operation(
        .times, before, .operation(.plus, .number(1), .operation(.over, right, .number(100))))
    }
  }

  /// f(value).
  func applied(to value: Expression, before: Expression) -> Expression {
    switch self {
    case .level: value
    case .log: .call(.log, [value])
    case .exp: .call(.exp, [value])
    case .difference: .operation(.minus, value, before)
    case .logDifference: .call(.log, [.operation(.over, value, before)])
    case .growth:
      .operation(
        .times, .number(100), .operation(.minus, .operation(.over, value, before), .number(1)))
    }
  }
}

extension Model {
  /// The same model with other equations for its variables and further columns given from outside.
  func replacing(_ equations: [Equation], adding columns: [ModelVariable]) -> Model {
    Model(self, equations, exogenous: exogenous + columns, parameters: parameters)
  }

  /// The same model with other values of its parameters.
  func replacing(parameters: [ModelParameter]) -> Model {
    Model(self, equations, exogenous: exogenous, parameters: parameters)
  }

  private init(
    _ model: Model, _ equations: [Equation], exogenous: [ModelVariable], parameters: [ModelParameter]
  ) {
    frequency = model.frequency
    variables = model.variables
    self.exogenous = exogenous
    self.parameters = parameters
    shocks = model.shocks
    self.equations = equations
    reconciliations = model.reconciliations
    text = model.text
  }
}
