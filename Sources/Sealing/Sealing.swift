// Sealing: what is inside a bid, and how it gets in and out.
//
// The lowest floor is age (c2sp.org/age): `AgeIdentity` and `AgeRecipient` are keys, `AgeEncryptor` and `AgeDecryptor`
// are state machines that are fed bytes and drained of chunks, so that a file of any size passes in constant memory and
// nothing unauthenticated is ever given out. `Age` has the same for what fits in memory.
//
// The room knows no tender, no log and no clock: it may be carried to a machine that has never seen a network. Every
// refusal is a case of a closed enum with a stable `code`; no input reaches a trap.
