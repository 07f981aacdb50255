import Canon
import HTTPTypes
import Operations
import Tendering

/// From the opening record to the award: what is not a signed note.
public func addEvaluationRoutes(to table: inout RouteTable, office: Office) {
  table.deed(
    .recordOpening, .post, "/api/tenders/{id}/lots/{lot}/opening-record",
    .init(
      "recordOpening", zh: "印发开标记录表", en: "Issue the opening record",
      gives: .created(["paper": .text, "tender": .id, "lot": .id]),
      refuses: [.tender, .opening, .session, .park, .programme],
      repeats: .same(zh: "已印发的文书不再改变。", en: "a paper that was issued stays as it is."))
  ) { request, actor in
    .json(
      try await office.recordOpening(request.parameter("id"), lot: request.parameter("lot"), by: actor),
      status: .created)
  }
  table.creating(
    .qualifyBid, "/api/tenders/{id}/lots/{lot}/qualification",
    .init(
      "qualifyBids", zh: "提交资格审查结论", en: "Qualification findings", takes: .json(.qualificationFindings),
      gives: .json(.reviews),
      refuses: [.tender, .opening, .review, .standing]), office: office
  ) { request, actor, once in
    try await office.qualifyBids(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.creating(
    .conformBid, "/api/tenders/{id}/lots/{lot}/conformity",
    .init(
      "conformBids", zh: "提交符合性审查结论", en: "Conformity findings of one member", takes: .json(.findings),
      gives: .json(.reviews), refuses: [.tender, .opening, .review, .score]), office: office
  ) { request, actor, once in
    try await office.conformBids(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.deeds(
    [.qualifyBid, .conformBid], .get, "/api/tenders/{id}/lots/{lot}/reviews",
    .init("showReviews", zh: "审查进度", en: "How far the reviews are", gives: .json(.reviews), refuses: [.tender])
  ) { request, actor in
    .json(
      try await office.showReviews(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  table.deed(
    .fetchOwnResult, .get, "/api/tenders/{id}/lots/{lot}/result",
    .init(
      "fetchOwnResult", zh: "本机构在一个标段的结果及其封印", en: "The caller's own result in a lot, with its seal",
      gives: .json(["result": .ownResult, "note": .note, "list": .text]), refuses: [.tender, .input])
  ) { request, actor in
    .json(try await office.fetchOwnResult(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  table.creating(
    .publishCandidates, "/api/tenders/{id}/lots/{lot}/candidates",
    .init(
      "publishCandidates", zh: "公示中标候选人", en: "Make the ranked candidates public before the award",
      gives: .json(["tender": .id, "lot": .id, "from": .day, "until": .day]), refuses: [.tender, .award, .reReview]),
    office: office
  ) { request, actor, once in
    try await office.publishCandidates(request.parameter("id"), lot: request.parameter("lot"), by: actor, once: once)
  }
  table.creating(
    .voidAward, "/api/tenders/{id}/lots/{lot}/award/void",
    .init(
      "voidAward", zh: "宣布中标无效，下一候选人递补", en: "Declare an award void; the next candidate may follow",
      takes: .json(
        .form([
          "ground": .words(["declined", "forceMajeure", "securityMissing", "unlawfulAct"]), "reason": .text(4000),
        ])),
      gives: .json([
        "tender": .id, "lot": .id, "bid": .hex, "ground": .text, "reason": .text, "voided": .seconds,
      ]), refuses: [.tender, .award]), office: office
  ) { request, actor, once in
    try await office.voidAward(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  addDrawRoutes(to: &table, office: office)
}

/// Draws of experts and of ties: commitments, then secrets; the notes between go the way of all notes.
private func addDrawRoutes(to table: inout RouteTable, office: Office) {
  table.deed(
    .contributeSecret, .get, "/api/tenders/{id}/draws",
    .init(
      "showDraws", zh: "抽签：承诺、秘密和结果", en: "Draws: commitments, secrets and results", gives: .json(.draws),
      refuses: [.tender, .draw])
  ) { request, actor in
    .json(try await office.showDraws(request.parameter("id"), by: actor))
  }
  table.deed(
    .contributeSecret, .post, "/api/tenders/{id}/lots/{lot}/draw-commitments",
    .init(
      "commitToDraw", zh: "为抽签提交秘密的承诺", en: "Commit to a secret for a draw",
      takes: .json(.drawCommitment),
      gives: .created(.draws), refuses: [.tender, .draw, .input],
      repeats: .same(zh: "同一份承诺再交一次，结果相同。", en: "the same commitment again is answered alike."))
  ) { request, actor in
    .json(
      try await office.commitToDraw(
        request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor), status: .created)
  }
  table.deed(
    .contributeSecret, .post, "/api/tenders/{id}/draws/{draw}/secrets",
    .init(
      "revealToDraw", zh: "公开抽签的秘密", en: "Reveal the secret of a draw",
      parameters: [.path("draw", .hex, zh: "抽签编号", en: "the draw's id: the SHA-256 of its note")],
      takes: .json(.drawSecret), gives: .created(.draws), refuses: [.tender, .draw, .input],
      repeats: .same(zh: "同一份秘密再交一次，结果相同。", en: "the same secret again is answered alike."))
  ) { request, actor in
    .json(
      try await office.revealToDraw(
        request.digest("draw"), of: request.parameter("id"), request.json(), by: actor), status: .created)
  }
}
