// Postgres: libpq behind actors. It knows connections, transactions, statements and rows, and no table but its own
// `schema_migration`.
//
//   Database      the pool: `write` and `read` lend a `Transaction` to a synchronous closure (Pool, Locked)
//   Batcher       group commit: many callers, one transaction on a connection of its own, a verdict for each
//   Migrator      sql/migrations forward, with checksums, under a session lock (Migration, SchemaStatus)
//   Connection    an actor with a thread of its own (ThreadExecutor) around one `Link`
//   Link          the PGconn: connecting, pipelines, deadlines (Exchange); prepared statements by name
//   Transaction   what a closure may do; begins lazily, cannot be kept (TransactionWork)
//   Statement, Parameter, Row, ColumnValue    SQL with a name, values in, values out, all binary
//   PostgresFailure    what went wrong, with SQLSTATE, constraint and statement
//
// How a room with SQL uses it:
//
//     extension Statement {
//       static let lotByID = Statement("lot_by_id", """
//         select lot.state, lot.bids_close_at, lot.ceiling
//           from lot
//          where lot.lot_id = $1
//            for update
//         """)
//       static let insertBids = Statement("insert_bids", """
//         insert into bid (bid_id, note, received_at)
//         select new.bid_id, new.note, $3
//           from unnest($1, $2) as new (bid_id, note)
//         """)
//     }
//
//     extension Transaction {                                     // borrowing self: call it from any closure
//       func lot(_ id: Int64) throws -> LotRow {
//         let row = try onlyRow(.lotByID, [.int64(id)])
//         return LotRow(
//           state: try row.value("state"),                        // String
//           closesAt: try row.value("bids_close_at"),             // timestamptz → Int64, microseconds since 1970
//           ceiling: try row.value("ceiling"))                    // numeric → String, exact; String? where NULL may be
//       }
//       func insertBids(_ ids: [Int64], notes: [[UInt8]], at now: Int64) throws {
//         do throws(PostgresFailure) {
//           try execute(.insertBids, [.int64s(ids), .byteStrings(notes), .timestamp(now)])
//         } catch where error.violates("bid_once") {
//           throw BidRefusal.alreadySubmitted
//         }
//       }
//     }
//
//     var configuration = DatabaseConfiguration(conninfo: "host=/run/tender,/run/other dbname=tender")
//     configuration.connectionsMax = 8
//     let database = Database(configuration, logger: logger)
//     guard try await Migrator(Migration.folder("sql/migrations")).status(of: database) == .current else { … }
//     let lot = try await database.read { tx in try tx.lot(7) }   // one moment of the database, cannot write
//     let id = try await database.write { tx in                   // COMMIT before it returns, ROLLBACK if it throws
//       let lot = try tx.lot(7)
//       try lot.accept(bid, at: now)
//       return try tx.insertBids(…)
//     }
//     await database.close()
