/// The bootstrap of least-squares coefficients: fits of data like those at hand, made by drawing from them. β̂*, r = 1 … R.
/// Davison & Hinkley (1997) ch. 6; MacKinnon (2006), Economic Record 82:S2.
///
/// Draws are counter-based: a replicate depends on the data, the seed and its number alone, so that the result is the
/// same for any number of threads.
public struct Bootstrap: Codable, Equatable, Sendable {
  /// How data are drawn.
  public enum Scheme: Codable, Equatable, Sendable {
    /// Observations (y, x), with replacement: allows for errors of unequal variance and random regressors.
    case pairs
    /// Residuals, with replacement, on the regressors as they are: for errors of equal variance.
    case residual
    /// Residuals times independent multipliers of mean 0 and variance 1 on the regressors as they are: for errors of unequal
    /// variance (Wu 1986, Liu 1988). With `clusters`, one label per observation, each cluster shares a multiplier
    /// (Cameron, Gelbach & Miller 2008).
    case wild(Multiplier = .rademacher, clusters: [Int]? = nil)
    /// Blocks of `length` observations in a row, beginning anywhere they fit: for dependent data (Künsch 1989). The last is cut to n.
    case movingBlocks(length: Int)
    /// Blocks that go on from the last observation to the first, so that each is drawn as often (Politis & Romano 1992).
    case circularBlocks(length: Int)

    /// The name used in tables and messages.
    public var label: String {
      switch self {
      case .pairs: "pairs"
      case .residual: "residual"
      case .wild(let multiplier, let clusters):
        (clusters == nil ? "wild, " : "wild cluster, ") + multiplier.label
      case .movingBlocks(let length): "moving blocks of \(length)"
      case .circularBlocks(let length): "circular blocks of \(length)"
      }
    }
  }

  /// The distribution of the multipliers of a wild bootstrap.
  public enum Multiplier: String, Codable, CaseIterable, Sendable {
    /// ±1.
    case rademacher
    /// (1 ± √5)/2 with third moment 1 (Mammen 1993).
    case mammen
    /// ±√½, ±1, ±√1½: for few clusters (Webb 2023).
    case webb

    var label: String {
      switch self {
      case .rademacher: "Rademacher"
      case .mammen: "Mammen"
      case .webb: "Webb"
      }
    }
  }

  /// What residuals are multiplied by before they are drawn, h being the leverage.
  public enum Residuals: String, Codable, Sendable {
    /// 1.
    case plain
    /// 1/√(1 − h): their variance is then σ² where variances are equal.
    case hc2
    /// 1/(1 − h), close to the jackknife.
    case hc3
  }

  /// How data are drawn.
  public var scheme: Scheme
  /// R. With R + 1 a multiple of 1000, quantiles of usual levels are replicates themselves.
  public var replications: Int
  /// Seed of the random numbers.
  public var seed: UInt64
  /// What residuals are multiplied by; pairs and blocks do not use it.
  public var residuals: Residuals
  /// Whether each replicate gets a standard error, of the covariance the fit was made with, for percentile-t intervals:
  /// homoskedastic and HC0 to HC3, those with leverages only where regressors stay as they are.
  public var isStudentized: Bool
  /// Threads that share the work.
  public var threads: Int

  public init(
    _ scheme: Scheme, replications: Int = 9_999, seed: UInt64 = 1, residuals: Residuals = .hc2,
    isStudentized: Bool = false, threads: Int = 1
  ) {
    self.scheme = scheme
    self.replications = replications
    self.seed = seed
    self.residuals = residuals
    self.isStudentized = isStudentized
    self.threads = threads
  }

  /// Draws and fits the replicates. Weighted fits are drawn in units of √w: rows and residuals times it.
  ///
  /// - Throws: `BootstrapError` for choices that do not fit the data.
  public func resample(_ fit: LeastSquares.Fit) throws -> Replicates {
    try requireUsable(fit)
    let plan = try BootstrapPlan(self, fit)
    let chunks = BootstrapWorkers(plan: plan, threads: threads).run()
    return Replicates(
      names: fit.names, estimates: fit.coefficients, originalErrors: fit.standardErrors,
      chunks: chunks, replications: replications)
  }

  private func requireUsable(_ fit: LeastSquares.Fit) throws {
    guard replications > 1 else { throw BootstrapError.tooFewReplications(replications) }
    guard threads > 0 else { throw BootstrapError.noThreads }
    switch scheme {
    case .movingBlocks(let length), .circularBlocks(let length):
      guard (1...fit.n).contains(length) else {
        throw BootstrapError.blockLength(length, observations: fit.n)
      }
    case .wild(_, let clusters?):
      guard clusters.count == fit.n else {
        throw RegressionError.lengthMismatch(what: "clusters", count: clusters.count, observations: fit.n)
      }
      guard clusters.contains(where: { $0 != clusters[0] }) else { throw RegressionError.oneCluster }
      if isStudentized {
        throw BootstrapError.notStudentized(fit.choice.covariance.label, scheme: scheme.label)
      }
    case .pairs, .residual, .wild: break
    }
    guard isStudentized else { return }
    switch (fit.choice.covariance, scheme) {
    case (.homoskedastic, _), (.hc0, _), (.hc1, _): break
    case (.hc2, .residual), (.hc3, .residual), (.hc2, .wild), (.hc3, .wild): break
    default: throw BootstrapError.notStudentized(fit.choice.covariance.label, scheme: scheme.label)
    }
  }
}

/// What can be wrong with a bootstrap.
public enum BootstrapError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Fewer than two replications.
  case tooFewReplications(Int)
  /// No thread to work.
  case noThreads
  /// A block must hold 1 to n observations.
  case blockLength(Int, observations: Int)
  /// Standard errors of this kind are not found for replicates of this scheme.
  case notStudentized(String, scheme: String)
  /// Percentile-t intervals need standard errors of the replicates.
  case noStudentizedReplicates
  /// Too few replicates for quantiles of this level.
  case levelOutOfReach(Double, replications: Int)

  public var description: String {
    switch self {
    case .tooFewReplications(let r):
      "\(r) replications have no distribution; ask for at least 2, for intervals 999 or more."
    case .noThreads: "A bootstrap needs at least one thread."
    case .blockLength(let length, let n):
      "A block of \(length) does not fit \(n) observations; choose a length from 1 to \(n), n^⅓ or so."
    case .notStudentized(let covariance, let scheme):
      "Replicates of the scheme \(scheme) get no \(covariance) standard errors; fit with HC1, or take percentile "
        + "intervals without them."
    case .noStudentizedReplicates:
      "Percentile-t intervals need standard errors of the replicates; set isStudentized."
    case .levelOutOfReach(let level, let r):
      "\(r) replicates do not reach the tails of a level of \(level); draw at least "
        + "\(Int((2 / (1 - level)).rounded(.up))) of them."
    }
  }
}
