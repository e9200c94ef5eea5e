/// What was done to find a covariance of coefficients: what tables print under the standard errors.
public struct CovarianceReport: Codable, Equatable, Sendable {
  /// The factor for small samples.
  public let smallSample: SmallSampleFactor
  /// Number of clusters in each way of clustering; empty where errors are not clustered.
  public var clusters: [Int] = []
  /// Clusters of a single observation in each way: they add what HC1 would, and no correlation.
  public var singletonClusters: [Int] = []
  /// Number of periods of Driscoll–Kraay errors.
  public var periods: Int?
  /// The bandwidth used, given or found.
  public var bandwidth: Double?
  /// Negative eigenvalues of a two-way clustered covariance that were replaced by zero.
  public var negativeEigenvalues = 0

  init(smallSample: SmallSampleFactor) { self.smallSample = smallSample }

  /// Degrees of freedom of the t distribution these errors go with: G − 1 with G clusters (the fewer of two ways),
  /// T − 1 with T periods; nil for that of the residuals.
  public var degreesOfFreedom: Int? { (clusters.min() ?? periods).map { $0 - 1 } }
}
