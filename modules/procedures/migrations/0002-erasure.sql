-- Removes evidence, decisions and applications of somebody who was erased, unless one is not decided yet (`repeated`: erased before, came back with a backup); locks nothing.
create function procedures.forget(person uuid, repeated boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  theirs uuid[];
begin
  if not access.is_erased(person) then
    raise insufficient_privilege using message = 'this person was not erased by you';
  end if;
  if not repeated and exists (select from procedures.applicant p join procedures.application a on a.application_id = p.application_id
      where p.person_id = person and p.until is null and a.status = 'submitted') then
    return false;
  end if;
  theirs := array(select p.application_id from procedures.applicant p where p.person_id = person
    union select a.application_id from procedures.application a where a.person_id = person);
  delete from procedures.evidence where person_id = person;
  delete from procedures.decision where person_id = person;
  delete from procedures.applicant where person_id = person;
  -- What others apply for together with them goes on: it holds ids, a procedure, days and a status.
  delete from procedures.application a where a.person_id = person and a.application_id = any (theirs)
    and not exists (select from procedures.applicant p where p.application_id = a.application_id);
  return true;
end $$;

grant create on schema procedures to convive_lookup;
alter function procedures.forget(uuid, boolean) owner to convive_lookup;
revoke create on schema procedures from convive_lookup;
revoke all on function procedures.forget(uuid, boolean) from public;
grant execute on function procedures.forget(uuid, boolean) to convive_application;
