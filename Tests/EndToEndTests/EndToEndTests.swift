// EndToEndTests: the programs as people run them.
//
//   Program       starts `tender` and `tenderd` of this build and says what came of it
//   Daemon        a `tenderd serve` on a database of its own and a free port of loopback
//   Wire          HTTP as bytes on a socket, so that requests may be cut, stale, replayed or wrong
//   StagedOffice  a daemon with everybody who takes part, and tenders brought to a stage with few commands
//   Play          one tender taken from the notice to the contracts, step by step, as the tests need it
//   SightPlay     one tender stopped in each phase, to ask who sees what then; ImpossibleCases are its refusals
//   ContestedPlay one tender that is contested from its documents to its contract; ContestedCases are its refusals
//   Untouched     every row of every table, before and after what was refused
//
// `NotaryTests` kills the signer and runs a witness and an auditor beside it. `StoryTests` runs the whole story of scripts/demo with these binaries. The other suites are the list of bad input that
// must get a clear error and lose nothing: each test names code and exit code, and looks at what is stored.
