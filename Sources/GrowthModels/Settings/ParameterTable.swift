public import Datasets
import Scenarios
import TimeSeries

/// Reads a table of parameters: values and priors with their sources, one a row.
///
/// Columns: `id, name_en, name_zh, distribution, a, b, c, unit, status, source, note`. `fixed` a; `normal` and `beta` mean a, standard deviation b;
/// `lognormal` median a, standard deviation b of the logarithm; `triangular` lower a, mode b, upper c; `truncated_normal` mean a and
/// standard deviation b before it is cut off below c.
public enum ParameterTable {
  enum Shape: String, CaseIterable {
    case fixed, normal, beta, lognormal, triangular
    case truncatedNormal = "truncated_normal"
  }

  enum Status: String, CaseIterable {
    case published, derived, assumption

    var provenance: Provenance {
      switch self {
      case .published: .published
      case .derived: .derived
      case .assumption: .assumption
      }
    }
  }

  static let columns = DelimitedText.Columns(
    required: ["id", "name_en", "name_zh", "distribution", "a", "b", "c", "unit", "status", "source"],
    optional: ["note"])

  /// The parameters in the order of the file. Problems go to `diagnostics`; rows with errors are left out.
  ///
  /// - Parameter known: names that mean something to the model; nil for any.
  public static func read(
    path: String, known: Set<String>? = nil, into diagnostics: inout Diagnostics
  ) -> [Parameter] {
    let table = DelimitedText.read(path: path, columns: columns, into: &diagnostics)
    var seen: [String: Int] = [:]
    return (table?.rows ?? []).compactMap { row in
      guard let parameter = parameter(row, &diagnostics) else { return nil }
      if let known, !known.contains(parameter.id) {
        let message = Bilingual(en: "unknown parameter “\(parameter.id)”", zh: "未知的参数“\(parameter.id)”")
        diagnostics.append(
          row.diagnostic(
            message, at: "id", suggestion: SettingReader.nearest(parameter.id, among: known.sorted())))
        return nil
      }
      if let line = seen[parameter.id] {
        let message = Bilingual(
          en: "the parameter “\(parameter.id)” stands twice; first on line \(line)",
          zh: "参数“\(parameter.id)”重复；首次出现于第\(line)行")
        diagnostics.append(row.diagnostic(message, at: "id"))
        return nil
      }
      seen[parameter.id] = row.position.line
      return parameter
    }
  }

  private static func parameter(_ row: Row, _ diagnostics: inout Diagnostics) -> Parameter? {
    let id = row.requiredText("id", &diagnostics)
    let shape = row.choice("distribution", of: Shape.self, required: true, &diagnostics)
    let status = row.choice("status", of: Status.self, required: true, &diagnostics)
    let a = row.number("a", required: true, &diagnostics)
    let needsB = shape != nil && shape != .fixed
    let needsC = shape == .triangular || shape == .truncatedNormal
    let b = row.number("b", required: needsB, &diagnostics)
    let c = row.number("c", required: needsC, &diagnostics)
    guard let id, let shape, let status, let a, b != nil || !needsB, c != nil || !needsC else { return nil }
    let distribution = distribution(shape, a, b ?? 0, c ?? 0)
    if let problem = distribution.problem(for: id) {
      diagnostics.append(row.diagnostic(problem, at: "a"))
      return nil
    }
    let name = Bilingual(en: row.text("name_en"), zh: row.text("name_zh"))
    return Parameter(
      id, name: name.en.isEmpty ? Bilingual(id) : name, distribution, unit: row.text("unit"),
      provenance: status.provenance, source: source(row))
  }

  private static func source(_ row: Row) -> String {
    [row.text("source"), row.text("note")].filter { !$0.isEmpty }.joined(separator: ". ")
  }

  private static func distribution(_ shape: Shape, _ a: Double, _ b: Double, _ c: Double)
    -> ParameterDistribution
  {
    switch shape {
    case .fixed: .fixed(a)
    case .normal: .normal(mean: a, sd: b)
    case .beta: .beta(mean: a, sd: b)
    case .lognormal: .logNormal(median: a, sdLog: b)
    case .triangular: .triangular(lower: a, mode: b, upper: c)
    case .truncatedNormal: .truncatedNormal(mean: a, sd: b, lower: c)
    }
  }
}

extension ParameterDistribution {
  /// Why no random variable can be distributed like this; nil when one can.
  var problem: Bilingual? {
    switch self {
    case .fixed: nil
    case .normal(_, let sd), .truncatedNormal(_, let sd, _):
      sd < 0 ? Bilingual(en: "a standard deviation of \(sd) is negative", zh: "标准差 \(sd) 为负") : nil
    case .beta(let mean, let sd):
      mean > 0 && mean < 1 && sd >= 0 && sd * sd < mean * (1 - mean)
        ? nil
        : Bilingual(
          en: "no beta distribution has mean \(mean) and standard deviation \(sd)",
          zh: "不存在均值 \(mean)、标准差 \(sd) 的贝塔分布")
    case .logNormal(let median, let sdLog):
      median > 0 && sdLog >= 0
        ? nil : Bilingual(en: "a log-normal needs a positive median and spread", zh: "对数正态分布的中位数须为正")
    case .triangular(let lower, let mode, let upper):
      lower <= mode && mode <= upper && lower < upper
        ? nil : Bilingual(en: "lower, mode and upper are not in order", zh: "下限、众数、上限次序有误")
    }
  }
}
