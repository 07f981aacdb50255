// Messages: every word a person reads, in Chinese first and English second.
//
// A refusal carries facts, not words. Here each closed enum of the rule books, the seal, the notary and the note reader
// gets one exhaustive switch from case to `Wording`: a new case does not compile until it has words in both languages.
// A wording says what is wrong with the facts at hand, and what to do next where there is something to do.
//
// `Worded` is what all of them conform to; `Messages.wording(code:)` has the words of codes met only over HTTP.
// `DateWording` and `AmountWording` print moments, days and money as the papers and pages do; `PaperWords` names the files
// of a bundle. Nothing here knows HTML
// or HTTP, reads a clock or a file.
