public import Datasets
public import TimeSeries

extension Diagnostic {
  /// What is wrong with a model's text, as programs tell what is wrong with any input.
  public init(_ diagnostic: ModelDiagnostic) {
    let position = diagnostic.place.map {
      SourcePosition(file: diagnostic.file, line: $0.line, column: $0.characters.lowerBound + 1)
    }
    self.init(
      diagnostic.problem.message, at: position ?? .wholeFile(diagnostic.file),
      length: diagnostic.place?.characters.count ?? 1, sourceLine: diagnostic.sourceLine,
      suggestion: diagnostic.problem.advice)
  }
}

extension Diagnostics {
  /// Everything wrong with a model's text.
  public init(_ diagnostics: ModelDiagnostics) {
    self.init(diagnostics.items.map(Diagnostic.init))
  }
}

extension ModelDiagnostics: BilingualError {
  public var message: Bilingual { Bilingual(en: rendered(in: .en), zh: rendered(in: .zh)) }
}
