import Foundation
import LinearAlgebra

/// Data of a regression, and the file a peer reads them from: X column by column, then y, doubles of this machine.
struct RegressionData {
  let y: Matrix
  let x: Matrix

  /// Regressors of a constant and uniform numbers, y with errors whose variance differs; of one or many problems.
  init(rows n: Int, columns k: Int, problems: Int = 1) {
    var state: UInt64 = 12345
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    let x = Matrix(rows: n, columns: k * problems) { _, j in j % k == 0 ? 1 : uniform() }
    self.x = x
    y = Matrix(rows: n, columns: problems) { i, p in
      (1..<k).reduce(1) { $0 + x[i, p * k + $1] * Double($1) / 10 } + (uniform() - 0.5)
        * (1 + x[i, p * k + k - 1])
    }
  }

  func write(to url: URL, head: Data = Data()) throws {
    var bytes = head
    for elements in [x.elements, y.elements] {
      elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    try bytes.write(to: url)
  }

  /// The file gretl's `mread` knows: its name, rows and columns before the numbers.
  func writeForGretl(to url: URL) throws {
    var head = Data("gretl_binary_matrix".utf8)
    for size in [Int32(x.rows), Int32(x.columns + 1)] {
      withUnsafeBytes(of: size.littleEndian) { head.append(contentsOf: $0) }
    }
    try write(to: url, head: head)
  }

  /// Calls `body` with a folder that is removed afterwards.
  static func inFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "outturn-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}

/// What a peer of a regression answers.
struct RegressionAnswer: Decodable {
  var seconds: Double
  var coefficients: [Double]
  /// Empty where the peer has none.
  var errors: [Double]
  var name: String

  /// - Throws: `BenchmarkError.disagreement` where ours differ by more than `tolerance`, relative to the largest.
  func compare(_ b: [Double], _ errors: [Double], task: String, tolerance: Double) throws {
    for (what, ours, theirs) in [("coefficients", b, coefficients), ("errors", errors, self.errors)]
    where !theirs.isEmpty {
      let scale = theirs.reduce(0) { max($0, abs($1)) }
      let worst = zip(ours, theirs).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
      guard ours.count == theirs.count, worst <= tolerance else {
        throw BenchmarkError.disagreement(task: task, what: "\(what) of \(name): \(ours) and \(theirs)")
      }
    }
  }
}
