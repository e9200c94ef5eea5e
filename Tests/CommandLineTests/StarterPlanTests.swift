import Foundation
import Testing

@Suite struct StarterPlanTests {
  /// `Scripts/starter-parameters` writes them into the program.
  @Test func itsPriorsAreThoseOfTheShippedPlan() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("starter-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try Program.run(["init", "mine"], in: folder.path)
    #expect(made.code == 0, "\(made.err)")
    let written = try String(contentsOfFile: folder.path + "/mine/parameters.csv", encoding: .utf8)
    let shipped = try String(
      contentsOfFile: Program.repository + "/datasets/caidian-2020/parameters.csv", encoding: .utf8)
    #expect(written == shipped)
  }
}
