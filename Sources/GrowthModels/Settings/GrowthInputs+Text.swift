import Datasets
import Foundation
import Scenarios
import StructuralModels
import TimeSeries

extension GrowthInputs {
  /// The equations a plan names under `model: {growth: {equations: FILE}}`, relative to the plan; the library's own where it names
  /// none.
  static func text(of plan: Plan, _ reader: SettingReader) throws(Diagnostics) -> ModelText {
    guard let tree = plan.model.settings.entries?.first(where: { $0.key == "equations" })?.value else {
      return GrowthEquations.shipped
    }
    let noun = Bilingual(en: "the file of the equations", zh: "方程文件")
    guard let written = reader.string(tree, of: noun) else { throw reader.diagnostics }
    let folder = plan.file.lastIndex(of: "/").map { plan.file[...$0] } ?? ""
    let path = written.hasPrefix("/") ? written : folder + written
    do {
      return ModelText(try String(contentsOfFile: path, encoding: .utf8), file: path)
    } catch {
      throw Diagnostics([
        plan.text.diagnostic(
          Bilingual(en: "cannot read “\(path)” as UTF-8 text", zh: "无法以 UTF-8 读取“\(path)”"),
          at: tree.position,
          length: written.count,
          suggestion: Bilingual(
            en: "a path is relative to the plan; start from Models/growth.model",
            zh: "路径相对于规划文件；可从 Models/growth.model 改起"))
      ])
    }
  }
}
