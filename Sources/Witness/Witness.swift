// Witness: whoever watches the notary from outside, and the way to them.
//
//   WitnessDesk     takes a log's new checkpoint, has it judged (Transparency), keeps it and cosigns it, in one step
//   WitnessStore    the folder with the last checkpoint of each log, which never goes back
//   WitnessCounter  the desk over HTTP (c2sp.org/tlog-witness): `add-checkpoint`, and the kept checkpoints for monitors
//   NotaryClient    the other end: asks witnesses for cosignatures, and other daemons for their checkpoint
//
// A witness knows no tender and no database: it is run by somebody whom the log's operator does not command.
