import Testing

@testable import StructuralModels

@Suite struct BlockOrderTests {
  /// Variables made to need one another form a block; an alias counts as the variable it stands for.
  @Test func joinedVariablesAreABlock() throws {
    let model = try Model(
      ModelText(
        """
        frequency annual
        exogenous whole.mean
        variable after
        variable part
        variable whole
        identity after = part + 1
        identity part = 0.5*whole
        identity whole = 2
        """))
    let names = model.variables.map(\.name)
    let plain = try #require(BlockOrder(Incidence(model.equations, variables: names)))
    #expect(plain.blocks.map(\.variables) == [[2], [1], [0]])
    let joined = Incidence(model.equations, variables: names).joining([[1, 2]])
    #expect(try #require(BlockOrder(joined)).blocks.map { Set($0.variables) } == [[1, 2], [0]])
    let mean = try Model(
      ModelText(
        "frequency annual\nexogenous b.mean\nvariable a\nvariable b\nidentity a = b.mean\nidentity b = 1"))
    let order = BlockOrder(Incidence(mean.equations, variables: ["a", "b"], aliases: ["b.mean": "b"]))
    #expect(order?.blocks.map(\.variables) == [[1], [0]])
  }

  /// Tests/References/klein/klein_blocks.txt: incidence, blocks, order inside them and feedback variable.
  @Test func kleinBlocks() throws {
    let reference = try Repository.text("Tests/References/klein/klein_blocks.txt")
    let model = try Repository.model("klein")
    let names = model.variables.map(\.name)
    let order = BlockOrder(model)
    let blocks = order.blocks.map { $0.variables.map { names[$0] } }
    #expect(blocks == [["w1", "p", "i", "cn", "y"], ["k"]])
    #expect(order.blocks[0].feedback.map { names[$0] } == ["y"])
    #expect(order.blocks[1].isRecursive && order.simultaneous.count == 1)
    for (list, line) in [
      (blocks[0], "$vblocks[[1]]$vsim"), (blocks[1], "$vblocks[[1]]$vpost"), (["y"], "$vblocks[[1]]$vfeed"),
    ] {
      let lines = reference.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let at = try #require(lines.firstIndex(of: line))
      let words = lines[at + 1].split(separator: " ").dropFirst().map { $0.filter { $0 != "\"" } }
      #expect(words == list)
    }
    #expect(try explicitIncidence(model, names) == referenceIncidence(reference, names))
  }

  /// Which variables the right sides contain.
  private func explicitIncidence(_ model: Model, _ names: [String]) -> [[Int]] {
    model.equations.sorted {
      (names.firstIndex(of: $0.variable) ?? 0) < (names.firstIndex(of: $1.variable) ?? 0)
    }
    .map { equation in
      names.map { equation.right.references.contains(.init(name: $0, shift: 0)) ? 1 : 0 }
    }
  }

  private func referenceIncidence(_ text: String, _ names: [String]) throws -> [[Int]] {
    let rows = text.split(separator: "\n").dropFirst().prefix(7).map {
      $0.split(separator: " ").map(String.init)
    }
    let columns = rows[rows.startIndex]
    let order = try names.map { try #require(columns.firstIndex(of: $0)) }
    return try names.map { name in
      let row = try #require(rows.first { $0.first == name && $0.count == 7 })
      return order.map { Int(row[$0 + 1]) ?? -1 }
    }
  }

  /// A maximum matching is as large as an exhaustive search finds, on 300 patterns of five equations and variables.
  @Test func matchingIsMaximum() {
    var state: UInt64 = 7
    for _ in 0..<300 {
      let rows = (0..<5).map { _ -> [Int] in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (0..<5).filter { (state >> (40 + 2 * UInt64($0))) & 3 == 0 }
      }
      let incidence = Incidence(
        variables: rows, left: rows.map(\.first), isExplicit: rows.map { _ in true }, variableCount: 5)
      let size = (0..<5).count { incidence.matching.variable(of: $0) != nil }
      #expect(size == largest(rows[...], free: Set(0..<5)))
    }
  }

  private func largest(_ rows: ArraySlice<[Int]>, free: Set<Int>) -> Int {
    guard let row = rows.first else { return 0 }
    let rest = rows.dropFirst()
    return row.filter(free.contains).reduce(largest(rest, free: free)) {
      max($0, 1 + largest(rest, free: free.subtracting([$1])))
    }
  }

  /// A chain is solved one by one, each after what it needs; two that need each other together.
  @Test func order() throws {
    let model = try Model(
      ModelText(
        """
        frequency annual
        variable a
        variable b
        variable c
        variable d
        exogenous x
        identity a = b + 1
        identity b = c + d[-1]
        identity c = x
        identity d = 0.5*d + a
        """))
    let order = BlockOrder(model)
    #expect(order.blocks.map(\.variables) == [[2], [1], [0], [3]])
    #expect(order.blocks.map(\.isRecursive) == [true, true, true, false])
  }

  /// No cycle is left without the feedback variables: here one vertex of 0 ⇄ 2 and one of 1 → 4 → 3 → 1 must go, and the two
  /// that feed themselves.
  @Test func feedbackBreaksEveryCycle() {
    let successors = [[1, 2], [2, 4], [0, 3], [1], [3, 0], [5], [6], []]
    let set = Set(FeedbackSet(successors).vertices)
    #expect(set.isSuperset(of: [5, 6]))
    let rest = successors.enumerated().map { v, targets in
      set.contains(v) ? [] : targets.filter { !set.contains($0) }
    }
    #expect(StrongComponents(rest).components.allSatisfy { $0.count == 1 })
    #expect(set.count == 4)
  }

  /// Ten thousand variables in a row need no deep stack.
  @Test func longChains() {
    let n = 10_000
    let incidence = Incidence(
      variables: (0..<n).map { $0 + 1 < n ? [$0, $0 + 1] : [$0] }, left: Array(0..<n),
      isExplicit: Array(repeating: true, count: n), variableCount: n)
    #expect(BlockOrder(incidence)?.blocks.map(\.variables) == (0..<n).reversed().map { [$0] })
  }
}
