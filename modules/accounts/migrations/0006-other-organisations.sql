-- Which other organisations a record can be shared with: their names, for members only; locks nothing.
create function accounts.other_organisations() returns table (organisation_id uuid, name text)
language sql stable security definer set search_path = pg_catalog
as $$
  select o.organisation_id, o.name from accounts.organisation o
  where app.organisation() is not null and o.organisation_id <> app.organisation() order by lower(o.name), o.organisation_id limit 500
$$;
grant create on schema accounts to convive_lookup;
alter function accounts.other_organisations() owner to convive_lookup;
revoke all on function accounts.other_organisations() from public;
grant execute on function accounts.other_organisations() to convive_application;
revoke create on schema accounts from convive_lookup;
