import Datasets
import GrowthModels
import Scenarios
import StructuralModels

/// The model a plan names: the growth model, or one of equations in a file.
struct ChosenModel {
  let model: any Projector
  /// Files it was read from besides the plan's data, as the plan has them.
  let files: [StructuralInputs.File]
  /// The estimation panel as it was used; empty where a model has none.
  let panel: Dataset
  /// What is worth knowing though it is no error.
  let notes: Diagnostics

  /// Reads, estimates and builds.
  ///
  /// - Throws: `Diagnostics` with everything wrong with the model's section and what it names.
  init(_ plan: Plan) throws(Diagnostics) {
    if plan.model.name == Plan.ModelChoice.file {
      let inputs = try StructuralInputs(plan)
      model = try inputs.projector(of: plan)
      files = inputs.files
      panel = Dataset(name: "panel", observations: [])
      notes = inputs.notes
      return
    }
    let inputs = try GrowthInputs(plan)
    model = try GrowthModel(inputs, of: plan)
    files = inputs.equationsFile.map { [StructuralInputs.File(role: "equations", path: $0)] } ?? []
    panel = inputs.panel
    notes = inputs.notes
  }
}
