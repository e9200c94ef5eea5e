import Foundation
import StructuralModels
import TimeSeries

/// Files of the repository, found by walking up from this source file.
enum Repository {
  static func text(_ path: String) throws -> String {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: path)
      if FileManager.default.fileExists(atPath: candidate.path) {
        return try String(contentsOf: candidate, encoding: .utf8)
      }
      folder = folder.deletingLastPathComponent()
    }
    throw CocoaError(.fileNoSuchFile)
  }

  static func model(_ name: String) throws -> Model {
    try Model(ModelText(text("Models/\(name).model"), file: "\(name).model"))
  }

  /// A table whose first column is a year and whose others are values; NA is missing.
  static func table(_ path: String) throws -> [String: [Int: Double]] {
    let lines = try text(path).split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var columns: [String: [Int: Double]] = [:]
    for cells in lines.dropFirst() {
      for (name, cell) in zip(lines[0], cells).dropFirst() {
        if let year = Int(cells[0]), let value = Double(cell) { columns[name, default: [:]][year] = value }
      }
    }
    return columns
  }

  /// `equation.item` → value of a table of estimates.
  static func estimates(_ path: String) throws -> [String: (value: Double, error: Double?)] {
    var items: [String: (value: Double, error: Double?)] = [:]
    for line in try text(path).split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if let value = Double(cells[2]) { items["\(cells[0]).\(cells[1])"] = (value, Double(cells[3])) }
    }
    return items
  }

  static func kleinData() throws -> ModelData {
    try ModelData(
      table("datasets/klein/klein.csv").mapValues { column in
        try Series(
          Dictionary(uniqueKeysWithValues: column.map { (.year($0), $1) }), unit: .index,
          basis: .real(base: .year(1934)))
      })
  }

  /// Coefficients of a table of estimates, by parameter.
  static func kleinParameters(_ file: String = "klein_estimate.csv") throws -> [String: Double] {
    var parameters: [String: Double] = [:]
    for (item, estimate) in try estimates("Tests/References/klein/\(file)") {
      let name = item.split(separator: ".", maxSplits: 1)[1]
      if !name.hasPrefix("stat.") { parameters[String(name)] = estimate.value }
    }
    return parameters
  }
}
