// Store: the only room with SQL.
//
// One file for each group of tables: Instance, Log, Notes, Activity, Tenders, Bids, Payloads, Ticks, Openings, and
// beside them those of the pilot, the evaluation and the papers, what comes before the notice (Preparations) and after it
// (Amendments, Questions, Cancellations), Securities, the committee's conduct and questions, what attachments say
// (AttachmentReadings), Remedies, Performance, Standings, published heads (Checkpoints), and the answers kept for
// idempotency keys. Readers.swift says for whom a transaction may read; the policies stand in sql/migrations. Every
// function hangs on a lent `Transaction`; a statement stands beside the function that uses it; a rule that can be said in
// a `where` clause is said there. A named constraint that refuses a row becomes a refusal in ConstraintRefusals.swift and
// nowhere else.
