-- A demonstration that is not complete yet, so that a start after a crash completes it; locks the organisations for a moment.
alter table accounts.organisation add column demo_to_make integer;

-- Asked before anybody is signed in: which organisation, and how many households it was founded to have.
create function accounts.unfinished_demo() returns table (organisation_id uuid, households integer)
language sql stable security definer set search_path = pg_catalog
as $$ select o.organisation_id, o.demo_to_make from accounts.organisation o where o.is_demo and o.demo_to_make is not null $$;

grant create on schema accounts to convive_lookup;
alter function accounts.unfinished_demo() owner to convive_lookup;
revoke all on function accounts.unfinished_demo() from public;
grant execute on function accounts.unfinished_demo() to convive_application;
revoke create on schema accounts from convive_lookup;
