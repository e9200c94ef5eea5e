import Datasets
import GRDB
import Scenarios
import TimeSeries

/// Reads a run back from the tables of `RunFileSchema`.
struct RunFileReader {
  let db: Database

  func read() throws -> RunRecord {
    guard let run = try RunFileRow.all(db, "run", by: "rowid").first else {
      throw RunFileRow.Unreadable(table: "run", column: "version")
    }
    let first = try run.period("horizon_first")
    let last = try run.period("horizon_last")
    guard first <= last else { throw RunFileRow.Unreadable(table: "run", column: "horizon_last") }
    let result = BatchResult(
      seed: try run.parsed("seed") { UInt64($0) }, draws: try run.count("draws"),
      isComplete: try run.value("status", as: String.self) == "complete",
      drawsRequested: try run.count("draws_requested"), scenarios: try ScenarioReader(db: db).scenarios())
    return RunRecord(
      version: try run.value("version"), title: try run.bilingual("title"),
      region: try run.bilingual("region"),
      information: try run.period("information"), horizon: Horizon(first...last),
      model: try run.value("model"),
      inputs: try rows("input").map {
        InputRecord(
          role: try $0.value("role"), path: try $0.value("path"), sha256: try $0.value("sha256"),
          bytes: try $0.count("bytes"))
      },
      groups: try rows("target_group").map {
        TargetGroup(id: try $0.value("id"), name: try $0.bilingual("name"))
      },
      targets: try targets(), variables: try rows("variable").map(variable),
      parameters: try rows("parameter").map(parameter), settings: try rows("setting").map(setting),
      notes: try rows("note").map { Bilingual(en: try $0.value("en"), zh: try $0.value("zh")) },
      result: result)
  }

  private func rows(_ table: String) throws -> [RunFileRow] { try RunFileRow.all(db, table) }

  private func setting(_ row: RunFileRow) throws -> SettingRecord {
    let file: String? = try row.optional("source_file")
    let position = try file.map {
      SourcePosition(
        file: $0, line: try row.optional("source_line") ?? 0, column: try row.optional("source_column") ?? 0)
    }
    return SettingRecord(
      scenario: try row.value("scenario"), key: try row.value("key"), value: try row.value("value"),
      unit: try row.optional("unit"), position: position, inheritedFrom: try row.optional("inherited_from"))
  }

  private func variable(_ row: RunFileRow) throws -> Variable {
    let level: [Measure] = try row.value("has_level") ? [.level] : []
    let growth: [Measure] = try row.value("has_growth") ? [.growth] : []
    return Variable(
      id: try row.value("id"), name: try row.bilingual("name"), unit: try row.unit(),
      priceBasis: try row.parsed("price_basis") { PriceBasis(code: $0) }, measures: Set(level + growth))
  }

  private func parameter(_ row: RunFileRow) throws -> ParameterRecord {
    ParameterRecord(
      id: try row.value("id"), name: try row.bilingual("name"), value: try row.number("value"),
      standardError: try row.number("standard_error"), unit: try row.value("unit"),
      provenance: try row.choice("provenance"), source: try row.value("source"),
      observations: try row.optional("observations"))
  }

  private func targets() throws -> [TargetRecord] {
    var forms: [String: [LinearForm]] = [:]
    for row in try RunFileRow.all(db, "target_term", by: "target, form, term") {
      let term = LinearForm.Term(try row.value("coefficient"), try row.quantity())
      let target: String = try row.value("target")
      let form = try row.count("form")
      var known = forms[target] ?? []
      if known.count == form { known.append(LinearForm([])) }
      known[try row.needed(known.indices.contains(form) ? form : nil, "form")].terms.append(term)
      forms[target] = known
    }
    return try rows("target").map { row in
      let bound = Bound(
        word: try row.value("bound"), lower: try row.optional("lower"), upper: try row.optional("upper"))
      let id: String = try row.value("id")
      return TargetRecord(
        Target(
          id: id, name: try row.bilingual("name"), kind: try row.choice("kind"), forms: forms[id] ?? [],
          bound: try row.needed(bound, "bound"), unit: try row.unit(), period: try row.period("period"),
          group: try row.value("target_group"), scope: try row.optional("scope"),
          parent: try row.optional("parent"), modality: try row.choice("modality"),
          quote: try row.optional("quote"), amount: try amount(row), at: try row.position()))
    }
  }

  private func amount(_ row: RunFileRow) throws -> Amount? {
    guard let value: Double = try row.optional("amount"),
      try row.optional("amount_unit", as: String.self) != nil
    else { return nil }
    return Amount(value, try row.unit("amount_unit"))
  }
}
