// Sealing: what is inside a bid, and how it gets in and out.
//
// The lowest floor is age (c2sp.org/age): `AgeIdentity` and `AgeRecipient` are keys, `AgeEncryptor` and `AgeDecryptor`
// are state machines that are fed bytes and drained of chunks, so that a file of any size passes in constant memory and
// nothing unauthenticated is ever given out. `Age` has the same for what fits in memory.
//
// A bid is sealed in two steps, because its note names the payload's hash: `PayloadSealer` puts `bid.json` and the
// attachments into a padded archive and encrypts it to the bid's `BidSecret`; then `SealedEnvelope` splits that secret
// among the custodians. Everything random in the shares is derived from the secret, so whoever has it makes the same
// bytes again. A custodian opens its `KeyShare` and checks it against the note; t of them make an `OpenedEnvelope`,
// the type that says "the secret is known and every byte was as promised"; only that opens a payload, through
// `PayloadOpener`, and the first thing wrong is an `EnvelopeFault`.
//
// The room knows no tender, no log and no clock: it may be carried to a machine that has never seen a network. Every
// refusal is a case of a closed enum with a stable `code`; no input reaches a trap.
