import Datasets
import Foundation
import Scenarios
import StructuralModels
import TimeSeries

extension GrowthInputs {
  /// The file of equations a plan names under `model: {growth: {equations: FILE}}`, as written there; nil where it names none.
  static func file(of plan: Plan, _ reader: SettingReader) throws(Diagnostics) -> String? {
    guard let tree = place(in: plan) else { return nil }
    let noun = Bilingual(en: "the file of the equations", zh: "方程文件")
    guard let file = reader.string(tree, of: noun) else { throw reader.diagnostics }
    return file
  }

  /// The text of that file, whose path is relative to the plan; the library's own where none is named.
  static func text(of plan: Plan, file: String?) throws(Diagnostics) -> ModelText {
    guard let file else { return GrowthEquations.shipped }
    let folder = plan.file.lastIndex(of: "/").map { plan.file[...$0] } ?? ""
    let path = file.hasPrefix("/") ? file : folder + file
    do {
      return ModelText(try String(contentsOfFile: path, encoding: .utf8), file: path)
    } catch {
      let place = place(in: plan)?.position ?? plan.model.settings.position
      throw Diagnostics([
        plan.text.diagnostic(
          Bilingual(en: "cannot read “\(path)” as UTF-8 text", zh: "无法以 UTF-8 读取“\(path)”"), at: place,
          length: file.count,
          suggestion: Bilingual(
            en: "a path is relative to the plan; start from a copy of Models/growth.model",
            zh: "路径相对于规划文件；可复制 Models/growth.model 后修改"))
      ])
    }
  }

  private static func place(in plan: Plan) -> SettingTree? {
    plan.model.settings.entries?.first { $0.key == GrowthSection.Key.equations.rawValue }?.value
  }
}
