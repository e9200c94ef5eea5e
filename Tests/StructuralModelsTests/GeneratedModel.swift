import StructuralModels
import TimeSeries

/// A model of a national model's size: `size` equations in quarters, the first half of them one simultaneous, nonlinear block
/// with a few terms each, the rest recursive. Solvable everywhere: growth rates lean on levels of others. Where it looks ahead,
/// every fifth equation of the block reads another variable one quarter later.
enum GeneratedModel {
  static func text(size: Int = 300, looksAhead: Bool = false) -> String {
    let block = size / 2
    var lines = ["frequency quarterly", "exogenous x", "exogenous z"]
    for i in 0..<size { lines.append("variable v\(i) \"Variable \(i)\"") }
    for i in 0..<block {
      let (a, b, c) = ((i + 1) % block, (i * 7 + 3) % block, (i + block - 1) % block)
      let w = 0.1 + 0.001 * Double(i % 10)
      let ahead = looksAhead && i % 5 == 0 ? "[+1]" : ""
      switch i % 3 {
      case 0:
        lines.append(
          "behavioral log(v\(i)) = 0.2 + \(w)*log(v\(a)\(ahead)) + 0.15*log(v\(b)) + 0.3*log(v\(i)[-1]) + 0.05*log(x)"
        )
      case 1:
        lines.append(
          "behavioral v\(i) = 0.5 + \(w)*v\(a)\(ahead) + 0.2*v\(c)^0.5 + 0.1*v\(b)/x + 0.2*v\(i)[-1]")
      default:
        lines.append(
          "behavioral dlog(v\(i)) = 0.3*(0.4 + 0.3*log(v\(a)\(ahead) + v\(c)) - log(v\(i)[-1])) + 0.02*log(z)"
        )
      }
    }
    for i in block..<size {
      lines.append("identity v\(i) = 0.4*v\(i - 1) + 0.3*v\((i * 5) % block) + 0.2*v\(i)[-1] + 0.1*z")
    }
    return lines.joined(separator: "\n")
  }

  static func data(size: Int = 300, periods: Int = 24) -> ModelData {
    let start = Period.quarter(2019, 4)
    let wave = (0...periods).map { t -> Double? in 1 + 0.01 * Double(t) + 0.02 * Double(t % 4) }
    var series = [
      "x": Series(start: start, values: wave, unit: .ratio, basis: .notApplicable),
      "z": Series(start: start, values: wave.reversed(), unit: .ratio, basis: .notApplicable),
    ]
    for i in 0..<size {
      series["v\(i)"] = Series(
        start: start, values: [1 + 0.001 * Double(i)], unit: .ratio, basis: .notApplicable)
    }
    return ModelData(series)
  }
}
