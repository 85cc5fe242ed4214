-- Removes everything of somebody who was erased; locks nothing.
create function registry.forget(gone uuid, reference bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  before record;
  homes uuid[];
begin
  if not access.is_erased(gone) then
    raise insufficient_privilege using message = 'this person was not erased by you';
  end if;
  for before in select s.organisation_id, s.keys from registry.person_search s where s.person_id = gone loop
    delete from registry.search_key k where k.key = any (before.keys) and k.organisation_id = before.organisation_id and k.person_id = gone;
  end loop;
  delete from registry.person_search where person_id = gone;
  delete from registry.person_key where person_id = gone;
  delete from registry.facts where person_id = gone;
  delete from registry.photo where person_id = gone;
  delete from registry.consent where person_id = gone;
  delete from registry.credential where person_id = gone;
  delete from registry.duplicate_decision where person_id = gone or other_id = gone;
  delete from registry.alias where person_id = gone or survivor_id = gone;
  homes := array(select m.household_id from registry.household_member m where m.person_id = gone);
  delete from registry.household_member where person_id = gone;
  delete from registry.household h where h.household_id = any (homes)
    and not exists (select from registry.household_member m where m.household_id = h.household_id);
  delete from registry.person where person_id = gone;
  delete from statistics.person where row_ref = reference;
end $$;

grant create on schema registry to convive_lookup;
alter function registry.forget(uuid, bytea) owner to convive_lookup;
revoke create on schema registry from convive_lookup;
revoke all on function registry.forget(uuid, bytea) from public;
grant execute on function registry.forget(uuid, bytea) to convive_application;
