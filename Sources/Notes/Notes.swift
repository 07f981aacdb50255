// Notes: what is written down and signed.
//
// Everything that binds somebody is a note: UTF-8 text whose first line names its type, and Ed25519 signatures below a
// blank line (c2sp.org/signed-note). `SignedNote` knows the envelope, `VerifierKey` and `SigningKey` the keys, and one
// struct for each type knows its lines: `Notice`, `BidNote`, `Opening`, … Parsing is strict in the plainest way: a text
// is accepted only when printing the parsed value gives the same bytes again.
//
// The room knows no tender's state, no log and no database. Above it stand Sealing (what is inside a bid) and
// Transparency (what happens to notes once they are written).
