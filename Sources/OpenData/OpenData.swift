// OpenData: what is public of a tender, in the words of the Open Contracting Data Standard 1.1.
//
// `PublicTender` is the value to start from: facts that everybody may know at one moment, and no others; whoever makes
// one answers for that. `PublicTender.compiled` writes it as a compiled release, section by section (`…Section`).
// `OpenRecord` holds what has been published so far. Adding a moment's facts to it makes one release that says what has
// changed (`Update`), so that merging all releases by the standard's rules (`merged`) gives the compiled release again,
// and names in each release every party, lot and bid that it speaks of (`Closure`).
//
// Money and points are JSON numbers here, as the standard wants them: exact decimals, printed without binary fractions.
// Times are in China's time, +08:00. Scores, failures and draws, for which the standard has no field, stand under an
// extension of our own, whose files lie in `extension/` and are part of the program (`OwnExtension`).
//
// No database, no clock, no Foundation.
