-- The roles of a tender database. Cluster-wide, so run once by a superuser before the first `tenderd migrate`;
-- running it again changes nothing. What each role may do stands beside each table in the migrations.
do $$
begin
  -- owns the schema and runs migrations; nobody serves requests as this role
  if not exists (select from pg_roles where rolname = 'tender_owner') then create role tender_owner login; end if;
  -- the daemon: reads and inserts, updates only what a migration names, deletes nothing that was said
  if not exists (select from pg_roles where rolname = 'tender_app') then create role tender_app login; end if;
  -- reads everything, writes nothing
  if not exists (select from pg_roles where rolname = 'tender_auditor') then create role tender_auditor login; end if;
end
$$;
