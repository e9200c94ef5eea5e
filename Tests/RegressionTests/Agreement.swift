import Foundation

extension Double {
  /// Number of decimal digits that agree with a reference value, −log₁₀ of the relative error (the "log
  /// relative error" of McCullough 1998, Am. Statistician 52:358); at most 16.
  func digits(of reference: Double) -> Double {
    if self == reference { return 16 }
    let error = reference == 0 ? abs(self) : abs(self - reference) / abs(reference)
    return error.isNaN ? -.infinity : min(16, -log10(error))
  }

  /// True when at least so many decimal digits agree.
  func agrees(with reference: Double, to digits: Double) -> Bool { self.digits(of: reference) >= digits }
}

/// Digits to which every element agrees.
func digits(_ values: [Double], of references: [Double]) -> Double {
  precondition(values.count == references.count, "as many values as references")
  return zip(values, references).map { $0.digits(of: $1) }.min() ?? 16
}

/// Files of the repository, found from this file's own place.
enum Repository {
  static func text(_ path: String) throws -> String {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: path).path) {
      folder.deleteLastPathComponent()
    }
    return try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }
}
