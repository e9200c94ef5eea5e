import LinearAlgebra

/// Takes group means of one or more groupings ("ways") out of columns: the residuals on all groups' dummies, without
/// forming them.
///
/// The way with most groups is removed exactly; what is left for the others is a symmetric system in their group
/// effects whose operator is one round of alternating projections. Conjugate gradients accelerate the rounds (Guimarães & Portugal
/// 2010, Stata J. 10:628; Correia 2017; Hernández-Ramos, Escalante & Raydan 2011), and their unknowns are group effects, so that a round
/// reads group numbers, not data.
struct Absorption: Sendable {
  let ways: [Grouping]
  /// Rounds after which it gives up.
  var iterationLimit = 20_000
  /// Length of the part of a column that may be left in the effects, relative to the column.
  var tolerance = 1e-13

  let elimination: Elimination

  init(_ ways: [Grouping]) {
    self.ways = ways
    elimination = Elimination(ways)
  }

  /// What is known of the effects of columns: for each way, groups × columns, without the columns' means.
  struct Effects: Sendable {
    var means: [Double]
    /// Lengths of the columns about their means.
    var deviations: [Double]
    var tables: [Matrix]
    var iterations: Int
  }

  /// Replaces each column with its residuals on the dummies of all ways.
  func remove(from columns: inout Matrix) throws -> Effects {
    var effects = Effects(
      means: [Double](repeating: 0, count: columns.columns),
      deviations: [Double](repeating: 0, count: columns.columns),
      tables: ways.map { Matrix(rows: $0.count, columns: columns.columns) }, iterations: 0)
    let rows = columns.rows
    var spare = [Double](repeating: 0, count: columns.columns % 4 == 0 ? 0 : rows)
    let width = columns.columns
    try columns.withMutableSpan { span in
      try span.withUnsafeMutableBufferPointer { values in
        try spare.withUnsafeMutableBufferPointer { spare in
          guard let base = values.baseAddress else { return }
          for first in stride(from: 0, to: width, by: 4) {
            let lanes = (first..<first + 4).map { j in
              j < width ? base + j * rows : (spare.baseAddress ?? base)
            }
            var block = AbsorptionBlock(self, columns: lanes)
            try block.run()
            for lane in 0..<min(4, width - first) { block.store(lane, at: first + lane, in: &effects) }
            effects.iterations = max(effects.iterations, block.iterations)
          }
        }
      }
    }
    return effects
  }
}
