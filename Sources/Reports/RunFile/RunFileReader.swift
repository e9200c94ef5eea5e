import Datasets
import GRDB
import Scenarios
import TimeSeries

/// Reads a run back from the tables of `RunFileSchema`.
struct RunFileReader {
  /// A value that no run of this program has written.
  struct Unreadable: Error, CustomStringConvertible {
    var table: String
    var column: String
    var description: String { "column \(column) of table \(table) holds something unexpected" }
  }

  let db: Database

  func read() throws -> RunRecord {
    guard let run = try GRDB.Row.fetchOne(db, sql: "SELECT * FROM run") else {
      throw Unreadable(table: "run", column: "version")
    }
    let first = try period(run, "horizon_first", in: "run")
    let last = try period(run, "horizon_last", in: "run")
    guard let seed = UInt64(run["seed"] as String), first <= last else {
      throw Unreadable(table: "run", column: "seed")
    }
    let result = BatchResult(
      seed: seed, draws: run["draws"], isComplete: run["status"] as String == "complete",
      drawsRequested: run["draws_requested"], scenarios: try ScenarioReader(db: db).scenarios())
    return RunRecord(
      version: run["version"], title: bilingual(run, "title"), region: bilingual(run, "region"),
      information: try period(run, "information", in: "run"), horizon: Horizon(first...last),
      model: run["model"],
      inputs: try rows("input").map {
        InputRecord(role: $0["role"], path: $0["path"], sha256: $0["sha256"], bytes: $0["bytes"])
      },
      groups: try rows("target_group").map { TargetGroup(id: $0["id"], name: bilingual($0, "name")) },
      targets: try targets(), variables: try variables(), parameters: try parameters(),
      settings: try rows("setting").map(setting),
      notes: try rows("note").map { Bilingual(en: $0["en"], zh: $0["zh"]) }, result: result)
  }

  private func rows(_ table: String) throws -> [GRDB.Row] {
    try GRDB.Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY ordinal")
  }

  private func setting(_ row: GRDB.Row) -> SettingRecord {
    let file: String? = row["source_file"]
    let position = file.map {
      SourcePosition(file: $0, line: row["source_line"] ?? 0, column: row["source_column"] ?? 0)
    }
    return SettingRecord(
      scenario: row["scenario"], key: row["key"], value: row["value"], unit: row["unit"], position: position,
      inheritedFrom: row["inherited_from"])
  }

  private func variables() throws -> [Variable] {
    try rows("variable").map { row in
      let measures: [Measure] =
        (row["has_level"] as Bool ? [.level] : []) + (row["has_growth"] as Bool ? [.growth] : [])
      return Variable(
        id: row["id"], name: bilingual(row, "name"), unit: try unit(row, in: "variable"),
        priceBasis: try value(PriceBasis(code: row["price_basis"]), "price_basis", in: "variable"),
        measures: Set(measures))
    }
  }

  private func parameters() throws -> [ParameterRecord] {
    try rows("parameter").map { row in
      ParameterRecord(
        id: row["id"], name: bilingual(row, "name"), value: row["value"] ?? .nan,
        standardError: row["standard_error"] ?? .nan, unit: row["unit"],
        provenance: try value(Provenance(rawValue: row["provenance"]), "provenance", in: "parameter"),
        source: row["source"], observations: row["observations"])
    }
  }

  private func targets() throws -> [TargetRecord] {
    let terms = try GRDB.Row.fetchAll(db, sql: "SELECT * FROM target_term ORDER BY target, form, term")
    var forms: [String: [LinearForm]] = [:]
    for row in terms {
      let quantity = Scenarios.Quantity(
        row["variable"], try value(Measure(rawValue: row["measure"]), "measure", in: "target_term"))
      let term = LinearForm.Term(row["coefficient"], quantity)
      let target: String = row["target"]
      let form: Int = row["form"]
      if forms[target, default: []].count <= form { forms[target, default: []].append(LinearForm([])) }
      forms[target]?[form].terms.append(term)
    }
    return try rows("target").map { row in
      let bound = Bound(word: row["bound"], lower: row["lower"], upper: row["upper"])
      return TargetRecord(
        Target(
          id: row["id"], name: bilingual(row, "name"),
          kind: try value(Target.Kind(rawValue: row["kind"]), "kind", in: "target"),
          forms: forms[row["id"]] ?? [],
          bound: try value(bound, "bound", in: "target"), unit: try unit(row, in: "target"),
          period: try period(row, "period", in: "target"), group: row["target_group"], scope: row["scope"],
          parent: row["parent"],
          modality: try value(Target.Modality(rawValue: row["modality"]), "modality", in: "target"),
          quote: row["quote"], amount: amount(row), at: position(row)))
    }
  }

  private func amount(_ row: GRDB.Row) -> Amount? {
    guard let value: Double = row["amount"], let symbol: String = row["amount_unit"],
      let unit = try? TimeSeries.Unit(parsing: symbol)
    else { return nil }
    return Amount(value, unit)
  }

  private func unit(_ row: GRDB.Row, in table: String) throws -> TimeSeries.Unit {
    try value(try? TimeSeries.Unit(parsing: row["unit"]), "unit", in: table)
  }
}

/// The cells of a row as the types of a run.
func bilingual(_ row: GRDB.Row, _ column: String) -> Bilingual {
  Bilingual(en: row["\(column)_en"], zh: row["\(column)_zh"])
}

func position(_ row: GRDB.Row) -> SourcePosition {
  SourcePosition(file: row["source_file"], line: row["source_line"], column: row["source_column"])
}

func period(_ row: GRDB.Row, _ column: String, in table: String) throws -> Period {
  try value(try? Period(row[column] as String), column, in: table)
}

func value<T>(_ value: T?, _ column: String, in table: String) throws -> T {
  guard let value else { throw RunFileReader.Unreadable(table: table, column: column) }
  return value
}
