-- Ends every session of somebody who was erased; locks nothing.
create function accounts.forget(person uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if not access.is_erased(person) then
    raise insufficient_privilege using message = 'this person was not erased by you';
  end if;
  delete from accounts.session where actor_id = person and kind = 'person';
end $$;

grant create on schema accounts to convive_lookup;
alter function accounts.forget(uuid) owner to convive_lookup;
revoke create on schema accounts from convive_lookup;
revoke all on function accounts.forget(uuid) from public;
grant execute on function accounts.forget(uuid) to convive_application;
