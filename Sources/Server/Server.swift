// Server: the counter. People come with a request, it finds out who asks, hands the request to a deed of `Operations`
// and gives back what the deed says. It decides nothing and sees no SQL.
//
//   RouteTable        every route with who may use it: `open`, `deed`, `deeds`, `anyActor`, `openOrKnown`, `newcomer`.
//                     What is not in the table does not exist; what names no roles does not compile
//   Routes            the one place that calls each area's `add…Routes(to:office:)`
//   Counter           the table as an HTTP application: body limits, who asks, the answer, the log line (Reception)
//   ReceivedRequest, Reply    what a route gets and gives
//   RequestSignature, Doorkeeper    RFC 9421 and RFC 9530: from the headers to an `Actor` (KeyRing, NonceMemory)
//   Problem           refusal or failure → status, code and words (RFC 9457); one switch for each family (Statuses)
//
// An area's file looks like this:
//
//     func addPilotRoutes(to table: inout RouteTable, office: Office) {
//       table.deed(.createProgramme, .post, "/api/programmes") { request, actor in
//         .json(try await office.createProgramme(try request.json(), by: actor), status: .created)
//       }
//       table.open(.get, "/api/agencies/{creditCode}") { request in
//         .json(try await office.agency(try request.parameter("creditCode")))
//       }
//     }
