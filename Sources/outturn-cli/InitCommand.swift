import ArgumentParser
import Reports
import TimeSeries

/// `outturn init DIR`: a small plan that runs, to be changed into one's own.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a starter plan that runs.",
    discussion: "Existing files are never touched: a folder that holds one of the names is refused.")

  @Argument(
    help: ArgumentHelp("The folder to write to; made where it is missing.", valueName: "dir"),
    completion: .directory)
  var folder: String

  @OptionGroup var options: OutputOptions

  func validate() throws {
    if folder.isEmpty { throw ValidationError("<dir> needs a name; . is the folder you are in.") }
  }

  func run() throws {
    let language = options.language
    try Ending.explaining(in: language) {
      let files = try StarterPlan.write(to: folder)
      let path = files[0]
      let say = { (en: String, zh: String) in Bilingual(en: en, zh: zh).rendered(in: language) }
      let report = JSONValue.object([
        .init("format", .string("outturn-init/1")), .init("files", .array(files.map { .string($0) })),
      ])
      let text =
        files.map { say("wrote \($0)", "已生成 \($0)") }.joined(separator: "\n") + "\n\n"
        + say("What to type next", "接下来可以输入") + "\n  outturn run \(path)\n"
      try options.put(report, or: text)
    }
  }
}
