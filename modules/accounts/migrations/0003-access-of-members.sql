-- Whether demonstration data is here; sessions and invitations that end with a member's access; locks nothing.
create function accounts.has_demo() returns boolean
language sql stable security definer set search_path = pg_catalog
as $$ select exists (select from accounts.organisation o where o.is_demo) $$;

-- All sessions of a member of the actor's organisation: their access was closed or made anew.
create function accounts.end_member_sessions(member uuid) returns void
language sql volatile security definer set search_path = pg_catalog
as $$
  delete from accounts.session s using accounts.member m
  where s.actor_id = member and s.kind = 'member' and m.member_id = member and m.organisation_id = app.organisation()
$$;

-- Only somebody who is invited joins: a code that was printed before the access was closed opens nothing.
create or replace function accounts.invitation_of(secret bytea, at timestamptz)
returns table (member_id uuid, organisation_id uuid, name text, sign_in_name text)
language sql stable security definer set search_path = pg_catalog
as $$
  select m.member_id, m.organisation_id, m.name, m.sign_in_name
  from accounts.invitation i join accounts.member m on m.member_id = i.member_id
  where i.code_hash = secret and i.until > at and m.status = 'invited'
$$;

create or replace function accounts.accept_invitation(secret bytea, at timestamptz, password text, totp bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  found uuid;
begin
  delete from accounts.invitation i using accounts.member m
    where i.code_hash = secret and i.until > at and m.member_id = i.member_id and m.status = 'invited' returning i.member_id into found;
  update accounts.member m set password_hash = password, totp_sealed = totp, totp_step = 0, status = 'active' where m.member_id = found;
  return found;
end $$;

grant create on schema accounts to convive_lookup;
alter function accounts.has_demo() owner to convive_lookup;
alter function accounts.end_member_sessions(uuid) owner to convive_lookup;
revoke all on function accounts.has_demo(), accounts.end_member_sessions(uuid) from public;
grant execute on function accounts.has_demo(), accounts.end_member_sessions(uuid) to convive_application;
revoke create on schema accounts from convive_lookup;
