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
  private let kernel: LagKernel
  private let smallSample: PanelSmallSample
  private let options: EstimationOptions

  init(_ equation: RegressionEquation, _ options: EstimationOptions) throws(Diagnostics) {
    let frame = equation.frame
    choice = options.cov ?? (options.cluster == nil ? .homoskedastic : .cluster)
    self.frame = frame
    self.options = options
    kernel = options.kernel.kernel
    smallSample = options.smallSample.ofPanels
    let bandwidth = options.lags.map { .lags($0) } ?? options.bandwidth?.bandwidth ?? .neweyWest
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
    case .sandwich, .bootstrap:
      throw Self.refusal(
        choice, method: nil, instead: "homoskedastic, hc0 … hc3, cluster, hac, driscoll-kraay")
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

  /// The same for estimators of panels, which know fewer kinds.
  func panelCovariance(method: MethodChoice) throws(Diagnostics) -> PanelCovariance {
    switch choice {
    case .homoskedastic: return .homoskedastic
    case .hc1: return .hc1
    case .cluster: return .clustered(by: frame.clusters)
    case .driscollKraay: return .driscollKraay(kernel: kernel, lags: try panelLags(method))
    case .hc0, .hc2, .hc3, .hac, .sandwich, .bootstrap:
      throw refusal(method: method, instead: "homoskedastic, hc1, cluster, driscoll-kraay")
    }
  }

  /// Lags of the scores; nil for the rule of the number of periods.
  private func panelLags(_ method: MethodChoice) throws(Diagnostics) -> Int? {
    if let lags = options.lags { return lags }
    guard let asked = options.bandwidth else { return nil }
    if case .fixed(let b) = asked.bandwidth, b >= 1, let whole = Int(exactly: b) { return whole - 1 }
    let name = "--method \(method.rawValue)"
    throw Diagnostics([
      Diagnostic(
        Bilingual(
          en: "--bandwidth \(asked.text) is not for \(name), whose Driscoll–Kraay errors count whole lags",
          zh: "--bandwidth \(asked.text) 不用于 \(name)：其 Driscoll–Kraay 标准误按整数滞后期计"),
        suggestion: Bilingual(
          en: "give --lags L, or leave it out for ⌊4(T/100)^(2/9)⌋ lags of T periods",
          zh: "请写 --lags L，或省略：T个时期取⌊4(T/100)^(2/9)⌋期"))
    ])
  }

  func refusal(method: MethodChoice, instead: String) -> Diagnostics {
    Self.refusal(choice, method: method, instead: instead)
  }

  static func refusal(_ choice: CovarianceChoice, method: MethodChoice?, instead: String) -> Diagnostics {
    let name = method.map { "--method \($0.rawValue)" }
    return Diagnostics([
      Diagnostic(
        Bilingual(
          en: "\(name ?? "this method") has no standard errors --cov \(choice.rawValue)",
          zh: "\(name ?? "该方法")没有 --cov \(choice.rawValue) 标准误"),
        suggestion: Bilingual(en: "it has \(instead)", zh: "可用：\(instead)"))
    ])
  }

  /// As an estimator of panels found it.
  func record(_ inference: PanelInference) -> RegressionRecord.CovarianceRecord {
    let isFactor = choice != .homoskedastic && inference.factor != 1
    let formula =
      switch choice {
      case .cluster where smallSample == .clusters: "G/(G − 1) · (n − 1)/(n − K)"
      case .driscollKraay where smallSample == .clusters: "T/(T − 1) · (n − 1)/(n − K)"
      default: "n/(n − K)"
      }
    return RegressionRecord.CovarianceRecord(
      id: choice.rawValue, name: name, factorFormula: isFactor ? formula : nil,
      factorValue: isFactor ? inference.factor : nil,
      clusters: zip(frame.clusters, inference.clusters).map { .init(name: $0.name, count: $1) },
      bandwidth: inference.lags.map { Double($0 + 1) })
  }

  func notes(_ inference: PanelInference) -> [Bilingual] {
    fewClusters(inference.clusters) + (inference.wasAdjusted ? [Self.adjusted] : [])
  }

  private func fewClusters(_ counts: [Int]) -> [Bilingual] {
    zip(frame.clusters, counts).filter { $1 < 20 }.map { cluster, count in
      Bilingual(
        en: "\(count) clusters of \(cluster.name) are few: clustered errors are then often too small.",
        zh: "\(cluster.name) 只有\(count)组，偏少：聚类标准误往往偏小。")
    }
  }

  private static let adjusted = Bilingual(
    en: "The clustered covariance was not positive semidefinite; negative eigenvalues were set to zero.",
    zh: "聚类协方差矩阵并非半正定；负特征值已置零。")

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
    notes += fewClusters(report.clusters)
    if report.negativeEigenvalues > 0 { notes.append(Self.adjusted) }
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
    case .hac, .driscollKraay, .sandwich, .bootstrap: Bilingual(covariance.label)
    }
  }
}
