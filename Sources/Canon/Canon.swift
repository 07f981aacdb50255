// Canon: JSON as a judge reads it.
//
// `JSON` is a value tree, `JSON.parse` accepts RFC 8259 and nothing beside it (no byte order mark, no name twice in an
// object, no lone surrogate, a limit on depth), `canonicalBytes` prints the RFC 8785 form whose SHA-256 stands in
// notes. Strings are compared scalar by scalar, never by Swift's canonical equivalence: two names that merely look
// alike are two names. Numbers keep their literal, so nothing is rounded on the way through.
//
// The room imports the standard library only, so that the rule books may use it.
