import Scenarios
import Testing
import TimeSeries

/// One thing wrong with a plan, and the whole of what its reader is told.
struct Fault: Sendable, CustomTestStringConvertible {
  enum Base: Sendable { case sound, stated }

  var name: String
  var piece: String
  var other: String
  var base: Base
  var settings: [String]
  var language: Language
  var message: String

  init(
    _ name: String, _ piece: String = "", _ other: String = "", in base: Base = .sound,
    settings: [String] = [],
    language: Language = .en, says message: String
  ) {
    self.name = name
    self.piece = piece
    self.other = other
    self.base = base
    self.settings = settings
    self.language = language
    self.message = message
  }

  var testDescription: String { name }

  func told() -> String {
    let folder = "\(repository)datasets/caidian-2020/"
    let original = base == .sound ? soundPlan : statedPlan
    let text = piece.isEmpty ? original : original.replacing(piece, with: other, maxReplacements: 1)
    #expect(piece.isEmpty || text != original, "the plan has no “\(piece)”")
    let file = base == .sound ? "plan.yaml" : folder + "plan.yaml"
    do {
      _ = try Plan.read(text, file: file, settings: settings)
      return "nothing"
    } catch {
      return error.rendered(in: language).replacing(folder, with: "")
    }
  }
}

@Suite struct PlanFaultTests {
  @Test(arguments: Fault.keysAndNames + Fault.valuesAndPeriods + Fault.textsAndStatements)
  func isToldWhole(_ fault: Fault) {
    let told = fault.told()
    #expect(told == fault.message)
  }
}
