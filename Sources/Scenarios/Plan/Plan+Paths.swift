extension Plan {
  /// A data file's path as it can be opened: relative ones are relative to the plan's folder.
  public func path(of source: Source) -> String { location(of: source.path) }

  /// Where a path the plan names can be opened.
  public func location(of path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let slash = file.lastIndex(of: "/") else { return path }
    return file[...slash] + path
  }
}
