public import TimeSeries

/// Why a model could not be simulated.
public enum SimulationError: BilingualError, Hashable {
  /// A model is given data, parameters or wishes that do not fit it; all that do not.
  case unfit([SimulationProblem])
  /// Values that equations need and data do not have; all of them.
  case missing([MissingValues])
  /// No solution was found.
  case notSolved(SolveFailure)

  /// Each thing that is wrong.
  public var messages: [Bilingual] {
    switch self {
    case .unfit(let problems): problems.map(\.message)
    case .missing(let values): values.map(\.message)
    case .notSolved(let failure): [failure.message]
    }
  }

  public var message: Bilingual { .lines(messages) }
}

/// Periods in which a name has no value though equations need one.
public struct MissingValues: BilingualError, Hashable {
  public let name: String
  /// In order.
  public let periods: [Period]
  /// The equations that need it, in the order of the model.
  public let equations: [String]

  public var message: Bilingual {
    Bilingual(en: english, zh: chinese)
  }

  private var english: String {
    let shown = periods.prefix(6).map(\.description).joined(separator: ", ")
    let more = periods.count > 6 ? " … (\(periods.count) in all)" : ""
    let users = equations.isEmpty ? "to be held at" : "for \(equations.joined(separator: ", "))"
    return "\(name) has no value in \(shown)\(more), needed \(users); give data, or extend the series"
  }

  private var chinese: String {
    let shown = periods.prefix(6).map(\.description).joined(separator: "、")
    let more = periods.count > 6 ? "……（共\(periods.count)期）" : ""
    let users = equations.isEmpty ? "外生化时须有数值" : "方程 \(equations.joined(separator: "、")) 需要"
    return "\(name) 在 \(shown)\(more) 没有数值，\(users)；请补充数据，或延长该序列"
  }
}

extension Bilingual {
  /// Several sentences, each on a line of its own.
  static func lines(_ sentences: [Bilingual]) -> Bilingual {
    Bilingual(
      en: sentences.map(\.en).joined(separator: "\n"), zh: sentences.map(\.zh).joined(separator: "\n"))
  }
}
