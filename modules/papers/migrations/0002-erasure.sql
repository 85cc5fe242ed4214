-- Removes the papers of somebody who was erased; positions of the status list name nobody and stay; locks nothing.
create function papers.forget(person uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if not access.is_erased(person) then
    raise insufficient_privilege using message = 'this person was not erased by you';
  end if;
  delete from papers.paper where person_id = person;
end $$;

grant create on schema papers to convive_lookup;
alter function papers.forget(uuid) owner to convive_lookup;
revoke create on schema papers from convive_lookup;
revoke all on function papers.forget(uuid) from public;
grant execute on function papers.forget(uuid) to convive_application;
