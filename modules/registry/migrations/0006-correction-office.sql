-- Which office answers a correction: the one that registered the person; locks registry.correction while its index is made.
alter table registry.correction add column organisation_id uuid;
drop index registry.correction_open;
create index correction_open on registry.correction (organisation_id, asked, correction_id) where state = 'open';

create function registry.registering_office(person uuid) returns uuid
language sql stable security definer set search_path = pg_catalog
as $$
  select a.grantee_id from access.person_access a where a.person_id = person and a.basis = 1 and (a.until is null or a.until >= current_date)
    and (select true from access.person_access m where m.person_id = person and m.grantee_id = app.grantee()
      and (m.until is null or m.until >= current_date) limit 1)
  order by a.scope desc, a.grantee_id limit 1
$$;
update registry.correction c set organisation_id = (select a.grantee_id from access.person_access a
  where a.person_id = c.person_id and a.basis = 1 order by a.scope desc, a.grantee_id limit 1);
grant create on schema registry to convive_lookup;
alter function registry.registering_office(uuid) owner to convive_lookup;
revoke create on schema registry from convive_lookup;
revoke all on function registry.registering_office(uuid) from public;
grant execute on function registry.registering_office(uuid) to convive_application;
