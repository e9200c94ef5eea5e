import Foundation
import TimeSeries

@testable import StructuralModels

extension Repository {
  /// Klein's data with what is given from outside carried on to 1944: g, w2 and t as in 1941, time going on.
  static func kleinForecastData() throws -> ModelData {
    let end = Period.year(1944)
    return try kleinData().extending("g", to: end, .constant).extending("w2", to: end, .constant)
      .extending("t", to: end, .constant).extending("time", to: end, .linear)
  }
}

extension DisturbanceHistory {
  /// Residuals by period, then equation, from 2001 on; covariances about zero.
  init(equations: [String], residuals: [[Double]]) {
    let covariance = equations.indices.map { i in
      equations.indices.map { j in
        residuals.reduce(0) { $0 + $1[i] * $1[j] } / Double(residuals.count)
      }
    }
    self.init(
      equations: equations, periods: residuals.indices.map { .year(2001 + $0) }, residuals: residuals,
      covariance: covariance, standardErrors: equations.indices.map { covariance[$0][$0].squareRoot() })
  }
}

extension Repository {
  /// The place of a file or folder of the repository.
  static func path(_ path: String) -> String {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: path).path) {
      folder = folder.deletingLastPathComponent()
    }
    return folder.appending(path: path).path
  }
}
