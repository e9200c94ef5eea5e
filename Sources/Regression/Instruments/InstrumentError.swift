/// What can be wrong with instruments and the regressors they stand for. Data errors common to every regression are
/// `RegressionError`.
public enum InstrumentError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The order condition fails.
  case fewerInstruments(instruments: Int, endogenous: Int)
  /// There is nothing to instrument.
  case noEndogenousRegressors
  /// Two columns of the design share a name.
  case duplicateName(String)
  /// There must be one name per column; `part` is “instruments”, say.
  case nameCount(part: String, names: Int, columns: Int)
  /// The parts of a design must have a row for each observation.
  case rowMismatch(part: String, rows: Int, observations: Int)
  /// Instruments that the exogenous regressors and earlier instruments already contain.
  case collinear([RegressionError.Dependence])
  /// The rank condition fails: what the instruments explain of the endogenous regressors is collinear.
  case notIdentified(rank: Int, endogenous: [String])
  /// The first stage would fit every endogenous regressor exactly.
  case tooFewObservations(observations: Int, columns: Int)
  /// k-class estimates stop being defined beyond a largest k.
  case kappaTooLarge(kappa: Double, largest: Double)
  /// y and the endogenous regressors are all exact combinations of the instruments.
  case exactFirstStage
  /// The covariance of the moments cannot be inverted.
  case singularMoments(moments: Int, clusters: Int?)
  /// A fixed point was not reached.
  case notConverged(estimator: String, iterations: Int, change: Double)

  public var description: String {
    switch self {
    case .fewerInstruments(let instruments, let endogenous):
      return
        "instruments (\(instruments)) are fewer than endogenous regressors (\(endogenous)); add instruments or "
        + "drop a regressor."
    case .noEndogenousRegressors:
      return "There are no endogenous regressors to instrument; use LeastSquares."
    case .duplicateName(let name):
      return "Two columns of the design are called \(name); give each a name of its own."
    case .nameCount(let part, let names, let columns):
      return "There are \(names) names for \(columns) columns of \(part); give one name per column."
    case .rowMismatch(let part, let rows, let observations):
      return "\(part): \(rows) rows for \(observations) observations; give one row per observation."
    case .collinear(let dependences):
      return "The instruments are collinear: "
        + dependences.map(RegressionError.sentence).joined(separator: "; ")
        + ". Drop one of each set."
    case .notIdentified(let rank, let endogenous):
      return
        "The instruments explain only \(rank) independent parts of the \(endogenous.count) endogenous regressors ("
        + endogenous.joined(separator: ", ") + "); add instruments that move the others."
    case .tooFewObservations(let observations, let columns):
      return
        "\(observations) observations are no more than the \(columns) exogenous regressors and instruments, so the "
        + "first stage fits exactly; drop instruments."
    case .kappaTooLarge(let kappa, let largest):
      return "k-class estimates with k = \(kappa) are not defined for these data; k must be below \(largest)."
    case .exactFirstStage:
      return
        "y and the endogenous regressors are exact combinations of the instruments, so that no LIML estimate is "
        + "defined; use TwoStageLeastSquares."
    case .singularMoments(let moments, let clusters?):
      return
        "\(clusters) clusters cannot weight \(moments) moments: their covariance is singular; use fewer "
        + "instruments or finer clusters."
    case .singularMoments(let moments, nil):
      return "The covariance of the \(moments) moments is singular; drop an instrument or use another weight."
    case .notConverged(let estimator, let iterations, let change):
      return
        "\(estimator) did not settle in \(iterations) iterations (the last step was \(change) standard errors); "
        + "raise the limit, or stop after two steps."
    }
  }
}
