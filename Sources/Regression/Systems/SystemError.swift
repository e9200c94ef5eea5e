/// What can be wrong with a system of equations. Data errors common to every regression are `RegressionError`.
public enum SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is nothing to estimate.
  case noEquations
  /// Two equations explain a variable of the same name.
  case duplicateEquation(String)
  /// Two regressors of an equation share a name.
  case duplicateRegressor(equation: String, name: String)
  /// An equation's parts must have one row per observation and one name per column.
  case shape(equation: String, part: String, count: Int, expected: Int)
  /// Regressors of an equation depend on each other.
  case collinear(equation: String, [RegressionError.Dependence])
  /// An exogenous variable has different values in two equations.
  case conflictingVariable(name: String, equations: [String])
  /// Endogenous regressors need an estimator with instruments.
  case endogenousRegressors(equation: String, names: [String])
  /// The order condition fails in an equation.
  case fewerInstruments(equation: String, instruments: Int, endogenous: Int)
  /// The rank condition fails in an equation.
  case notIdentified(equation: String)
  /// Residuals of an equation are a combination of those of earlier ones.
  case singularErrors(equation: String)
  /// More equations than observations.
  case tooManyEquations(equations: Int, observations: Int)
  /// A restriction names a coefficient that no equation has.
  case unknownCoefficient(equation: String, regressor: String)
  /// Restrictions repeat or contradict each other, or leave nothing to estimate.
  case dependentRestrictions
  /// Restrictions are needed to identify the coefficients.
  case notEstimable
  /// An endogenous regressor that no equation and no identity explains.
  case undefinedEndogenous(equation: String, name: String)
  /// The equations do not determine the endogenous variables.
  case incompleteSystem
  /// The iteration did not settle.
  case notConverged(estimator: String, iterations: Int, change: Double)

  public var description: String {
    switch self {
    case .noEquations: return "There are no equations; give at least one."
    case .duplicateEquation(let name):
      return "Two equations explain \(name); give each dependent variable a name of its own."
    case .duplicateRegressor(let equation, let name):
      return "\(equation): two regressors are called \(name); give each a name of its own."
    case .shape(let equation, let part, let count, let expected):
      return "\(equation): \(part) come to \(count) where \(expected) are needed."
    case .collinear(let equation, let dependences):
      return "\(equation): the regressors are collinear: "
        + dependences.map(RegressionError.sentence).joined(separator: "; ") + ". Drop one of each set."
    case .conflictingVariable(let name, let equations):
      return "\(name) has different values in the equations of \(equations.joined(separator: " and ")); give "
        + "different variables different names."
    case .endogenousRegressors(let equation, let names):
      return
        "\(equation): \(names.joined(separator: ", ")) are endogenous, which SUR does not allow for; use "
        + "ThreeStageLeastSquares."
    case .fewerInstruments(let equation, let instruments, let endogenous):
      return
        "\(equation): instruments (\(instruments)) are fewer than endogenous regressors (\(endogenous)); add "
        + "instruments or drop a regressor."
    case .notIdentified(let equation):
      return
        "\(equation): the instruments do not tell the effects of its regressors apart; add instruments that "
        + "move the endogenous ones separately."
    case .singularErrors(let equation):
      return
        "\(equation): its residuals are a combination of those of earlier equations, so that no covariance of "
        + "the errors can be inverted; leave out the equation that the others imply."
    case .tooManyEquations(let equations, let observations):
      return
        "\(observations) observations cannot estimate the covariance of the errors of \(equations) equations; "
        + "at least \(equations) are needed."
    case .unknownCoefficient(let equation, let regressor):
      return
        "A restriction names the coefficient of \(regressor) in the equation of \(equation), which is not in "
        + "the system."
    case .dependentRestrictions:
      return "The restrictions repeat or contradict each other, or leave nothing to estimate; drop one."
    case .notEstimable:
      return "The coefficients are not identified by the equations together with the restrictions."
    case .undefinedEndogenous(let equation, let name):
      return "\(equation): no equation or identity explains the endogenous regressor \(name); add one."
    case .incompleteSystem:
      return "The equations and identities do not determine the endogenous variables (the matrix of their "
        + "coefficients is singular); check the identities."
    case .notConverged(let estimator, let iterations, let change):
      return "\(estimator) did not settle in \(iterations) iterations (the last step was \(change) standard "
        + "errors); raise the limit."
    }
  }
}
