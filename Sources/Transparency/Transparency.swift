// Transparency: the notary. What has been logged cannot be taken back, and anybody can check that from a few bytes.
//
// `Tree`, `Frontier` and `ProofPlan` are RFC 6962; `Tile` is how the log lies in files (c2sp.org/tlog-tiles). A
// `Checkpoint` is a signed head of the log; `Policy`, `VKeys` and `Trust` say whose signatures make one believable.
// `BatchTree` hides how many notes a tick holds; `Receipt` is what a bidder keeps, and `LogVerifier` what a stranger
// runs over the whole log. `SignedHead` keeps the signer from ever signing a log that does not extend its last one;
// `Witnessing` is how a witness judges a log's next head, and `LogFollower` reads a growing log as an auditor does.
//
// The room knows no database, no clock and no randomness: bytes come in, verdicts go out.
