import Foundation
import Testing

/// Klein’s Model I with its data, as the program is given them, and tables of other programs’ numbers.
enum ModelWorkshop {
  static let klein = Program.repository + "/Models/klein.model"
  static let data = ["--data", Program.repository + "/datasets/klein/klein.csv"]
  static let references = Program.repository + "/Tests/References/klein/"

  /// Runs `outturn model …`; the program’s errors are shown where it does not end well.
  static func run(_ arguments: [String], in folder: Folder? = nil) throws -> Program.Outcome {
    try Program.run(["model"] + arguments, in: folder?.path)
  }

  /// What a command prints that must succeed and be silent on standard error.
  static func output(_ arguments: [String], in folder: Folder? = nil) throws -> String {
    let run = try run(arguments, in: folder)
    #expect(run.code == 0 && run.err == "", "\(run.err)")
    return run.out
  }

  static func document<Document: Decodable>(
    _: Document.Type, _ arguments: [String], in folder: Folder? = nil
  ) throws -> Document {
    try JSONDecoder().decode(Document.self, from: Data(output(arguments + ["--json"], in: folder).utf8))
  }

  /// A table by column, then by the text of its first column.
  static func table(_ text: String) -> [String: [String: Double]] {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var columns: [String: [String: Double]] = [:]
    for cells in lines.dropFirst() {
      for (name, cell) in zip(lines[0], cells).dropFirst() {
        if let value = Double(cell) { columns[name, default: [:]][cells[0]] = value }
      }
    }
    return columns
  }

  static func reference(_ file: String) throws -> String {
    try String(contentsOfFile: references + file, encoding: .utf8)
  }

  /// Every number of a reference table is among ours.
  static func expect(_ ours: String, equals file: String, within tolerance: Double) throws {
    let (found, wanted) = (table(ours), table(try reference(file)))
    #expect(wanted.count > 1)
    for (name, values) in wanted {
      for (row, value) in values {
        let number = try #require(found[name]?[row], "\(name) \(row)")
        #expect(abs(number - value) <= tolerance, "\(name) \(row): \(number) instead of \(value)")
      }
    }
  }
}
