import Datasets
import Reports
import StructuralModels
import TimeSeries

/// A model and its data, as the command line names them.
struct ModelInputs {
  let model: Model
  var data = ModelData()
  /// The files of the data.
  let dataFiles: [String]
  /// What is worth knowing though it is no error.
  private(set) var notes = Diagnostics()

  /// What reports call the model: its file without folders.
  var name: String { Self.fileName(model.text.file) }

  /// Reads a model.
  ///
  /// - Throws: everything wrong with its text.
  static func model(_ options: ModelTextOptions, _ notes: inout Diagnostics) throws(Diagnostics) -> Model {
    let file = try TextFile(path: options.path)
    if let note = file.encodingNote { notes.append(note) }
    do { return try Model(ModelText(file.text, file: file.name), groups: options.groups) } catch {
      throw Diagnostics(error)
    }
  }

  /// A model without data.
  init(_ options: ModelTextOptions) throws(Diagnostics) {
    model = try Self.model(options, &notes)
    dataFiles = []
  }

  /// Reads both; mistakes in one table do not hide those in another.
  init(_ options: ModelFileOptions) throws(Diagnostics) {
    model = try Self.model(options.text, &notes)
    dataFiles = options.data.map(Self.fileName)
    var problems = Diagnostics()
    let tables = options.data.compactMap { ModelTable.read($0, for: model, into: &problems) }
    for (path, table) in zip(options.data, tables) where problems.isEmpty || !problems.hasErrors {
      data = data.overlaid(with: table.data)
      if let note = Self.note(table.others, of: path) { notes.append(note) }
    }
    try problems.throwIfErrors()
    notes.append(contentsOf: problems)
  }

  /// A table of further series, overlaid on the data.
  func overlaid(with paths: [String], _ problems: inout Diagnostics) -> ModelData {
    var result = data
    for path in paths {
      guard let table = ModelTable.read(path, for: model, into: &problems) else { continue }
      let known = (model.variables + model.exogenous).map(\.name)
      Self.refuse(table.others, of: path, among: known, &problems)
      result = result.overlaid(with: table.data)
    }
    return result
  }

  /// A table with a column for some of `names`, such as those of equations; other columns are refused.
  func table(_ path: String?, of names: [String], _ problems: inout Diagnostics) -> [String: Series] {
    guard let path, let table = ModelTable.read(path, for: model, allowing: names, into: &problems) else {
      return [:]
    }
    Self.refuse(table.names.filter { !names.contains($0) }, of: path, among: names, &problems)
    return table.data.series
  }

  func tellNotes(in language: Language) {
    if !notes.isEmpty { Console.tell(notes.rendered(in: language)) }
  }

  private static func note(_ others: [String], of path: String) -> Diagnostic? {
    guard !others.isEmpty else { return nil }
    let list = others.prefix(12).joined(separator: ", ") + (others.count > 12 ? " …" : "")
    let one = others.count == 1
    return Diagnostic(
      .note,
      Bilingual(
        en: "\(others.count) column\(one ? " is" : "s are") not in the model and not used: \(list)",
        zh: "有\(others.count)列不在模型中，未使用：\(list)"), at: .wholeFile(path))
  }

  private static func refuse(
    _ names: [String], of path: String, among known: [String], _ problems: inout Diagnostics
  ) {
    for name in names {
      let isTold = problems.items.contains { $0.message.en.contains("“\(name)”") }
      if isTold { continue }
      problems.append(
        Diagnostic(
          Bilingual(en: "column “\(name)” matches nothing in the model", zh: "列“\(name)”在模型中没有对应"),
          at: .wholeFile(path), suggestion: Diagnostic.nearest(name, among: known)))
    }
  }

  static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

extension Model {
  /// Where a statement of the text stands, for messages about it.
  func diagnostic(_ message: Bilingual, at place: ModelText.Place, suggestion: Bilingual? = nil) -> Diagnostic
  {
    Diagnostic(
      message,
      at: SourcePosition(file: text.file, line: place.line, column: place.characters.lowerBound + 1),
      length: place.characters.count,
      sourceLine: text.lines.indices.contains(place.line - 1) ? text.lines[place.line - 1] : nil,
      suggestion: suggestion)
  }
}
