/// The tables of a run file. Documentation/run-file.md shows the same statements and what each column means.
enum RunFileSchema {
  /// `Outt` in ASCII: how the `file` command and SQLite's own tools tell a run file from other databases.
  static let applicationID = 0x4F75_7474
  /// Raised when a change would mislead a reader of the former tables.
  static let version = 1

  static let statements = [
    """
    CREATE TABLE run (
      version TEXT NOT NULL, status TEXT NOT NULL, seed TEXT NOT NULL, draws INTEGER NOT NULL,
      draws_requested INTEGER NOT NULL, title_en TEXT NOT NULL, title_zh TEXT NOT NULL, region_en TEXT NOT NULL,
      region_zh TEXT NOT NULL, information TEXT NOT NULL, horizon_first TEXT NOT NULL, horizon_last TEXT NOT NULL,
      model TEXT NOT NULL)
    """,
    """
    CREATE TABLE input (
      ordinal INTEGER PRIMARY KEY, role TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL)
    """,
    "CREATE TABLE note (ordinal INTEGER PRIMARY KEY, en TEXT NOT NULL, zh TEXT NOT NULL)",
    """
    CREATE TABLE variable (
      ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, name_zh TEXT NOT NULL,
      unit TEXT NOT NULL, price_basis TEXT NOT NULL, has_level INTEGER NOT NULL, has_growth INTEGER NOT NULL)
    """,
    """
    CREATE TABLE parameter (
      ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, name_en TEXT NOT NULL, name_zh TEXT NOT NULL, value REAL,
      standard_error REAL, unit TEXT NOT NULL, provenance TEXT NOT NULL, source TEXT NOT NULL, observations INTEGER)
    """,
    """
    CREATE TABLE target_group (
      ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, name_zh TEXT NOT NULL)
    """,
    """
    CREATE TABLE target (
      ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, name_zh TEXT NOT NULL,
      kind TEXT NOT NULL, target_group TEXT NOT NULL, bound TEXT NOT NULL, lower REAL, upper REAL, unit TEXT NOT NULL,
      period TEXT NOT NULL, scope TEXT, parent TEXT, modality TEXT NOT NULL, quote TEXT, amount REAL, amount_unit TEXT,
      source_file TEXT NOT NULL, source_line INTEGER NOT NULL, source_column INTEGER NOT NULL)
    """,
    """
    CREATE TABLE target_term (
      target TEXT NOT NULL REFERENCES target(id), form INTEGER NOT NULL, term INTEGER NOT NULL,
      coefficient REAL NOT NULL, variable TEXT NOT NULL, measure TEXT NOT NULL, PRIMARY KEY (target, form, term))
    """,
    """
    CREATE TABLE scenario (
      ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, name_zh TEXT NOT NULL, note_en TEXT,
      note_zh TEXT, joint_probability REAL, joint_error REAL, effective_draws REAL NOT NULL,
      invalid_draws INTEGER NOT NULL, saturated_draws INTEGER NOT NULL, squared_distance REAL,
      degrees_of_freedom INTEGER, p_value REAL, divergence REAL, coin_bias REAL, failure TEXT)
    """,
    """
    CREATE TABLE setting (
      ordinal INTEGER PRIMARY KEY, scenario TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, unit TEXT,
      source_file TEXT, source_line INTEGER, source_column INTEGER, inherited_from TEXT)
    """,
    """
    CREATE TABLE imposed (
      scenario TEXT NOT NULL REFERENCES scenario(id), ordinal INTEGER NOT NULL, variable TEXT NOT NULL,
      measure TEXT NOT NULL, period TEXT NOT NULL, manner TEXT NOT NULL, mean REAL NOT NULL,
      standard_deviation REAL NOT NULL, PRIMARY KEY (scenario, ordinal))
    """,
    """
    CREATE TABLE verdict (
      scenario TEXT NOT NULL REFERENCES scenario(id), ordinal INTEGER NOT NULL,
      target TEXT NOT NULL REFERENCES target(id), probability REAL, probability_error REAL, expected_shortfall REAL,
      expected_shortfall_error REAL, conditional_shortfall REAL, conditional_shortfall_error REAL, mean REAL,
      mean_error REAL, standard_deviation REAL, PRIMARY KEY (scenario, ordinal))
    """,
    """
    CREATE TABLE verdict_quantile (
      scenario TEXT NOT NULL, target TEXT NOT NULL, level REAL NOT NULL, value REAL,
      PRIMARY KEY (scenario, target, level))
    """,
    """
    CREATE TABLE difference (
      scenario TEXT NOT NULL REFERENCES scenario(id), ordinal INTEGER NOT NULL, target TEXT, probability REAL,
      probability_error REAL, is_paired INTEGER NOT NULL, PRIMARY KEY (scenario, ordinal))
    """,
    """
    CREATE TABLE group_verdict (
      scenario TEXT NOT NULL REFERENCES scenario(id), ordinal INTEGER NOT NULL, target_group TEXT NOT NULL,
      joint REAL, joint_error REAL, independent REAL, PRIMARY KEY (scenario, ordinal))
    """,
    """
    CREATE TABLE group_member (
      scenario TEXT NOT NULL, target_group TEXT NOT NULL, ordinal INTEGER NOT NULL, target TEXT NOT NULL,
      gain_if_dropped REAL, gain_if_dropped_error REAL, PRIMARY KEY (scenario, target_group, ordinal))
    """,
    """
    CREATE TABLE group_at_least (
      scenario TEXT NOT NULL, target_group TEXT NOT NULL, count INTEGER NOT NULL, probability REAL,
      probability_error REAL, PRIMARY KEY (scenario, target_group, count))
    """,
    """
    CREATE TABLE group_pair (
      scenario TEXT NOT NULL, target_group TEXT NOT NULL, target_place INTEGER NOT NULL,
      other_place INTEGER NOT NULL, conditional REAL, conditional_error REAL, correlation REAL,
      correlation_error REAL, PRIMARY KEY (scenario, target_group, target_place, other_place))
    """,
    """
    CREATE TABLE fan (
      scenario TEXT NOT NULL REFERENCES scenario(id), ordinal INTEGER NOT NULL, variable TEXT NOT NULL,
      measure TEXT NOT NULL, period TEXT NOT NULL, mean REAL, standard_deviation REAL,
      PRIMARY KEY (scenario, ordinal))
    """,
    """
    CREATE TABLE fan_quantile (
      scenario TEXT NOT NULL, fan INTEGER NOT NULL, level REAL NOT NULL, value REAL,
      PRIMARY KEY (scenario, fan, level))
    """,
    """
    CREATE VIEW verdict_table AS
      SELECT s.ordinal AS scenario_place, s.id AS scenario, t.target_group, t.id AS target, t.name_en, t.name_zh,
        v.probability, v.probability_error, v.expected_shortfall, t.unit
      FROM verdict v JOIN scenario s ON s.id = v.scenario JOIN target t ON t.id = v.target
    """,
  ]
}
