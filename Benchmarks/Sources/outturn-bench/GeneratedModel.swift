import Outturn

/// A model of a national model's size: 300 equations in quarters, half of them one simultaneous, nonlinear block of a few terms
/// each, with a disturbance of one percent in every equation of the block; the rest recursive.
enum GeneratedModel {
  static let size = 300
  static let block = 150

  static var text: String { text(looksAhead: false) }

  /// Where it looks ahead, every fifth equation of the block reads another variable one quarter later.
  static func text(looksAhead: Bool) -> String {
    var lines = ["frequency quarterly", "exogenous x", "exogenous z"]
    lines += (0..<size).map { "variable v\($0)" }
    lines += (0..<block).map { "shock e\($0) ~ normal(0, 0.01)" }
    lines += (0..<block).map { simultaneous($0, ahead: looksAhead && $0 % 5 == 0 ? "[+1]" : "") }
    lines += (block..<size).map { i in
      "identity v\(i) = 0.4*v\(i - 1) + 0.3*v\(i * 5 % block) + 0.2*v\(i)[-1] + 0.1*z"
    }
    return lines.joined(separator: "\n")
  }

  private static func simultaneous(_ i: Int, ahead: String) -> String {
    let (a, b, c) = ((i + 1) % block, (i * 7 + 3) % block, (i + block - 1) % block)
    let w = 0.1 + 0.001 * Double(i % 10)
    let (left, right) =
      switch i % 3 {
      case 0:
        ("log(v\(i))", "0.2 + \(w)*log(v\(a)\(ahead)) + 0.15*log(v\(b)) + 0.3*log(v\(i)[-1]) + 0.05*log(x)")
      case 1: ("v\(i)", "0.5 + \(w)*v\(a)\(ahead) + 0.2*v\(c)^0.5 + 0.1*v\(b)/x + 0.2*v\(i)[-1]")
      default: ("dlog(v\(i))", "0.3*(0.4 + 0.3*log(v\(a)\(ahead) + v\(c)) - log(v\(i)[-1])) + 0.02*log(z)")
      }
    return "behavioral \(left) = \(right) + e\(i)"
  }

  static let span = Period.quarter(2020, 1)...Period.quarter(2025, 4)

  static var data: ModelData { data(periods: span.count) }

  static func data(periods: Int) -> ModelData {
    let start = Period.quarter(2019, 4)
    let wave = (0...periods).map { t -> Double? in 1 + 0.01 * Double(t) + 0.02 * Double(t % 4) }
    func series(_ values: [Double?]) -> Series {
      Series(start: start, values: values, unit: .ratio, basis: .notApplicable)
    }
    var data = ["x": series(wave), "z": series(wave.reversed())]
    for i in 0..<size { data["v\(i)"] = series([1 + 0.001 * Double(i)]) }
    return ModelData(data)
  }
}
