// Verification: the stranger who checks.
//
// A public bundle is a folder that says everything a tender's log proves: `BundleSource` reads it, `Verifier` goes
// through it from the outside in and writes a `Report`. First the frame (trust files, folder, log, ticks), then what
// was handed in (reveal, batch roots, each bid), then the opening (manifest, shares, results, particulars), then what
// was made of it (papers, draws, committee, scores, evaluation, award, filings, open data). One file in `Checks` for each
// family; `OpenData` has what the open data is compared with, made without the room that writes it.
//
// `LogWatch` is the same reading of ticks and periods for an auditor who follows a log as it grows, for all tenders.
//
// Nothing here asks the network, a clock or a database, and nothing trusts the bundle beyond what the checks before
// have proved: the `Dossier` grows only by what held. A check that cannot be made says so with a `note`; only a finding
// that proves something false is a `FAIL`. Words stand beside the check that finds them, in both languages.
//
// A supervisor's bundle has two more files for each lot that discloses its winner alone: `Seals` opens every seal with
// them, and what follows works from the whole file instead of the public one.
//
// `OwnBid` is the same for one bid by its bidder, who has the secret and can open a confidential part again.
//
// `Archive` is the other folder: the whole record of a tender for the bureau's files, around such a bundle. `ArchiveCheck`
// makes the four checks (四性检测) of it when it is exported and whenever somebody asks.
