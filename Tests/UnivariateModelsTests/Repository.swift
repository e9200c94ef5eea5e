import Foundation

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

/// US quarterly data, datasets/classic.
enum Macrodata {
  static func column(_ name: String) throws -> [Double] {
    let url = try Repository.url("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
    let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = lines[0].split(separator: ",").map { $0.filter { $0 != "\"" } }
    guard let j = header.firstIndex(of: name) else { return [] }
    return lines.dropFirst().map { Double($0.split(separator: ",")[j]) ?? .nan }
  }

  /// 100 times the log differences of consumption.
  static func growth() throws -> [Double] {
    let y = try column("realcons")
    return zip(y.dropFirst(), y).map { 100 * (log($0) - log($1)) }
  }

  /// 100 times the log of GDP.
  static func gdp() throws -> [Double] { try column("realgdp").map { 100 * log($0) } }

  /// The same from zero, as running sums of differences.
  static func gdpFromZero() throws -> [Double] {
    let y = try column("realgdp")
    var sum = 0.0
    return [0]
      + zip(y.dropFirst(), y).map { a, b in
        sum += 100 * (log(a) - log(b))
        return sum
      }
  }
}

/// The largest difference, relative to the larger of 1 and the reference.
func distance(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
}
