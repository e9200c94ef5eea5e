import Datasets
import Regression
import Reports
import TimeSeries

/// The standard errors asked for, bound to the observations.
struct RegressionErrors {
  let choice: CovarianceChoice
  let covariance: Covariance
  private let frame: ModelFrame
  private let hasGaps: Bool

  init(_ equation: RegressionEquation, _ options: EstimationOptions) throws(Diagnostics) {
    let frame = equation.frame
    choice = options.cov ?? (options.cluster == nil ? .homoskedastic : .cluster)
    self.frame = frame
    let bandwidth = options.bandwidth?.bandwidth ?? .neweyWest
    hasGaps =
      frame.periods.map { periods in zip(periods, periods.dropFirst()).contains { $1 != $0 + 1 } } ?? false
    switch choice {
    case .homoskedastic: covariance = .homoskedastic
    case .hc0: covariance = .hc0
    case .hc1: covariance = .hc1
    case .hc2: covariance = .hc2
    case .hc3: covariance = .hc3
    case .cluster:
      let labels = frame.clusters.map(\.labels)
      covariance =
        labels.count == 2 ? .twoWayClustered(by: labels[0], and: labels[1]) : .clustered(by: labels[0])
    case .hac:
      try Self.requireOneSeries(frame)
      covariance = .hac(kernel: options.kernel.kernel, bandwidth: bandwidth)
    case .driscollKraay:
      guard let periods = frame.periods else {
        throw Diagnostics([
          Diagnostic(
            Bilingual(
              en: "--cov driscoll-kraay needs the period of each row",
              zh: "--cov driscoll-kraay 需要各行的时期"),
            suggestion: Bilingual(
              en: "say which column holds it: --period COLUMN", zh: "请指明时期所在的列：--period 列名"))
        ])
      }
      covariance = .driscollKraay(periods: periods, kernel: options.kernel.kernel, bandwidth: bandwidth)
    }
  }

  private static func requireOneSeries(_ frame: ModelFrame) throws(Diagnostics) {
    guard let periods = frame.periods, Set(periods).count < periods.count else { return }
    throw Diagnostics([
      Diagnostic(
        Bilingual(
          en: "--cov hac is for one series, but several rows used are of one period",
          zh: "--cov hac 用于单个序列，而所用数据中同一时期有多行"),
        suggestion: Bilingual(
          en: "use --cov driscoll-kraay or --cluster for panels", zh: "面板请用 --cov driscoll-kraay 或 --cluster")
      )
    ])
  }

  /// As it was found; nil where the estimator uses no factor for small samples.
  func record(_ report: CovarianceReport?) -> RegressionRecord.CovarianceRecord {
    guard let report else {
      return RegressionRecord.CovarianceRecord(
        id: choice.rawValue, name: name,
        clusters: frame.clusters.map { .init(name: $0.name, count: $0.levels.count) })
    }
    let factor = report.smallSample
    let isFactor = factor.name != "none" && choice != .homoskedastic
    return RegressionRecord.CovarianceRecord(
      id: choice.rawValue, name: name, factorFormula: isFactor ? factor.name : nil,
      factorValue: isFactor ? factor.value : nil,
      clusters: zip(frame.clusters, report.clusters).map { .init(name: $0.name, count: $1) },
      bandwidth: report.bandwidth)
  }

  /// What a reader should know before trusting them.
  func notes(_ report: CovarianceReport) -> [Bilingual] {
    var notes: [Bilingual] = []
    for (cluster, count) in zip(frame.clusters, report.singletonClusters) where count > 0 {
      notes.append(
        Bilingual(
          en:
            "\(count) cluster\(count == 1 ? "" : "s") of \(cluster.name) \(count == 1 ? "has" : "have") a single observation, which adds what HC1 would.",
          zh: "\(cluster.name) 中有\(count)组只有一个观测：其作用与 HC1 相同。"))
    }
    for (cluster, count) in zip(frame.clusters, report.clusters) where count < 20 {
      notes.append(
        Bilingual(
          en: "\(count) clusters of \(cluster.name) are few: clustered errors are then often too small.",
          zh: "\(cluster.name) 只有\(count)组，偏少：聚类标准误往往偏小。"))
    }
    if report.negativeEigenvalues > 0 {
      notes.append(
        Bilingual(
          en:
            "The two-way clustered covariance was not positive semidefinite; negative eigenvalues were set to zero.",
          zh: "双向聚类协方差矩阵并非半正定；负特征值已置零。"))
    }
    if choice == .hac, frame.periods == nil {
      notes.append(
        Bilingual(
          en: "No period column was found: rows are taken to be in the order of time.",
          zh: "未找到时期列：按行的先后视为时间顺序。"))
    } else if choice == .hac, hasGaps {
      notes.append(
        Bilingual(en: "Periods have gaps: lags of the errors count rows.", zh: "时期有缺口：误差的滞后按行计。"))
    }
    return notes
  }

  private var name: Bilingual {
    switch choice {
    case .homoskedastic: Bilingual(en: "homoskedastic", zh: "同方差")
    case .hc0, .hc1, .hc2, .hc3: Bilingual(en: "robust (\(covariance.label))", zh: "稳健（\(covariance.label)）")
    case .cluster:
      frame.clusters.count == 2
        ? Bilingual(en: "clustered two ways", zh: "双向聚类") : Bilingual(en: "clustered", zh: "聚类")
    case .hac, .driscollKraay: Bilingual(covariance.label)
    }
  }
}
