import Datasets
import FoundationEssentials
import TimeSeries

/// Data files: found, and the statements read.
extension PlanDecoder {
  func data(_ tree: SettingTree?) {
    guard let tree, let values = map(tree, .data) else { return }
    namedFiles = Set(tree.leaves().map(\.text))
    var seen: [String: SourcePosition] = [:]
    for role in Plan.Source.Role.allCases {
      guard let files = values[role.rawValue] else { continue }
      for item in reader.list(files, of: Self.noun(role.rawValue, role.rawValue), lenient: true) {
        guard let source = source(item, role: role) else {
          if role == .statements { lacksStatements = true }
          continue
        }
        let key = "\(role.rawValue) \(source.path)"
        if let first = seen[key] {
          reader.report(
            Bilingual(
              en: "the file “\(source.path)” is named twice; first on line \(first.line)",
              zh: "文件“\(source.path)”重复；首次出现于第\(first.line)行"), about: item)
          continue
        }
        seen[key] = item.position
        sources.append(source)
        if role == .statements { readStatements(source) }
      }
    }
  }

  private func source(_ item: SettingTree, role: Plan.Source.Role) -> Plan.Source? {
    let noun = Self.noun("the data file", "数据文件")
    var fileTree: SettingTree? = item
    var until: Period?
    if item.entries != nil {
      guard let values = map(item, .source) else { return nil }
      fileTree = required("file", in: values, of: .source, at: item)
      until = values["until"].flatMap { reader.period($0, of: Self.noun("until", "until")) }
    }
    guard let fileTree, let path = reader.string(fileTree, of: noun), exists(path, at: fileTree) else {
      return nil
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let id = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    return Plan.Source(id: id, role: role, path: path, until: until, position: fileTree.position)
  }

  /// The file a path of the plan names: relative to the plan's folder.
  func location(of path: String) -> String {
    path.hasPrefix("/") ? path : folder + path
  }

  private func exists(_ path: String, at tree: SettingTree) -> Bool {
    if FileManager.default.fileExists(atPath: location(of: path)) { return true }
    let near = NearbyFiles(to: path, at: location(of: path)).nearest { !namedFiles.contains($0) }
    reader.report(
      Bilingual(en: "there is no file “\(path)”", zh: "文件“\(path)”不存在"), about: tree,
      suggestion: Diagnostic.didYouMean(near)
        ?? Bilingual(en: "paths are relative to the folder of the plan", zh: "路径相对于计划文件所在的文件夹"))
    return false
  }

  private func readStatements(_ source: Plan.Source) {
    var problems = Diagnostics()
    let read = StatementTable.read(path: location(of: source.path), name: source.path, into: &problems)
    reader.append(problems)
    if problems.hasErrors { lacksStatements = true }
    for statement in read {
      statements.append(statement)
      statementsByID[statement.id] = statement
    }
  }
}
