import ArgumentParser

/// `outturn model …`: models written as equations.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Check, estimate, solve and simulate a model written as equations.",
    discussion: """
      outturn model check Models/klein.model
      outturn model fit Models/klein.model --data datasets/klein/klein.csv
      outturn model solve Models/klein.model --data datasets/klein/klein.csv --fit --from 1921 --to 1941

      Documentation/model.md shows every command at work; Documentation/model-language.md is the language.
      """,
    subcommands: [
      ModelCheckCommand.self, ModelFitCommand.self, ModelSolveCommand.self, ModelSimulateCommand.self,
      ModelMultipliersCommand.self,
      ModelTargetCommand.self, ModelImportCommand.self,
    ])
}
