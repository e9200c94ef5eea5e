import Foundation
import LinearAlgebra
import TimeSeries
import VectorAutoregression

/// Files of the repository that tests read.
enum Repository {
  static func url(_ path: String) throws -> URL {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    while folder.path() != "/" {
      folder = folder.deletingLastPathComponent()
      let candidate = folder.appending(path: path)
      if FileManager.default.fileExists(atPath: candidate.path()) { return candidate }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  static func json<Value: Decodable>(_ path: String, as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: url(path)))
  }
}

/// US quarterly data: 100 times the log differences of GDP, consumption and investment, 1959Q2–2009Q3.
enum Macrodata {
  static let names = ["realgdp", "realcons", "realinv"]

  static func growth() throws -> MultipleSeries {
    let levels = try levels(names)
    let values = Matrix(rows: levels.rows - 1, columns: names.count) { t, j in
      100 * (log(levels[t + 1, j]) - log(levels[t, j]))
    }
    return try MultipleSeries(values, names: names, from: Period(.quarter, year: 1959, index: 2))
  }

  static func levels(_ names: [String]) throws -> Matrix {
    let url = try Repository.url("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
    let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = lines[0].split(separator: ",").map { $0.filter { $0 != "\"" } }
    let columns = names.compactMap { header.firstIndex(of: $0) }
    let rows = lines.dropFirst().map { line in
      let cells = line.split(separator: ",")
      return columns.map { Double(cells[$0]) ?? .nan }
    }
    return Matrix(rows)
  }
}

/// The largest difference of two matrices relative to the larger of 1 and the size of the elements.
func distance(_ a: Matrix, _ b: Matrix) -> Double {
  guard a.rows == b.rows, a.columns == b.columns else { return .infinity }
  return zip(a.elements, b.elements).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
}
