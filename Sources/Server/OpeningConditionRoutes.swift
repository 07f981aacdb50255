import Canon
import HTTPTypes
import Messages
import Operations
import Tendering

/// What an opening waits for.
public func addOpeningConditionRoutes(to table: inout RouteTable, office: Office) {
  table.deed(
    .startOpening, .get, "/api/tenders/{id}/opening-conditions",
    .init(
      "openingConditions", zh: "开标的各项前提", en: "What an opening waits for",
      gives: .json([
        "conditions": .list([
          "lot": .id, "code": .words(OpeningCondition.self), "ok": .bool, "detail": ["zh": .text, "en": .text],
        ])
      ]), refuses: [.tender, .opening])
  ) { request, actor in
    let found = try await office.openingConditions(request.parameter("id"), by: actor)
    return .json([
      "conditions": .array(
        found.map { one in
          let words = one.condition.words
          return [
            "lot": JSON(one.lot), "code": JSON(one.condition.rawValue), "ok": .bool(one.holds),
            "detail": ["zh": JSON(words.zh), "en": JSON(words.en)],
          ]
        })
    ])
  }
}
