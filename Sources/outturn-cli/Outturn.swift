import ArgumentParser

/// The program: subcommands only.
@main
struct Outturn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outturn",
    abstract: "Can the plan's targets be reached, under which scenarios, with what probability?",
    discussion: """
      Begin with `outturn init DIR` for a plan to change, or `outturn run datasets/caidian-2020/plan.yaml`.

      Exit codes: 0 done, 1 failed, 2 bad input, 3 some scenarios failed, 10 --fail-under missed, 64 wrong usage,
      130 interrupted.
      """,
    version: ProgramVersion.current,
    subcommands: [
      RunCommand.self, CheckCommand.self, DataCommand.self, ShowCommand.self, InitCommand.self,
      RegressCommand.self, ModelCommand.self,
    ])

  static func main() {
    Console.fillClosedStreams()
    Interruption.restorePipeSignal()
    Self.main(nil)
  }
}

/// The one place the version stands in; releases follow Semantic Versioning.
enum ProgramVersion {
  static let current = "0.1.0"
}
