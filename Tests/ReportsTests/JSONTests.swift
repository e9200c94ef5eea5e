import Foundation
import Reports
import Testing

@Suite struct JSONTests {
  @Test func documentIsWrittenInStatedOrder() {
    let document = JSONValue.object([
      .init("b", .number(0.1)), .init("a", .array([.integer(1), .null, .bool(true)])),
      .init("text", .string("“数”\n\"\\\u{1}")), .init("seed", .unsigned(.max)), .init("none", .number(.nan)),
      .init("rows", .array([.object([.init("x", .number(1e-7))]), .object([])])), .init("empty", .array([])),
    ])
    #expect(
      document.text() == """
        {
          "b": 0.1,
          "a": [1, null, true],
          "text": "“数”\\n\\"\\\\\\u0001",
          "seed": 18446744073709551615,
          "none": null,
          "rows": [
            {
              "x": 1e-07
            },
            {}
          ],
          "empty": []
        }

        """)
  }

  /// What the issue asks of `run --json`, read by another program's parser.
  @Test func runDocumentHasWhatReadersRelyOn() throws {
    let text = SampleRun.record(scenarios: 2).json().text()
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["plan"] != nil)
    #expect(document["seed"] as? Int == 20_200_106)
    #expect(document["draws"] as? Int == 100_000)
    let scenarios = try #require(document["scenarios"] as? [[String: Any]])
    #expect(scenarios.map { $0["id"] as? String } == ["baseline", "investment_push"])
    let first = try #require((scenarios[0]["targets"] as? [[String: Any]])?.first)
    #expect(first["id"] as? String == "gdp_target")
    #expect(first["probability"] as? Double == 0.96)
    #expect(first["monteCarloError"] as? Double == 0.0015)
    #expect(first["expectedShortfall"] as? Double == 0)
    let joint = try #require(scenarios[0]["joint"] as? [String: Any])
    #expect(joint["probability"] as? Double == 0.031)
    #expect(joint["monteCarloError"] as? Double == 0.0005)
    #expect((scenarios[0]["groups"] as? [Any])?.count == 1)
    #expect(scenarios[0]["plausibility"] == nil)
    #expect((scenarios[1]["plausibility"] as? [String: Any])?["pValue"] as? Double == 0.019)
  }

  @Test func everyEstimateHasItsError() throws {
    let text = SampleRun.record(scenarios: 1).json().text()
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let scenario = try #require((document["scenarios"] as? [[String: Any]])?.first)
    let targets = try #require(scenario["targets"] as? [[String: Any]])
    #expect(targets[1]["conditionalShortfall"] as? Double == 1.5)
    #expect(targets[1]["conditionalShortfallError"] as? Double == 0.02)
    let group = try #require((scenario["groups"] as? [[String: Any]])?.first)
    let atLeast = try #require(group["atLeast"] as? [[String: Any]])
    #expect(atLeast.map { $0["m"] as? Int } == Array(0...8))
    #expect(atLeast[8]["monteCarloError"] as? Double == 0.001)
    let conditional = try #require(group["conditionalError"] as? [[Double]])
    #expect(conditional[0] == [0, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01])
    let correlation = try #require(group["correlationError"] as? [[Any]])
    #expect(
      correlation[1].map { $0 as? Double } == [0.01, nil, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01])
    #expect(group["jointGainIfDroppedError"] as? [Double] == Array(repeating: 0.0002, count: 8))
  }

  @Test func runDocumentTellsNoPaths() {
    var record = SampleRun.record()
    record.inputs[0].path = "/home/somebody/plan.yaml"
    #expect(record.json() == SampleRun.record().json())
  }
}
