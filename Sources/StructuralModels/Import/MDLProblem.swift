public import TimeSeries

/// What can be wrong with an MDL text, and what is worth knowing about its import.
public enum MDLProblem: Equatable, Sendable {
  // Words and signs
  case unexpectedCharacter(String)
  case numberTooLarge(String)
  case strayText
  case unknownKeyword(String, suggestion: String?)
  case afterEnd
  // Groups
  case noGroup(MDLKeyword)
  case notHere(MDLKeyword, inBehavioral: Bool)
  case repeatedKeyword(MDLKeyword, line: Int)
  case nothingBehind(MDLKeyword)
  case unexpectedRest(String, after: MDLKeyword)
  case expectedName(found: String)
  case noFormula(String)
  case noEquations
  case definedTwice(String, line: Int)
  case caseWithoutCondition(String, line: Int)
  // Formulas
  case leftSide(String)
  case noEqualsSign
  case secondEqualsSign
  case unknownFunction(String, suggestion: String?)
  case functionAsName(String)
  case argumentCount(MDLFunction, given: Int)
  case badPeriods(MDLFunction)
  case expectedValue(found: String)
  case unclosedBracket
  case chainedComparison
  case assignmentInCondition
  case nestedTooDeep(limit: Int)
  case tooLong(limit: Int)
  // Estimation
  case badRange
  case rangeBackwards
  case badPeriod(Int, Frequency)
  case unsupportedPeriod(Int)
  case noFrequency
  case badCoefficients(found: String)
  case coefficientTwice(String)
  case coefficientUnused(String, equation: String)
  case notACoefficient(String, equation: String)
  case restrictionForm
  case errorForm
  case polynomialForm
  case polynomialLength(degree: Int, length: Int)
  case polynomialTerm(String)
  /// What the language of this library says of the imported equation.
  case model(ModelProblem)
  // Notes: the import went on
  case renamed(String, as: String)
  case frequencyOfRanges(Frequency)
  case instrumentsUsed(String)

  /// Whether it is only worth knowing.
  public var isNote: Bool {
    switch self {
    case .renamed, .frequencyOfRanges, .instrumentsUsed: true
    default: false
    }
  }
}

/// One thing wrong with an MDL text, or worth knowing about its import, with its place.
public struct MDLDiagnostic: Equatable, Sendable, CustomStringConvertible {
  public let problem: MDLProblem
  /// Nil where the text as a whole is meant.
  public let place: ModelText.Place?
  public let file: String
  /// The line `place` lies in.
  public let sourceLine: String?

  init(_ problem: MDLProblem, at place: ModelText.Place?, in text: ModelText) {
    self.problem = problem
    self.place = place
    file = text.file
    sourceLine = place.flatMap { text.lines.indices.contains($0.line - 1) ? text.lines[$0.line - 1] : nil }
  }

  /// `file:line:column: error: what is wrong`, the line, a caret under the place, what to write instead.
  public func rendered(in language: Language = .en) -> String {
    let kind = problem.isNote ? Bilingual(en: "note", zh: "提示") : Bilingual(en: "error", zh: "错误")
    let position = place.map { ":\($0.line):\($0.characters.lowerBound + 1)" } ?? ""
    let head = "\(file)\(position): \(kind.rendered(in: language)): "
    var lines = [head + problem.message.rendered(in: language)]
    if let place, let sourceLine { lines += ModelDiagnostic.excerpt(sourceLine, place.characters) }
    if let advice = problem.advice { lines.append("  \(advice.rendered(in: language))") }
    return lines.joined(separator: "\n")
  }

  public var description: String { rendered() }
}

/// Everything in an MDL text that cannot be imported, in the order of the text.
public struct MDLDiagnostics: BilingualError, Equatable, Sendable {
  public let items: [MDLDiagnostic]

  init(_ items: [MDLDiagnostic]) {
    self.items = items.enumerated().sorted { a, b in
      switch (a.element.place, b.element.place) {
      case (let p?, let q?) where p < q || q < p: p < q
      case (.some, nil): true
      case (nil, .some): false
      default: a.offset < b.offset
      }
    }.map(\.element)
  }

  /// All of them, one below the other.
  public func rendered(in language: Language = .en) -> String {
    items.map { $0.rendered(in: language) }.joined(separator: "\n")
  }

  public var message: Bilingual { Bilingual(en: rendered(in: .en), zh: rendered(in: .zh)) }
}
