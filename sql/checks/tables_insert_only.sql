-- 只许增加的表仍有拒绝修改和删除的触发器，且始终启用；例外的表在此列明。
-- Every table but these keeps the triggers that refuse update, delete and truncate, always enabled.
select pg_class.relname as table_name
  from pg_class
  join pg_namespace on pg_namespace.oid = pg_class.relnamespace
 where pg_namespace.nspname = 'public'
   and pg_class.relkind in ('r', 'p')
   and pg_class.relname not in ('schema_migration', 'log_head', 'actor', 'request_nonce', 'enterprise', 'tender', 'lot',
         'waiting_notes', 'award', 'daemon', 'idempotency_key', 'lot_part')
   and 2 <> (select count(*)
               from pg_trigger
              where pg_trigger.tgrelid = pg_class.oid
                and pg_trigger.tgname in ('insert_only', 'insert_only_all')
                and pg_trigger.tgenabled = 'A')
union all
-- Lots and parts may be deleted with a draft; their own trigger sees to it that nothing else is.
select pg_class.relname
  from pg_class
 where pg_class.oid in ('public.lot'::regclass, 'public.lot_part'::regclass)
   and not exists (select
                     from pg_trigger
                    where pg_trigger.tgrelid = pg_class.oid
                      and pg_trigger.tgname = 'draft_only'
                      and pg_trigger.tgenabled = 'A')
