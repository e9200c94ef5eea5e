import ArgumentParser
import Regression

/// Estimators by the names of the command line.
enum MethodChoice: String, ExpressibleByArgument, CaseIterable {
  case ols, iv, liml, gmm, quantile, fe, re, fd, between
}

/// How standard errors allow for the errors, by the names of the command line.
enum CovarianceChoice: String, ExpressibleByArgument, CaseIterable {
  case homoskedastic, hc0, hc1, hc2, hc3, cluster, hac
  case driscollKraay = "driscoll-kraay"
  /// Of quantile regression.
  case sandwich, bootstrap
}

/// Weights of autocorrelation, by the names of the command line.
enum KernelChoice: String, ExpressibleByArgument, CaseIterable {
  case bartlett, parzen, qs

  var kernel: LagKernel {
    switch self {
    case .bartlett: .bartlett
    case .parzen: .parzen
    case .qs: .quadraticSpectral
    }
  }
}

enum SmallSampleChoice: String, ExpressibleByArgument, CaseIterable {
  case stata, r, statsmodels, none

  var smallSample: SmallSample {
    switch self {
    case .stata: .stata
    case .r: .r
    case .statsmodels: .statsmodels
    case .none: .none
    }
  }
}

enum PrecisionChoice: String, ExpressibleByArgument, CaseIterable {
  case double, extended

  var precision: Precision {
    switch self {
    case .double: .double
    case .extended: .extended
    }
  }
}

/// One quantile, or several separated by commas.
struct QuantileChoice: ExpressibleByArgument {
  /// As they were written, in rising order.
  let quantiles: [Double]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
      .map { Double($0.trimmingBlanks()) }
    let numbers = parts.compactMap { $0 }
    guard numbers.count == parts.count else { return nil }
    quantiles = numbers.sorted()
  }
}

/// `newey-west`, `andrews`, or a number.
struct BandwidthChoice: ExpressibleByArgument {
  let bandwidth: Bandwidth
  let text: String

  init?(argument: String) {
    text = argument
    switch argument {
    case "newey-west": bandwidth = .neweyWest
    case "andrews": bandwidth = .andrews
    default:
      guard let value = Double(argument), value >= 0, value.isFinite else { return nil }
      bandwidth = .fixed(value)
    }
  }
}

/// What is estimated, and how its errors are.
struct EstimationOptions: ParsableArguments {
  @Option(help: "The estimator. Default: what the formula asks for, see Documentation/regress.md.")
  var method: MethodChoice?

  @Option(
    help: ArgumentHelp(
      "The quantile of --method quantile, between 0 and 1, or several (0.1,0.5,0.9) fitted so that they do not cross. Default: 0.5, the median.",
      valueName: "quantiles"))
  var tau: QuantileChoice?

  @Option(
    help: ArgumentHelp(
      "Standard errors. Default: homoskedastic, or cluster where --cluster is given.", valueName: "kind"))
  var cov: CovarianceChoice?

  @Option(
    help: ArgumentHelp(
      "Columns whose groups have correlated errors: one, or two separated by a comma. Pairs: region:year.",
      valueName: "columns"))
  var cluster: String?

  @Option(
    help: ArgumentHelp("Column of weights: inverse variances of the errors.", valueName: "column"))
  var weights: String?

  @Option(help: "Kernel of hac and driscoll-kraay: bartlett, parzen or qs (quadratic spectral).")
  var kernel: KernelChoice = .bartlett

  @Option(
    help: ArgumentHelp(
      "Bandwidth of hac and driscoll-kraay: newey-west, andrews or a number; L lags of Bartlett's are L + 1.",
      valueName: "rule"))
  var bandwidth: BandwidthChoice?

  @Option(help: "Lags of hac and driscoll-kraay: --lags 3 is --bandwidth 4.")
  var lags: Int?

  @Option(help: "Whose small-sample factor robust errors take: stata, r, statsmodels or none.")
  var smallSample: SmallSampleChoice = .stata

  @Option(help: "Arithmetic: double, or extended (31 digits, for designs close to collinear).")
  var precision: PrecisionChoice = .double

  @Flag(
    help: "Leave out regressors that are combinations of others, and say so; without it they are an error.")
  var dropCollinear = false

  @Flag(
    help: "After ols: test equal variances, autocorrelation, normality and the form of the equation.")
  var tests = false

  /// Columns to cluster by, one or two.
  var clusterColumns: [String] {
    cluster?.split(whereSeparator: { ",，".contains($0) }).map { String($0.trimmingBlanks()) } ?? []
  }

  func validate() throws {
    if let tau {
      guard method == .quantile else { throw ValidationError("--tau goes with --method quantile.") }
      if let wrong = tau.quantiles.first(where: { !($0 > 0 && $0 < 1) }) {
        throw ValidationError("--tau lies between 0 and 1, such as 0.5, not \(wrong).")
      }
      if let twice = zip(tau.quantiles, tau.quantiles.dropFirst()).first(where: { $0 == $1 }) {
        throw ValidationError("--tau has \(twice.0) twice; give each quantile once.")
      }
    }
    if let cluster, clusterColumns.isEmpty || clusterColumns.count > 2 {
      throw ValidationError("--cluster takes one or two columns, separated by a comma, not “\(cluster)”.")
    }
    if cluster != nil, let cov, cov != .cluster {
      throw ValidationError("--cluster goes with --cov cluster, not with --cov \(cov.rawValue).")
    }
    if cov == .cluster, cluster == nil {
      throw ValidationError("--cov cluster needs the column to cluster by: add --cluster COLUMN.")
    }
    for (isGiven, option) in [(bandwidth != nil, "--bandwidth"), (lags != nil, "--lags")]
    where isGiven && cov != .hac && cov != .driscollKraay {
      throw ValidationError("\(option) goes with --cov hac or --cov driscoll-kraay.")
    }
    if let lags {
      guard bandwidth == nil else {
        throw ValidationError("--lags \(lags) is --bandwidth \(lags + 1); give one of them.")
      }
      guard lags >= 0 else { throw ValidationError("--lags is 0 or more, not \(lags).") }
    }
  }
}

extension Substring {
  /// Without blanks at either end.
  func trimmingBlanks() -> Substring {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
