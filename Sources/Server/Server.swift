// Server: the counter. People come with a request, it finds out who asks, hands the request to a deed of `Operations`
// and gives back what the deed says. It decides nothing and sees no SQL.
//
//   RouteTable        every route with who may use it: `open`, `deed`, `deeds`, `creating`, `anyActor`, `openOrKnown`,
//                     `newcomer`. What is not in the table does not exist; what names no roles does not compile
//   Interface/        RouteDescription: what each route is for, takes (Schema), gives, and refuses (ProblemFamily); without
//                     one a route does not compile. OpenAPIDocument makes /openapi.json of the table
//   Routes            the one place that calls each area's `add…Routes(to:office:)`
//   Counter           the table as an HTTP application: body limits, who asks, the answer, the log line (Reception)
//   ReceivedRequest, Reply    what a route gets and gives; StallWatch cuts off who does not read it
//   ListPages         which page of a long list is asked for
//   IdempotencyKey, EntityTag asking twice, and two people editing one text
//   RequestSignature, Doorkeeper    RFC 9421 and RFC 9530: from the headers to an `Actor` (KeyRing, NonceMemory)
//   Problem           refusal or failure → status, code and words (RFC 9457); one switch for each family (Statuses)
//
// An area's file looks like this:
//
//     func addPilotRoutes(to table: inout RouteTable, office: Office) {
//       table.creating(
//         .createProgramme, "/api/programmes",
//         .init(
//           "createProgramme", zh: "设立试点", en: "Set up a pilot programme", takes: .json(.programme),
//           gives: .created(.programme), refuses: [.programme]), office: office
//       ) { request, actor, once in try await office.createProgramme(request.json(), by: actor, once: once) }
//       table.open(
//         .get, "/api/agencies/{creditCode}",
//         .init("showAgency", zh: "一个服务机构", en: "One agency", gives: .json(.agency), refuses: [.agency])
//       ) { request in .json(try await office.showAgency(try request.parameter("creditCode"))) }
//     }
