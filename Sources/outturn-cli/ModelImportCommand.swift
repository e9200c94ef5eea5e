import ArgumentParser
import Datasets
import Reports
import StructuralModels
import TimeSeries

/// `outturn model import FILE.mdl`: a model of another program in the language of this one.
struct ModelImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a model in MDL, the language of R's bimets, into a model file.",
    discussion: """
      outturn model import klein.mdl > klein.model

      What differs is told on standard error; anything that is not understood is an error, with its line, and nothing is
      printed.
      """)

  @Argument(
    help: ArgumentHelp("The model in MDL.", valueName: "file.mdl"),
    completion: .file(extensions: ["mdl", "txt"]))
  var path: String

  @Option(
    help: "Length of the model's periods: annual, half-year, quarter or month. Default: by its TSRANGEs.")
  var frequency: FrequencyChoice?

  @OptionGroup var options: OutputOptions

  func run() throws {
    try Ending.explaining(in: options.language) {
      let file = try TextFile(path: path)
      if let note = file.encodingNote { Console.tell(note.rendered(in: options.language)) }
      let imported: MDLImport
      do {
        imported = try MDLImport(ModelText(file.text, file: file.name), frequency: frequency?.frequency)
      } catch let error as MDLDiagnostics {
        throw Diagnostics(error.items.map(Diagnostic.init))
      }
      let notes = Diagnostics(imported.notes.map(Diagnostic.init))
      if !notes.isEmpty { Console.tell(notes.rendered(in: options.language)) }
      let text = imported.model.text.lines.joined(separator: "\n")
      try options.put(Self.json(imported), or: text.hasSuffix("\n") ? text : text + "\n")
    }
  }

  private static func json(_ imported: MDLImport) -> JSONValue {
    .object([
      .init("format", .string("outturn-model-import/1")),
      .init("model", .string(imported.model.text.file)),
      .init("frequency", .string(imported.model.frequency.rawValue)),
      .init("text", .string(imported.model.text.lines.joined(separator: "\n"))),
      .init(
        "notes",
        .array(
          imported.notes.map { note in
            .object([
              .init("line", note.place.map { .integer(Int64($0.line)) } ?? .null),
              .init("message", JSONValue(note.problem.message)),
            ])
          })),
    ])
  }
}

extension Diagnostic {
  init(_ diagnostic: MDLDiagnostic) {
    let position = diagnostic.place.map {
      SourcePosition(file: diagnostic.file, line: $0.line, column: $0.characters.lowerBound + 1)
    }
    self.init(
      diagnostic.problem.isNote ? .note : .error, diagnostic.problem.message,
      at: position ?? .wholeFile(diagnostic.file), length: diagnostic.place?.characters.count ?? 1,
      sourceLine: diagnostic.sourceLine, suggestion: diagnostic.problem.advice)
  }
}
