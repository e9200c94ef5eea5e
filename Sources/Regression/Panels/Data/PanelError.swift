/// What can be wrong with a panel or keep an estimator from it. Rows count from 0 in the cases and from 1 in the messages.
public enum PanelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The panel has no rows.
  case empty
  /// An entity has two rows for one period.
  case duplicate(entity: String, period: String, first: Int, second: Int)
  /// The effects explain these regressors completely.
  case absorbed(regressors: [String], effects: [String])
  /// The effects, or the transformation, leave no regressor.
  case nothingLeft(regressors: [String], effects: [String])
  /// There are no effects to absorb.
  case noEffects
  /// Coefficients and effects use up the observations.
  case tooFewObservations(observations: Int, coefficients: Int, effects: Int)
  /// All observations were singletons.
  case onlySingletons(effects: [String])
  /// The absorption stopped before the effects were gone; `share` of the variation is left in them.
  case notConverged(iterations: Int, share: Double)
  /// The covariance needs entities and periods, but only groupings were given.
  case needsPanel(covariance: String)
  /// A grouping to cluster by has a single group.
  case oneCluster(name: String)
  /// Clustering by no grouping at all.
  case noClusters
  /// More lags than periods to take them from.
  case tooManyLags(lags: Int, periods: Int)
  /// Entity means cannot estimate so many coefficients.
  case tooFewEntities(what: String, entities: Int, coefficients: Int)
  /// The regressors explain all deviations from the entities' means.
  case noErrors
  /// No entity has two periods that follow each other.
  case noDifferences
  /// These regressors do not change over time, so that differences remove them.
  case constantOverTime(regressors: [String])
  /// An entity's own regression needs more observations.
  case entityTooShort(entity: String, observations: Int, coefficients: Int)
  /// Within one entity the regressors depend on each other.
  case collinearInEntity(entity: String, regressors: [String])

  public var description: String {
    switch self {
    case .empty: "The panel has no rows."
    case .duplicate(let entity, let period, let first, let second):
      "\(entity) has two rows for \(period): rows \(first + 1) and \(second + 1); keep one, or add them up."
    case .absorbed(let regressors, let effects):
      "The effects of \(Self.list(effects)) explain \(Self.list(regressors)) completely; leave "
        + "\(regressors.count == 1 ? "it" : "them") out, or choose to have such regressors dropped."
    case .nothingLeft(let regressors, let effects):
      "The effects of \(Self.list(effects)) explain every regressor (\(Self.list(regressors))) completely; "
        + "nothing is left to estimate."
    case .noEffects:
      "There are no effects to absorb; name at least one grouping, or use pooled least squares."
    case .tooFewObservations(let n, let k, let effects):
      "\(n) observations cannot estimate \(k) coefficients, \(effects) effects and an error variance; "
        + "at least \(k + effects + 1) are needed."
    case .onlySingletons(let effects):
      "Every observation is alone in its group of \(Self.list(effects)), so that dropping singletons leaves none; "
        + "keep them, or absorb coarser groups."
    case .notConverged(let iterations, let share):
      "The effects could not be absorbed in \(iterations) iterations: a share of \(share) of the variation is left in "
        + "them; groups that hardly overlap are the usual cause."
    case .needsPanel(let covariance):
      "A covariance \(covariance) needs entities and periods; give a panel, or cluster by groupings."
    case .oneCluster(let name): "All observations are in one \(name); clustered errors need at least two."
    case .noClusters: "Clustered errors need at least one grouping to cluster by."
    case .tooManyLags(let lags, let periods):
      "\(lags) lags need more than the \(periods) periods there are; use at most \(periods - 1)."
    case .tooFewEntities(let what, let entities, let k):
      "\(what) cannot be estimated from \(entities) entities with \(k) coefficients; at least \(k + 1) are needed."
    case .noErrors:
      "The regressors explain every deviation from the entities' means, so random effects would take the means out whole "
        + "and the constant with them; use fixed effects."
    case .noDifferences:
      "No entity has two periods that follow each other, so there are no first differences; check the period "
        + "ordinals (next periods differ by 1), or bridge the gaps."
    case .constantOverTime(let regressors):
      "\(Self.list(regressors)) \(regressors.count == 1 ? "does" : "do") not change over time, so differences remove "
        + "\(regressors.count == 1 ? "it" : "them"); leave \(regressors.count == 1 ? "it" : "them") out "
        + "(a trend takes the place of the constant)."
    case .entityTooShort(let entity, let observations, let k):
      "\(entity) has \(observations) observations for \(k) coefficients of its own; at least \(k + 1) are needed. "
        + "Leave the entity out, or let fewer coefficients differ."
    case .collinearInEntity(let entity, let regressors):
      "Within \(entity) the regressors are collinear (\(Self.list(regressors))); leave the entity or the regressor out."
    }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
