-- A demonstration of several organisations: which they are, and in which of them a sample account works; locks nothing.
create function accounts.demo_organisations() returns table (organisation_id uuid, name text)
language sql stable security definer set search_path = pg_catalog
as $$ select o.organisation_id, o.name from accounts.organisation o where o.is_demo $$;

-- Whether somebody works here for real: an organisation that is no demonstration and has a member who has joined.
create function accounts.has_real_work() returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from accounts.organisation o join accounts.member m on m.organisation_id = o.organisation_id
    where not o.is_demo and m.status <> 'invited')
$$;

drop function accounts.demo_members(text[]);
create function accounts.demo_members(wanted text[]) returns table (organisation text, name text, sign_in_name text, roles text[])
language sql stable security definer set search_path = pg_catalog
as $$
  select o.name, m.name, m.sign_in_name, m.roles from accounts.member m join accounts.organisation o on o.organisation_id = m.organisation_id
  where o.is_demo and m.status = 'active' and m.sign_in_name = any (wanted) order by o.organisation_id, array_position(wanted, m.sign_in_name)
$$;

grant create on schema accounts to convive_lookup;
alter function accounts.demo_organisations() owner to convive_lookup;
alter function accounts.has_real_work() owner to convive_lookup;
alter function accounts.demo_members(text[]) owner to convive_lookup;
revoke all on function accounts.demo_organisations(), accounts.has_real_work(), accounts.demo_members(text[]) from public;
grant execute on function accounts.demo_organisations(), accounts.has_real_work(), accounts.demo_members(text[]) to convive_application;
revoke create on schema accounts from convive_lookup;
