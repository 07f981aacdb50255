import Canon
import Exact
import NIOHTTP1
import Notes
import Operations
import Postgres
import Store
import Tendering

/// What tests put into an office before they come to the counter.
extension Harness {
  static let programme: JSON = [
    "id": "p-2026", "name": "试点（演练）", "basis": "演〔2026〕1号", "begins": "2026-01-01", "ends": "2029-12-31",
  ]

  var batch: JSON {
    [
      "id": "b-2026", "programme": "p-2026", "year": 2026, "title": "第一批",
      "windowCloses": JSON(clock.now.seconds + 3600),
      "termBegins": "2026-12-01", "termEnds": "2027-11-30",
    ]
  }

  static func application(plan: String = "一年二十家") -> JSON {
    let code = JSON(CreditCode.synthetic(serial: 900)?.text)
    return [
      "park": "P1", "name": "演武产业园", "creditCode": code, "level": "county", "foundedBy": "周口市人民政府",
      "approval": "演〔2019〕1号", "region": "411602", "department": "科技科",
      "contact": ["name": "韩园甲", "phone": "0394-0000001"], "enterprises": 40,
      "technologyFirms": .array(
        (1...20).map { serial in
          [
            "creditCode": JSON(CreditCode.synthetic(serial: serial)?.text), "name": JSON("科技\(serial)号"),
            "category": "technologySME", "evidence": "编号",
          ]
        }), "groundwork": "设有服务站。", "office": ["place": "203室", "isFree": true], "plan": JSON(plan),
    ]
  }

  /// A programme, a batch and a park that applied.
  func applied() async throws {
    for (path, body, role) in [
      ("/api/programmes", Self.programme, Role.officer), ("/api/batches", batch, .officer),
      ("/api/parks", Self.application().setting("batch", "b-2026"), .park),
    ] {
      let answer = try await send(.POST, path, as: role, body)
      guard answer.status == 201 else { throw SceneFailure(answer.text) }
    }
  }
}

struct SceneFailure: Error {
  let text: String
  init(_ text: String) { self.text = text }
}
