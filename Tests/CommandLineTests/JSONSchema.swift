import Foundation

/// As much of JSON Schema (draft 2020-12) as Documentation/run.schema.json uses: type, const, enum, properties, required,
/// additionalProperties, items, anyOf and $ref to $defs.
struct JSONSchema {
  let root: [String: Any]

  init(_ path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// Where a document departs from the schema, as paths with reasons; empty where it does not.
  func departures(of document: Any) -> [String] { departures(document, root, "$") }

  private func departures(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.dropFirst("#/$defs/".count))
      guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
        return ["\(path): \(reference)"]
      }
      return departures(value, target, path)
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      return choices.contains { departures(value, $0, path).isEmpty } ? [] : ["\(path): none of anyOf"]
    }
    var found: [String] = []
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { has(value, type: $0) }) {
      found.append("\(path): not \(types)")
    }
    if let constant = schema["const"] as? String, value as? String != constant {
      found.append("\(path): not \(constant)")
    }
    if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") {
      found.append("\(path): not in \(words)")
    }
    if let members = value as? [String: Any] { found += departures(members, schema, path) }
    if let elements = value as? [Any], let items = schema["items"] as? [String: Any] {
      found += elements.enumerated().flatMap { departures($0.element, items, "\(path)[\($0.offset)]") }
    }
    return found
  }

  private func departures(_ members: [String: Any], _ schema: [String: Any], _ path: String) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }.map {
      "\(path): no \($0)"
    }
    let inside = members.keys.sorted().flatMap { key -> [String] in
      guard let value = members[key] else { return [] }
      if let property = properties[key] { return departures(value, property, "\(path).\(key)") }
      if schema["additionalProperties"] as? Bool == false { return ["\(path): unknown \(key)"] }
      return (schema["additionalProperties"] as? [String: Any]).map {
        departures(value, $0, "\(path).\(key)")
      } ?? []
    }
    return missing + inside
  }

  private func has(_ value: Any, type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": value is Bool
    case "integer": (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "number": value is NSNumber
    default: false
    }
  }
}
