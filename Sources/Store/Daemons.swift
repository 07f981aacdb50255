import Postgres

extension Statement {
  /// One row for each daemon at work. Times of `beat_at` are PostgreSQL's, so that daemons need not agree on theirs.
  static let beatDaemon = Statement(
    "beat_daemon",
    """
    insert into daemon (daemon_id, beat_at, settled_at)
    values ($1, clock_timestamp(), $2)
    on conflict (daemon_id) do update
       set beat_at = clock_timestamp(), settled_at = excluded.settled_at
    returning beat_at as now
    """)
  static let removeDaemon = Statement("remove_daemon", "delete from daemon where daemon_id = $1")
  static let removeLostDaemons = Statement(
    "remove_lost_daemons", "delete from daemon where beat_at < clock_timestamp() - make_interval(secs => $1::int4)")
  static let unsettledDaemons = Statement(
    "unsettled_daemons",
    """
    select daemon_id
      from daemon
     where daemon_id <> $1
       and settled_at < $2
       and beat_at > clock_timestamp() - make_interval(secs => $3::int4)
     order by daemon_id
    """)
  /// A beat need not be on disk: after a crash it would be old anyway.
  static let commitWithoutWaiting = Statement(
    "commit_without_waiting", "select set_config('synchronous_commit', 'off', true)")
  /// Transactions of this program that hold a tender's row and wait for their client.
  static let endStuckBatches = Statement(
    "end_stuck_batches",
    """
    select count(*) filter (where pg_terminate_backend(pid)) as n
      from pg_stat_activity
     where datname = current_database()
       and usename = current_user
       and pid <> pg_backend_pid()
       and state in ('idle in transaction', 'idle in transaction (aborted)')
       and xact_start < clock_timestamp() - make_interval(secs => $1::int4)
       and exists (select
                     from pg_locks
                    where pg_locks.pid = pg_stat_activity.pid
                      and pg_locks.relation = 'tender'::regclass
                      and pg_locks.mode = 'RowShareLock')
    """)
  static let waitForLocksAtMost = Statement(
    "wait_for_locks_at_most", "select set_config('lock_timeout', $1, true)")
}

extension Transaction {
  /// Says that this daemon is at work and that whatever arrived at it before `settledUpTo` is written down or refused.
  ///
  /// - Returns: PostgreSQL's clock.
  public func beat(daemon: String, settledUpTo: Moment) throws -> Moment {
    try execute(.commitWithoutWaiting)
    let row = try onlyRow(.beatDaemon, [.text(daemon), .timestamp(settledUpTo.micros)])
    return Moment(micros: try row.value("now"))
  }

  /// The daemon is at work no more.
  public func removeDaemon(_ id: String) throws { try execute(.removeDaemon, [.text(id)]) }

  /// Forgets daemons that have said nothing for that long.
  public func removeDaemons(silentFor seconds: Int) throws {
    try execute(.removeLostDaemons, [.int32(Int32(seconds))])
  }

  /// The other daemons that may still hold something which arrived before `moment`.
  ///
  /// - Parameter silentSeconds: who has said nothing for that long does not count.
  public func daemons(besides id: String, notSettledUpTo moment: Moment, silentSeconds: Int) throws -> [String] {
    try rows(.unsettledDaemons, [.text(id), .timestamp(moment.micros), .int32(Int32(silentSeconds))]) {
      try $0.value("daemon_id")
    }
  }

  /// From here on this transaction waits no longer than that for any lock (SQLSTATE 55P03).
  public func waitForLocks(atMostMilliseconds milliseconds: Int) throws {
    try execute(.waitForLocksAtMost, [.text("\(milliseconds)ms")])
  }

  /// Ends transactions of this program's role that were begun that long ago, hold a tender's row and wait for their
  /// client: a daemon that stands still in the middle of one would hold its locks for a minute.
  ///
  /// - Returns: how many.
  public func endBatches(stuckFor seconds: Int) throws -> Int {
    Int(try onlyRow(.endStuckBatches, [.int32(Int32(seconds))]).value("n") as Int64)
  }
}

extension PostgresFailure {
  /// A lock was not to be had in the time that `waitForLocks` allows.
  public var isLockTimeout: Bool { sqlstate == "55P03" }
  /// What was waited for is the row of a tender.
  public var isOfTenderRow: Bool { statement == Statement.tenderLocked.name }
}
