public import TimeSeries

/// A model in MDL, the model description language of the R package bimets, in the language of this library.
///
///     let imported = try MDLImport(ModelText(text, file: "klein.mdl"))
///     imported.model.text        // what was written, comments kept
///     imported.notes             // names changed, the frequency assumed
///
/// Read are MODEL, END, COMMENT> and `$`, BEHAVIORAL> (EQUATION>), IDENTITY>, TSRANGE, EQ>, COEFF>, IV>, RESTRICT>, PDL>,
/// ERROR> AUTO(n), IF>, STORE> (which says nothing about the model), the functions TSLAG, TSLEAD, TSDELTA, TSDELTAP,
/// TSDELTALOG, MOVAVG, MOVSUM, LOG, EXP, ABS and their other names, operators as R and Fortran write them. Names not
/// explained by an equation and not among its coefficients are exogenous.
///
/// What differs: equations with IV> are estimated by two-stage least squares, where bimets uses them only when told;
/// a name that belongs to this library's language, and a coefficient of two equations, gets another (a note says so);
/// where no IF> of an identity holds, the variable has no value rather than the one it had.
///
/// A. Luciani, “bimets: Time Series and Econometric Modeling”, reference manual, page MDL (CRAN).
public struct MDLImport: Sendable {
  /// The model; its `text` is the import.
  public let model: Model
  /// What is worth knowing, in the order of the text.
  public let notes: [MDLDiagnostic]

  /// Reads an MDL text.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - frequency: The frequency of the model's data; nil to read it off the periods of the TSRANGEs: annual where all are
  ///     1, half-yearly up to 2, quarterly up to 4, else monthly.
  /// - Throws: Everything that is not understood, with its place.
  public init(_ source: ModelText, frequency: Frequency? = nil) throws(MDLDiagnostics) {
    var parser = MDLParser(source)
    parser.parse()
    var problems = parser.diagnostics
    var notes: [MDLDiagnostic] = []
    let ranges = parser.equations.compactMap(\.range)
    guard let found = frequency ?? Self.frequency(of: ranges) else {
      if problems.isEmpty { problems.append(MDLDiagnostic(.noFrequency, at: nil, in: source)) }
      throw MDLDiagnostics(problems)
    }
    if frequency == nil, let first = ranges.first {
      notes.append(MDLDiagnostic(.frequencyOfRanges(found), at: first.place, in: source))
    }
    for range in ranges {
      for period in [range.first.period, range.last.period] where period > found.periodsPerYear {
        problems.append(MDLDiagnostic(.badPeriod(period, found), at: range.place, in: source))
      }
    }
    guard problems.isEmpty else { throw MDLDiagnostics(problems) }
    var writer = MDLWriter(source, found)
    writer.write(parser.equations, rest: parser.rest)
    self.notes = notes + writer.notes
    let file = source.file.split(separator: ".").dropLast().joined(separator: ".")
    let text = writer.lines.joined(separator: "\n") + "\n"
    do {
      model = try Model(ModelText(text, file: (file.isEmpty ? source.file : file) + ".model"))
    } catch {
      throw MDLDiagnostics(
        error.items.map { item in
          let line = item.place?.line ?? 0
          let origin = writer.origins.last { $0.line <= line }?.place
          return MDLDiagnostic(.model(item.problem), at: origin, in: source)
        })
    }
  }

  private static func frequency(of ranges: [MDLEquation.Range]) -> Frequency? {
    switch ranges.map({ max($0.first.period, $0.last.period) }).max() {
    case nil: nil
    case 1?: .annual
    case 2?: .halfYear
    case 3?, 4?: .quarter
    default: .month
    }
  }
}
