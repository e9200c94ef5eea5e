public import Datasets
import FoundationEssentials
import TimeSeries

extension Plan {
  /// A plan is typed by people: a file over this size is something else.
  static let limits = TextLimits(bytesPerLine: 1 << 20, bytesPerFile: 8 << 20)

  /// Reads a plan file and the statements it names.
  ///
  /// - Parameters:
  ///   - path: the file; UTF-8, or with a byte-order mark, or GB18030.
  ///   - settings: `KEY=VALUE` replacements made before anything is decoded, such as `run.draws=5000` or
  ///     `targets.gdp_target_2020.at_least=7%`; items of lists by their id, or by number from 1.
  /// - Throws: `Diagnostics` with everything wrong with the text and the statements. Whether variables and parameters exist
  ///   is not checked here: see `validate(against:parameters:)`.
  public static func load(_ path: String, settings: [String] = []) throws(Diagnostics) -> Plan {
    let file: TextFile
    do {
      file = try TextFile(path: path, limits: limits)
    } catch {
      throw explained(error, path)
    }
    var plan = try read(file.text, file: path, settings: settings)
    if let note = file.encodingNote { plan.notes.append(note) }
    return plan
  }

  /// Reads a plan from a text at hand; `file` is what messages call it, and what data paths are relative to.
  public static func read(_ text: String, file: String, settings: [String] = []) throws(Diagnostics) -> Plan {
    let text = PlanText(file: file, text: text, replacements: settings)
    var tree = try YAMLReader.read(text)
    if tree.entries?.isEmpty == true || tree.isEmpty {
      throw Diagnostics([
        Diagnostic(
          Bilingual(en: "the plan is empty", zh: "计划为空"), at: .wholeFile(file), suggestion: startHint)
      ])
    }
    var problems = Diagnostics()
    for index in settings.indices {
      do throws(Diagnostics) {
        tree = try SettingReplacement(index, of: text).applied(to: tree)
      } catch {
        problems.append(contentsOf: error)
      }
    }
    try problems.throwIfErrors()
    return try PlanDecoder(text).plan(from: tree)
  }

  private static let startHint = Bilingual(
    en: "“outturn init DIR” writes a plan to start from", zh: "“outturn init 目录”可生成一个起步计划")

  /// Adds what the user may have meant to a file that is none, or an empty one.
  private static func explained(_ problems: Diagnostics, _ path: String) -> Diagnostics {
    Diagnostics(
      problems.items.map { item in
        var item = item
        switch item.message {
        case FileTrouble.missing: item.suggestion = Diagnostic.didYouMean(planNear(path)) ?? startHint
        case FileTrouble.folder: item.suggestion = Diagnostic.didYouMean(plan(in: path)) ?? startHint
        case FileTrouble.empty: item.suggestion = startHint
        case FileTrouble.forbidden:
          item.suggestion = Bilingual(en: "“chmod u+r \(path)” allows it", zh: "可用“chmod u+r \(path)”授予权限")
        default: break
        }
        return item
      })
  }

  private static func plan(in folder: String) -> String? {
    ["plan.yaml", "plan.yml"].map { "\(folder)/\($0)" }.first { FileManager.default.fileExists(atPath: $0) }
  }

  private static func planNear(_ path: String) -> String? {
    NearbyFiles(to: path, at: path).nearest { name in
      [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
    }
  }
}
