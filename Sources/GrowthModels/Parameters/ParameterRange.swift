import TimeSeries

/// The values a parameter can have at all, by its name: shares lie between 0 and 1, standard deviations are not negative.
struct ParameterRange {
  var lower: Double
  var upper: Double
  var includesLower = true
  var includesUpper = true

  func contains(_ value: Double) -> Bool {
    value.isFinite && (includesLower ? value >= lower : value > lower)
      && (includesUpper ? value <= upper : value < upper)
  }

  var text: String {
    let left = includesLower ? "[" : "("
    let right = includesUpper ? "]" : ")"
    return "\(left)\(Self.figure(lower)), \(Self.figure(upper))\(right)"
  }

  private static func figure(_ value: Double) -> String {
    value == .infinity ? "∞" : value == value.rounded() ? "\(Int(value))" : "\(value)"
  }

  /// - Parameter id: of a scalar (`alpha`) or of a coefficient (`retail.slope`).
  static func of(_ id: String) -> ParameterRange {
    switch id {
    case "alpha", "delta", "kappa":
      ParameterRange(lower: 0, upper: 1, includesLower: false, includesUpper: false)
    case "capital_output_ratio": ParameterRange(lower: 0, upper: 50, includesLower: false)
    case "correlation.default", "delivery.correlation":
      ParameterRange(lower: 0, upper: 1, includesUpper: false)
    case "within_year.correlation":
      ParameterRange(lower: -1, upper: 1, includesLower: false, includesUpper: false)
    default: ofSuffix(id)
    }
  }

  private static func ofSuffix(_ id: String) -> ParameterRange {
    if id.hasSuffix(".sigma") { return ParameterRange(lower: 0, upper: .infinity, includesUpper: false) }
    if id.hasSuffix(".tail") { return ParameterRange(lower: 2, upper: 1e6, includesLower: false) }
    if id.hasSuffix(".persistence") { return ParameterRange(lower: -1, upper: 1) }
    if id.hasPrefix("delivery."), id.hasSuffix(".mean") { return ParameterRange(lower: 0, upper: 200) }
    return ParameterRange(lower: -1000, upper: 1000)
  }

  /// What is wrong with a value of this parameter; nil when nothing is.
  static func problem(_ id: String, _ value: Double) -> Bilingual? {
    let range = of(id)
    guard !range.contains(value) else { return nil }
    return Bilingual(
      en: "\(id) is \(value); it lies in \(range.text)", zh: "参数 \(id) 为 \(value)，应在 \(range.text) 之内")
  }
}

extension ParameterDistribution {
  /// What is wrong with this distribution for a parameter of this name: its shape, or where its mean lies.
  func problem(for id: String) -> Bilingual? { problem ?? ParameterRange.problem(id, mean) }
}
