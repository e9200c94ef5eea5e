import LinearAlgebra
import Regression
import Testing

/// pyfixest 0.60, Tests/References/pyfixest/effects.py: an unbalanced panel with singletons.
@Suite struct PyfixestTests {
  let references: PanelReferences
  let y: [Double]
  let x: Matrix
  let groups: [String: Grouping]

  init() throws {
    references = try PanelReferences("pyfixest/effects.csv")
    let rows = try Repository.text("Tests/References/pyfixest/effects-data.csv").split(
      whereSeparator: \.isNewline
    ).dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    x = Matrix(rows.map { [$0[3], $0[4]] })
    y = rows.map { $0[5] }
    groups = Dictionary(
      uniqueKeysWithValues: ["worker", "firm", "year"].enumerated().map { j, name in
        (name, Grouping(name: name, numbers: rows.map { Int($0[j]) }))
      })
  }

  private func groupings(_ text: String) -> [Grouping] {
    text.split(separator: "+").compactMap { groups[String($0)] }
  }

  @Test(arguments: ["worker", "worker+firm", "worker+firm+year"])
  func waysClustersAndSingletons(_ ways: String) throws {
    for (label, singletons) in [("none", Singletons.kept), ("singleton", .dropped)] {
      for kind in ["iid", "hetero", "worker", "firm", "year", "worker+firm"] {
        let covariance: PanelCovariance =
          switch kind {
          case "iid": .homoskedastic
          case "hetero": .hc1
          default: .clustered(by: groupings(kind))
          }
        let fit = try FixedEffects(covariance: covariance, singletons: singletons).fit(
          y, on: x, absorbing: groupings(ways))
        let name = "\(label)|\(ways)|\(kind)"
        #expect(Double(fit.n) == references(name, "scalar", "n"), "\(name)")
        #expect(digits(fit.coefficients, of: references(name, "coefficient")) >= 10, "\(name)")
        #expect(
          digits(fit.standardErrors, of: references(name, "standardError")) >= 9.5,
          "\(name) \(zip(fit.standardErrors, references(name, "standardError")).map { $0 / $1 })")
      }
    }
  }
}
