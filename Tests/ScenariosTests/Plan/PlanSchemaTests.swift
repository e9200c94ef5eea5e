import FoundationEssentials
import Scenarios
import Testing

/// plan.schema.json at the root of the repository against the lists the reader works with.
@Suite struct PlanSchemaTests {
  final class Schema: Decodable {
    var properties: [String: Schema]?
    var definitions: [String: Schema]?
    var additionalProperties: Anything?
    var words: [Anything]?

    enum CodingKeys: String, CodingKey {
      case properties, additionalProperties
      case definitions = "$defs"
      case words = "enum"
    }
  }

  /// A value of any kind; only flags and words are told apart.
  struct Anything: Decodable {
    var flag: Bool?
    var word: String?

    init(from decoder: any Decoder) throws {
      let container = try? decoder.singleValueContainer()
      flag = try? container?.decode(Bool.self)
      word = try? container?.decode(String.self)
    }
  }

  let schema: Schema

  init() throws {
    let data = try Data(contentsOf: URL(filePath: "\(repository)plan.schema.json"))
    schema = try JSONDecoder().decode(Schema.self, from: data)
  }

  @Test(arguments: PlanSection.allCases)
  func sectionsHaveTheSameKeys(_ section: PlanSection) throws {
    let definition = try #require(schema.definitions?[section.rawValue])
    #expect(definition.properties?.keys.sorted() == section.keyNames.sorted())
    #expect(definition.additionalProperties?.flag == false)
  }

  @Test func mapsOfTheSchemaAreSections() {
    let maps = schema.definitions?.filter { $0.value.properties != nil }.map(\.key)
    #expect(maps?.sorted() == PlanSection.allCases.map(\.rawValue).sorted())
  }

  @Test(arguments: [
    ("target", "modality", Target.Modality.allCases.map(\.rawValue)),
    ("override", "hold", ["baseline", "last"]),
    ("income", "concept", ["both", "urban", "rural"]),
    ("income", "basis", ["nominal", "real"]),
    ("income", "against", ["realised", "target"]),
  ])
  func wordsAreTheSame(_ section: String, _ key: String, _ words: [String]) {
    let property = schema.definitions?[section]?.properties?[key]
    #expect(property?.words?.compactMap(\.word).sorted() == words.sorted())
  }

  @Test func measuresAreTheSame() {
    let words = schema.definitions?["measure"]?.words?.compactMap(\.word)
    #expect(words?.sorted() == Measure.allCases.map(\.rawValue).sorted())
  }
}
