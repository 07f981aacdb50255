// Tendering: the rule book up to the award.
//
// Values and verdicts, nothing else: no clock, no chance, no file, no network. Whoever calls brings the facts
// (`Instant`s, seeds, what the archive holds), a verdict answers with a value or throws one of the closed refusals in
// Refusals/. So a court, a bidder's auditor and the command line can replay every decision.
//
// `Tender`, `Lot`, `Bid` and their states; `Notice` and `Bidding` judge what is published and what comes in; `Duties`
// and `Committee` keep people apart; `Scheme`, `ScoreSheet`, `Evaluation` and `Award` make a result that anyone can
// recompute. Rules/ has the legal numbers as data, with source, dates and how far each was checked (`RuleBook`), by
// `Profile`, and the register of all rules (`RuleRegister`). Calendar/ counts days as the law does, from the years'
// announcements. Collusion/ compares a lot's bids for signals that people then judge. Lint/ holds a draft's content
// against the rules before it is written down or published. `TenderChange`, `Question` and `Cancellation` are what may
// come after the notice; `Conduct` and `CommitteeQuestion` what a committee owes before it scores; Remedies/ inquiries,
// challenges, objections and complaints with what they hold up; Standing/ the lists of who may not take part; Framework/
// the selection of several agencies, their call-offs and exits.
//
// Imports: Exact for numbers, Canon for JSON.
