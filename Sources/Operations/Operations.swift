// Operations: the deeds.
//
// `Office` holds what every deed needs: the database, the log key, the publisher of heads, the press, the clock and
// chance, all brought in from outside. One file for each deed: `CreateTender`, `PublishTender`, `SubmitBid`, `Tick`,
// `CloseTender`, `StartOpening`, `PostShares`, `OpenBids`, … A deed asks whether the actor may do it, reads its input
// strictly, decides by the rule books, and writes one fact in one transaction; then, if the log grew, it publishes.
//
// `Arrivals` knows what is in hand here, `Presence` tells the other daemons of the database; a close looks at both.
// A deed that makes something new takes `Once`: `write(as:once)` keeps its answer in the deed's own transaction. `Feed` tells
// the log entry by entry; `HeadBoard` wakes whoever waits for the next one.
//
// Notes that people sign go the same way each: `draft…` computes the text, the signer checks and signs it on its own
// machine, `takeNote` computes the text again and refuses another. No SQL here, no HTTP.
//
// `CheckBundle` goes through the door to `Verification`: the office checks its own finished bundles as a stranger would,
// in the background, for a page that tells everybody to check again.
//
// Signing/ is the one signer among all daemons: its head file, its neighbours, its witnesses. Remedies/ takes, answers and
// shows as due what people turn against; Framework/ selects several agencies and calls them off; `Audit/` derives every
// derived fact again.
//
// `Bureau` is the buyer as papers and open data name it. `ListPage` is one page of a list that grows for ever.
//
// `PublishOpenData` ends each deed that changes what the public sees; `OpenDataShelf` spares it from reading again what it
// read before. `PrintDocument` prints a tender's notice and documents for whoever asks, at a `DocumentDesk` of its own.
//
// `ReadAttachments` reads opened bids' attachments in the background, for the signals alone. Each transaction says for whom
// it reads (`as:`): deeds that only tell read for whoever asks.
//
// `Archive` writes an ended tender's whole record into a folder; whichever tables hold something of a tender are in it
// without a list that somebody has to keep.
