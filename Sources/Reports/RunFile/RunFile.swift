import GRDB

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A run on disk: one SQLite file that `outturn show`, pandas, R, DuckDB and plain `sqlite3` read as it is.
/// Documentation/run-file.md describes its tables.
public struct RunFile: Sendable, Hashable {
  public let path: String

  public init(_ path: String) {
    self.path = path
  }

  /// Whether something stands at the path.
  public var exists: Bool { access(path, F_OK) == 0 }

  /// Throws now what `write` would throw later: a run of minutes should not end on a mistyped folder.
  ///
  /// - Throws: `RunFileError.exists` and `.cannotWrite`.
  public func checkWritable(replacing: Bool) throws(RunFileError) {
    if exists, !replacing { throw .exists(path) }
    var information = stat()
    if stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
      throw .cannotWrite(path, reason: "it is a folder")
    }
    guard access(folder, F_OK) == 0 else { throw .cannotWrite(path, reason: "there is no folder \(folder)") }
    guard access(folder, W_OK) == 0 else {
      throw .cannotWrite(path, reason: "the folder \(folder) cannot be written to")
    }
  }

  /// Writes a run under a temporary name in the same folder and then gives it its own, so that nothing half-written is
  /// ever found at the path. The journal is off the disk once the file is closed: a single file results.
  ///
  /// - Parameter replacing: lets an existing file of this name go; without it, it stays and an error is thrown.
  /// - Throws: `RunFileError`.
  public func write(_ record: RunRecord, replacing: Bool = false) throws(RunFileError) {
    try checkWritable(replacing: replacing)
    let temporary = "\(path).\(getpid()).partial"
    unlink(temporary)
    do {
      let queue = try DatabaseQueue(path: temporary)
      try queue.inDatabase { db in
        try db.execute(sql: "PRAGMA application_id = \(RunFileSchema.applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(RunFileSchema.version)")
      }
      try queue.write { db in
        for statement in RunFileSchema.statements { try db.execute(sql: statement) }
        try RunFileWriter(db: db).write(record)
      }
      try queue.close()
    } catch {
      unlink(temporary)
      throw .cannotWrite(path, reason: Self.reason(error))
    }
    try move(temporary, replacing: replacing)
  }

  /// - Throws: `RunFileError` when there is no file, it is no run file, or a later version of the program wrote it.
  public func read() throws(RunFileError) -> RunRecord {
    guard exists else { throw .missing(path) }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let (id, version) = try queue.read { db in
        (
          try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
          try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        )
      }
      guard id == RunFileSchema.applicationID else { throw RunFileError.notARun(path) }
      guard version <= RunFileSchema.version else { throw RunFileError.newer(path, version) }
      return try queue.read { try RunFileReader(db: $0).read() }
    } catch let error as RunFileError {
      throw error
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw .notARun(path)
    } catch {
      throw .cannotRead(path, reason: Self.reason(error))
    }
  }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `link` fails where the name is taken meanwhile, `rename` replaces it.
  private func move(_ temporary: String, replacing: Bool) throws(RunFileError) {
    defer { unlink(temporary) }
    let result = replacing ? rename(temporary, path) : link(temporary, path)
    guard result != 0 else { return }
    if errno == EEXIST { throw .exists(path) }
    throw .cannotWrite(path, reason: String(cString: strerror(errno)))
  }

  private static func reason(_ error: any Error) -> String {
    if let error = error as? DatabaseError { return error.message ?? "\(error.resultCode)" }
    return "\(error)"
  }
}
