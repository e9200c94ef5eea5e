import Testing

/// A long reference file: rows of case, quantity, name, value.
struct ReferenceTable {
  private let rows: [(key: String, name: String, value: Double)]

  init(_ path: String) throws {
    rows = try Repository.text(path).split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4, let value = Double(cells[3]) else { return nil }
      return ("\(cells[0]),\(cells[1])", cells[2], value)
    }
  }

  /// Values of a quantity in the order of the file.
  func values(_ reference: String, _ quantity: String) throws -> [Double] {
    let found = rows.filter { $0.key == "\(reference),\(quantity)" }
    return try #require(found.isEmpty ? nil : found.map(\.value), "\(reference),\(quantity) is in the file")
  }

  /// One value.
  func value(_ reference: String, _ quantity: String, _ name: String = "") throws -> Double {
    let found = rows.first { $0.key == "\(reference),\(quantity)" && $0.name == name }
    return try #require(found?.value, "\(reference),\(quantity),\(name) is in the file")
  }
}
