-- In which country an organisation works, told to whoever is signed in; locks nothing.
create function accounts.organisation_country(wanted uuid) returns text
language sql stable security definer set search_path = pg_catalog
as $$ select o.country from accounts.organisation o where o.organisation_id = wanted and app.actor() is not null $$;
grant create on schema accounts to convive_lookup;
alter function accounts.organisation_country(uuid) owner to convive_lookup;
revoke all on function accounts.organisation_country(uuid) from public;
grant execute on function accounts.organisation_country(uuid) to convive_application;
revoke create on schema accounts from convive_lookup;
