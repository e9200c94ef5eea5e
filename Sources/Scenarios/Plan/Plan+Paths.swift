extension Plan {
  /// A data file's path as it can be opened: relative ones are relative to the plan's folder.
  public func path(of source: Source) -> String {
    if source.path.hasPrefix("/") { return source.path }
    guard let slash = file.lastIndex(of: "/") else { return source.path }
    return file[...slash] + source.path
  }
}
