import Foundation
import StructuralModels
import Testing
import TimeSeries

/// The reference page and the highlighting file know every word of the language, and no others.
@Suite struct LanguageReferenceTests {
  private struct Grammar: Decodable {
    struct Pattern: Decodable {
      let name: String
      let match: String?
    }
    let patterns: [Pattern]

    func words(_ name: String) throws -> [String] {
      let match = try #require(patterns.first { $0.name == name }?.match)
      let open = try #require(match.firstIndex(of: "("))
      let close = try #require(match.firstIndex(of: ")"))
      return match[match.index(after: open)..<close].split(separator: "|").map(String.init)
    }
  }

  @Test func highlighting() throws {
    let text = try Repository.text("Documentation/editors/model.tmLanguage.json")
    let grammar = try JSONDecoder().decode(Grammar.self, from: Data(text.utf8))
    let (statements, clauses) = (ModelKeyword.statements, ModelKeyword.clauses)
    let others = ModelKeyword.allCases.filter { !statements.contains($0) && !clauses.contains($0) }
    #expect(try grammar.words("keyword.control.statement") == statements.map(\.rawValue))
    #expect(try grammar.words("keyword.control.clause") == clauses.map(\.rawValue))
    #expect(try grammar.words("keyword.other") == others.map(\.rawValue))
    #expect(try grammar.words("support.function") == ModelFunction.allCases.map(\.rawValue))
  }

  @Test func referencePage() throws {
    let page = try Repository.text("Documentation/model-language.md")
    for keyword in ModelKeyword.allCases {
      #expect(page.contains("`\(keyword.rawValue)`"), "\(keyword.rawValue)")
    }
    for function in ModelFunction.allCases {
      let usage = function.usage.replacing(" or ", with: "` or `")
      let meaning = function.meaning.replacing("|", with: "\\|")
      #expect(page.contains("| `\(usage)` | \(meaning) |"), "\(function.rawValue)")
    }
    for usage in ModelDistribution.usages { #expect(page.contains("`\(usage)`")) }
  }

  /// The page's first example is a model.
  @Test func example() throws {
    let page = try Repository.text("Documentation/model-language.md")
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.hasPrefix("    frequency") })
    let example = lines[first...].prefix { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }.joined(
      separator: "\n")
    let model = try Model(ModelText(example))
    #expect(model.variables.map(\.name) == ["cn", "y"])
  }
}
