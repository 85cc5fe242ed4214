-- Whether anybody is registered by an organisation that is not among these: a demonstration is made only beside made-up people; locks nothing.
create function registry.registered_by_others(known uuid[]) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$ select app.purpose() = 7 and exists (select from registry.person p where p.registered_by <> all (known)) $$;
grant create on schema registry to convive_lookup;
alter function registry.registered_by_others(uuid[]) owner to convive_lookup;
revoke create on schema registry from convive_lookup;
revoke all on function registry.registered_by_others(uuid[]) from public;
grant execute on function registry.registered_by_others(uuid[]) to convive_application;
