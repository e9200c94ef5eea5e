/// One thing wrong with a formula, with its place in the text.
public struct FormulaDiagnostic: Equatable, Sendable, CustomStringConvertible {
  /// The text a place counts in.
  public enum Place: Equatable, Sendable {
    case formula, weights, clusters
  }

  public let problem: FormulaProblem
  /// The formula, or the name of a column given beside it.
  public let source: String
  public let place: Place
  /// The characters at fault, counted from 0; nil where the text as a whole is.
  public let range: Range<Int>?

  init(_ problem: FormulaProblem, in source: String, at range: Range<Int>?, place: Place = .formula) {
    self.problem = problem
    self.source = source
    self.range = range
    self.place = place
  }

  /// The sentence, then the text with a caret under the place (one column a character), then what may be meant.
  public var description: String {
    var lines = ["\(problem)"]
    if let range {
      let marks = "^" + String(repeating: "~", count: max(0, range.count - 1))
      lines = ["character \(range.lowerBound + 1): \(problem)", "  \(source)"]
      lines.append("  " + String(repeating: " ", count: range.lowerBound) + marks)
    }
    if let advice = problem.advice { lines.append("  \(advice)") }
    let known = problem.candidates
    if !known.isEmpty {
      let more = known.count > 12 ? " … (\(known.count) in all)" : ""
      lines.append("  known: " + known.prefix(12).joined(separator: ", ") + more)
    }
    return lines.joined(separator: "\n")
  }
}

/// Everything found wrong with a formula, in the order of its text. Thrown as one error, so that a reader sees
/// all of it at once.
public struct FormulaDiagnostics: Error, Equatable, Sendable, CustomStringConvertible {
  public let items: [FormulaDiagnostic]

  init(_ items: [FormulaDiagnostic]) {
    self.items = items.enumerated().sorted { a, b in
      let (p, q) = (a.element.range?.lowerBound ?? .max, b.element.range?.lowerBound ?? .max)
      return (p, a.offset) < (q, b.offset)
    }.map(\.element)
  }

  public var description: String { items.map(\.description).joined(separator: "\n") }
}
