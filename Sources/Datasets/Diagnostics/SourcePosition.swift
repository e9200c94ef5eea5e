/// A place in a text file. Lines and columns count from 1, columns in characters; line 0 means the file as a whole.
public struct SourcePosition: Hashable, Codable, Sendable, Comparable, CustomStringConvertible {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public static func wholeFile(_ file: String) -> SourcePosition {
    SourcePosition(file: file, line: 0, column: 0)
  }

  public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }

  public var description: String {
    line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}
