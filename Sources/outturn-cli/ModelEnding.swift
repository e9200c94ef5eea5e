import Datasets
import Reports
import StructuralModels
import TimeSeries

/// How commands on models end when they do not simply succeed: what does not fit becomes diagnostics in the places of the
/// model's text, as bad input; what has no solution is a failure.
enum ModelEnding {
  /// Does the work of a whole command.
  static func explaining(in language: Language, _ work: () throws -> Void) throws {
    try Ending.explaining(in: language) {
      do { try work() } catch let failure as Failure {
        let languages: [Language] = language == .both ? [.zh, .en] : [language]
        for language in languages { Console.tell(Diagnostic(failure.message).rendered(in: language)) }
        throw Ending.failed
      }
    }
  }

  /// What could not be solved.
  private struct Failure: Error {
    let message: Bilingual
  }

  /// Does work on a model; its errors become diagnostics.
  static func explaining<Result>(_ model: Model, _ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let error as SimulationError {
      throw explained(error, model)
    } catch let error as StochasticError {
      if case .simulation(let error) = error { throw explained(error, model) }
      throw Diagnostics([Diagnostic(error.message)])
    } catch let errors as EstimationErrors {
      throw Diagnostics(errors.items.map { diagnostic($0, model) })
    } catch let error as TargetingError {
      switch error {
      case .notMet, .powerless: throw Failure(message: error.message)
      default: throw Diagnostics([Diagnostic(error.message)])
      }
    } catch let error as PolicyError {
      switch error {
      case .powerless, .conflict, .notFound: throw Failure(message: error.message)
      default: throw Diagnostics([Diagnostic(error.message)])
      }
    }
  }

  private static func explained(_ error: SimulationError, _ model: Model) -> any Error {
    switch error {
    case .unfit(let problems): Diagnostics(diagnostics(problems, model))
    case .missing(let values): Diagnostics(values.map { diagnostic($0, model) })
    case .notSolved(let failure): Failure(message: failure.message)
    }
  }

  /// Parameters without a value are one problem, however many they are.
  private static func diagnostics(_ problems: [SimulationProblem], _ model: Model) -> [Diagnostic] {
    let open = problems.compactMap { if case .parameterWithoutValue(let name) = $0 { name } else { nil } }
    let others = problems.filter { if case .parameterWithoutValue = $0 { false } else { true } }
    var found = others.map { Diagnostic($0.message) }
    if let first = open.first, let parameter = model.parameters.first(where: { $0.name == first }) {
      let list = open.prefix(8).joined(separator: ", ") + (open.count > 8 ? " …" : "")
      let message = Bilingual(
        en: open.count == 1
          ? "parameter \(first) has no value yet" : "\(open.count) parameters have no value yet: \(list)",
        zh: open.count == 1 ? "参数 \(first) 还没有取值" : "有\(open.count)个参数还没有取值：\(list)")
      found.append(
        model.diagnostic(
          message, at: parameter.place,
          suggestion: Bilingual(
            en: "add --fit to estimate them first, or --parameters FILE.csv to give them",
            zh: "请加 --fit 先行估计，或用 --parameters 文件.csv 给出")))
    }
    return found
  }

  private static func diagnostic(_ values: MissingValues, _ model: Model) -> Diagnostic {
    let shown = values.periods.prefix(6).map(\.description)
    let count = values.periods.count
    let users = values.equations
    let message = Bilingual(
      en:
        "\(values.name) has no value in \(shown.joined(separator: ", "))\(count > 6 ? " … (\(count) in all)" : "")"
        + (users.isEmpty ? ", where it is to be held" : ", needed for \(users.joined(separator: ", "))"),
      zh: "\(values.name) 在 \(shown.joined(separator: "、"))\(count > 6 ? " 等\(count)期" : "") 没有数值，"
        + (users.isEmpty ? "而它应保持不变" : "方程 \(users.joined(separator: "、")) 需要"))
    let isExogenous = model.exogenous.contains { $0.name == values.name }
    let advice =
      isExogenous
      ? Bilingual(
        en: "give it in --data, or carry it on: --extend \(values.name)=constant --to PERIOD",
        zh: "请在 --data 中给出，或延长：--extend \(values.name)=constant --to 时期")
      : Bilingual(
        en: "give it in --data, or choose other periods with --from and --to",
        zh: "请在 --data 中给出，或用 --from、--to 另选时期")
    return Diagnostic(message, suggestion: advice)
  }

  private static func diagnostic(_ error: EstimationError, _ model: Model) -> Diagnostic {
    var sentence = error.reason.message
    if case .regression(let refusal) = error.reason {
      sentence = (refusal.error as? any ChineseSentence)?.bilingual ?? Bilingual(sentence: sentence.en)
    }
    let message = Bilingual(
      en: "equation \(error.equation): \(sentence.en)", zh: "方程 \(error.equation)：\(sentence.zh)")
    guard let equation = model.equations.first(where: { $0.name == error.equation }) else {
      return Diagnostic(message)
    }
    return model.diagnostic(message, at: equation.place)
  }
}
