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

  /// Whether a run of this program stands at the path, by the application number in SQLite's header (bytes 68 to 71).
  public var isRun: Bool {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 72)
    guard pread(descriptor, &header, header.count, 0) == header.count,
      header.starts(with: "SQLite format 3\0".utf8)
    else { return false }
    return header[68...].reduce(0) { $0 << 8 | Int($1) } == RunFileSchema.applicationID
  }

  /// Throws now what `write` would throw later: a run of minutes should not end on a mistyped folder. A file is made in
  /// the folder and removed again. What happens to the disk afterwards is not foreseen.
  ///
  /// - Parameters:
  ///   - replacing: lets a run that stands at the path go. Nothing but a run is ever replaced.
  ///   - inputs: files that are never replaced, whatever they are, by whatever name.
  /// - Throws: `RunFileError.input`, `.occupied`, `.exists` and `.cannotWrite`.
  public func checkWritable(replacing: Bool, inputs: [String] = []) throws(RunFileError) {
    var found = stat()
    if lstat(path, &found) == 0 {
      var own = stat()
      if stat(path, &own) == 0 {
        if own.st_mode & S_IFMT == S_IFDIR { throw .cannotWrite(path, reason: "it is a folder") }
        for input in inputs {
          var other = stat()
          guard stat(input, &other) == 0 else { continue }
          if own.st_dev == other.st_dev, own.st_ino == other.st_ino { throw .input(path) }
        }
      }
      guard isRun else { throw .occupied(path) }
      if !replacing { throw .exists(path) }
    }
    guard access(folder, F_OK) == 0 else { throw .cannotWrite(path, reason: "there is no folder \(folder)") }
    guard access(folder, W_OK) == 0 else {
      throw .cannotWrite(path, reason: "the folder \(folder) cannot be written to")
    }
    let descriptor = open(temporary, O_WRONLY | O_CREAT, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path, reason: String(cString: strerror(errno))) }
    close(descriptor)
    unlink(temporary)
  }

  /// Writes a run under a temporary name in the same folder and then gives it its own, so that nothing half-written is
  /// ever found at the path. The journal is off the disk once the file is closed: a single file results.
  ///
  /// - Parameter replacing: lets a run of this name go; without it, it stays and an error is thrown, as it is where the file
  ///   is no run.
  /// - Throws: `RunFileError`.
  public func write(_ record: RunRecord, replacing: Bool = false) throws(RunFileError) {
    try checkWritable(replacing: replacing)
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
    try move(replacing: replacing)
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

  /// The name it has while it is written.
  private var temporary: String { "\(path).\(getpid()).partial" }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `link` fails where the name is taken meanwhile, `rename` replaces it.
  private func move(replacing: Bool) throws(RunFileError) {
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
