import TimeSeries

/// Writes families of statements out: `for each` blocks once for every member, `sum(x in …, …)` term by term.
///
/// It works on words, before statements are read: a name, or a part of a name between dots, that is the variable of a
/// block becomes the member. Places stay those of the text.
struct ModelExpansion {
  private let text: ModelText
  /// Members of groups the text leaves open.
  private let given: [String: [String]]
  private var groups: [String: [String]] = [:]
  private(set) var diagnostics: [ModelDiagnostic] = []
  /// Lines inside blocks, which are read once for every member.
  private(set) var repeatedLines: Set<Int> = []
  /// Statements and turns of blocks so far, and how many blocks are open.
  private var count = 0
  private var depth = 0
  /// More statements, turns of blocks, members of a group or words of a sum than this are refused.
  static let limit = 50_000

  init(_ text: ModelText, groups given: [String: [String]]) {
    self.text = text
    self.given = given
  }

  /// The statements without groups and blocks.
  mutating func expand(_ statements: [[ModelToken]]) -> [[ModelToken]] {
    var written: [[ModelToken]] = []
    var at = 0
    while at < statements.count, count <= Self.limit {
      let statement = statements[at]
      at += 1
      guard mayGoOn(statement[0].place) else { break }
      if statement[0].is(.for) {
        let block = blockLength(statements[at...])
        if block == statements.count - at { report(.blockWithoutEnd, at: statement[0].place) }
        let body = Array(statements[at..<(at + block)])
        at = min(at + block + 1, statements.count)
        written += repeated(body, as: statement)
      } else if statement[0].is(.end) {
        report(.endWithoutBlock, at: statement[0].place)
      } else if statement[0].is(.group) {
        readGroup(statement)
      } else {
        written.append(withSums(statement))
      }
    }
    return written
  }

  /// Counts a statement or a turn of a block; past the limit it is reported, once.
  private mutating func mayGoOn(_ place: ModelText.Place) -> Bool {
    count += 1
    if count == Self.limit + 1 { report(.tooMuchWrittenOut(limit: Self.limit), at: place) }
    return count <= Self.limit
  }

  /// Number of statements before the `end` that closes the block they begin.
  private func blockLength(_ statements: ArraySlice<[ModelToken]>) -> Int {
    var depth = 1
    for (count, statement) in statements.enumerated() {
      if statement[0].is(.for) { depth += 1 }
      if statement[0].is(.end) { depth -= 1 }
      if depth == 0 { return count }
    }
    return statements.count
  }

  /// `group areas "Areas"`, `group sectors = va_primary, va_secondary`
  private mutating func readGroup(_ statement: [ModelToken]) {
    guard let name = statement[1].name else {
      return report(.expectedName(found: spelled(statement[1])), at: statement[1].place)
    }
    var at = 2
    while case .text = statement[at].kind { at += 1 }
    guard statement[at].kind != .end else {
      groups[name] = given[name] ?? []
      return
    }
    guard statement[at].is("=") else {
      return report(.expectedSign("=", after: name, found: spelled(statement[at])), at: statement[at].place)
    }
    at += 1
    groups[name] = readMembers(statement, &at)
    if statement[at].kind != .end {
      report(.unexpectedRest(spelled(statement[at]), after: "group"), at: statement[at].place)
    }
  }

  /// Names and groups between commas, `but last` behind them.
  private mutating func readMembers(_ tokens: [ModelToken], _ at: inout Int) -> [String] {
    var members: [String] = []
    repeat {
      if tokens[at].is(",") { at += 1 }
      guard let name = tokens[at].name else {
        report(.expectedName(found: spelled(tokens[at])), at: tokens[at].place)
        return members
      }
      members += groups[name] ?? [name]
      if members.count > Self.limit {
        report(.tooMuchWrittenOut(limit: Self.limit), at: tokens[at].place)
        return []
      }
      at += 1
    } while tokens[at].is(",")
    guard tokens[at].is(.but) else { return members }
    at += 1
    guard tokens[at].is(.last) else {
      report(.expectedWord("last", found: spelled(tokens[at])), at: tokens[at].place)
      return members
    }
    at += 1
    return Array(members.dropLast())
  }

  /// The body for every member its header names: `for each x in a, b`, `for last x in areas`.
  private mutating func repeated(_ body: [[ModelToken]], as header: [ModelToken]) -> [[ModelToken]] {
    let isLast = header[1].is(.last)
    guard isLast || header[1].is(.each) else {
      report(.expectedWord("each", found: spelled(header[1])), at: header[1].place)
      return []
    }
    guard header.count > 3, let variable = header[2].name else {
      let token = header[min(2, header.count - 1)]
      report(.expectedName(found: spelled(token)), at: token.place)
      return []
    }
    guard header[3].is(.in) else {
      report(.expectedWord("in", found: spelled(header[3])), at: header[3].place)
      return []
    }
    var at = 4
    let members = readMembers(header, &at)
    if header[at].kind != .end {
      report(.unexpectedRest(spelled(header[at]), after: "for"), at: header[at].place)
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= ModelParser.depthLimit else {
      report(.nestedTooDeep(limit: ModelParser.depthLimit), at: header[0].place)
      return []
    }
    for statement in body { repeatedLines.formUnion(statement.map(\.place.line)) }
    var written: [[ModelToken]] = []
    for member in isLast ? members.suffix(1) : members[...] {
      guard mayGoOn(header[0].place) else { break }
      written += expand(body.map { $0.map { $0.replacing(variable, by: member) } })
    }
    return written
  }

  /// The statement with its sums over groups written out, `0` for a sum over nothing.
  private mutating func withSums(_ tokens: [ModelToken]) -> [ModelToken] {
    var written: [ModelToken] = []
    var at = 0
    while at < tokens.count {
      guard tokens[at].name == "sum", at + 3 < tokens.count, tokens[at + 1].is("("),
        let variable = tokens[at + 2].name, tokens[at + 3].is(.in)
      else {
        written.append(tokens[at])
        at += 1
        continue
      }
      let sum = tokens[at].place
      at += 4
      let members = readGroupOfSum(tokens, &at)
      guard tokens[at].is(",") else {
        report(.expectedSign(",", after: "sum", found: spelled(tokens[at])), at: tokens[at].place)
        return written + tokens[at...]
      }
      let close = closing(tokens, from: at + 1)
      guard close < tokens.count else {
        report(.unclosedBracket("("), at: sum)
        return written + tokens[at...]
      }
      let term = withSums(Array(tokens[(at + 1)..<close]))
      guard members.count * (term.count + 3) <= Self.limit else {
        report(.statementTooLong(limit: ModelParser.tokenLimit), at: sum)
        return [tokens[0]]
      }
      written += Self.sum(
        of: members.map { member in term.map { $0.replacing(variable, by: member) } }, at: sum)
      at = close + 1
    }
    return written
  }

  private mutating func readGroupOfSum(_ tokens: [ModelToken], _ at: inout Int) -> [String] {
    guard let name = tokens[at].name, let members = groups[name] else {
      let name = spelled(tokens[at])
      let suggestion = Suggestion.nearest(to: name, among: groups.keys.sorted())
      report(.unknownGroup(name, suggestion: suggestion), at: tokens[at].place)
      at += tokens[at].kind == .end ? 0 : 1
      return []
    }
    at += 1
    guard tokens[at].is(.but), tokens[at + 1].is(.last) else { return members }
    at += 2
    return Array(members.dropLast())
  }

  /// Position of the bracket that closes one opened before `start`; the number of tokens where none does.
  private func closing(_ tokens: [ModelToken], from start: Int) -> Int {
    var depth = 1
    for at in start..<tokens.count {
      if tokens[at].is("(") { depth += 1 }
      if tokens[at].is(")") { depth -= 1 }
      if depth == 0 { return at }
    }
    return tokens.count
  }

  private static func sum(of terms: [[ModelToken]], at place: ModelText.Place) -> [ModelToken] {
    func sign(_ sign: String) -> ModelToken { ModelToken(kind: .sign(sign), place: place) }
    if terms.isEmpty { return [ModelToken(kind: .number(0), place: place)] }
    let sum = terms.map { [sign("(")] + $0 + [sign(")")] }.joined(separator: [sign("+")])
    return [sign("(")] + sum + [sign(")")]
  }

  private func spelled(_ token: ModelToken) -> String {
    token.kind == .end ? "" : String(Array(text.lines[token.place.line - 1])[token.place.characters])
  }

  private mutating func report(_ problem: ModelProblem, at place: ModelText.Place) {
    diagnostics.append(ModelDiagnostic(problem, at: place, in: text))
  }
}

extension ModelToken {
  /// The token with a member in the place of a block's variable: as a name, or as part of one between dots.
  fileprivate func replacing(_ variable: String, by member: String) -> ModelToken {
    guard case .name(let name) = kind else { return self }
    let parts = name.split(separator: ".").map { $0 == variable ? member : String($0) }
    return ModelToken(kind: .name(parts.joined(separator: ".")), place: place)
  }
}
