// StoreTests: the SQL against the real schema.
//
//   StatementTests   every statement of the room, found in its source, is prepared against the migrated schema
//   GrantTests       who may write what: the daemon's role, the auditor's, and the owner who is stopped by triggers
//   GuardTests       row-level security: which tables have it, and why the others have not
//   SchemaTests      sql/schema.sql is what the migrations make
//   CheckTests       every invariant of sql/checks runs, as the auditor, and holds in an empty database
//   CarriedTests     what stands in a database when a migration gives it another shape
