// TestSupport: what the tests of several rooms share, and no product depends on.
//
//   TestDatabase    a fresh database, cloned from one migrated template and dropped when the test lets go of it
//   TestCluster     the private PostgreSQL behind it: the one of scripts/with-postgres, or one started for this process
//   RestartableCluster    a PostgreSQL that a test may stop, kill and start again
//   Seed            random tests that say which seed they ran with
//   Repository, Vectors    where the files of the clone are, and the test vectors in it
//
//     @Test func `a lot is found by its number`() async throws {
//       let store = try await TestDatabase.make()
//       let database = store.database()                       // as tender_app, the daemon's role
//       …
//     }
