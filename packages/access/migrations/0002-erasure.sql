-- Requests to erase somebody and the list of those erased, by ids and codes only; locks nothing.
create table access.erasure (
  person_id uuid primary key,
  organisation_id uuid not null,
  ground text not null check (ground in ('asked', 'mistake', 'time_over', 'no_basis')),
  asked_by uuid not null,
  asked timestamptz not null,
  erased_by uuid,
  erased timestamptz
);
alter table access.erasure enable row level security;
alter table access.erasure force row level security;
create policy maintenance on access.erasure to convive_owner, convive_lookup using (true) with check (true);
create policy own on access.erasure for select to convive_application using (organisation_id = (select app.organisation()));
-- Only the organisation that registered somebody asks for it, in the name of the member who does; only what is not done is taken back.
create policy asks on access.erasure for insert to convive_application with check (organisation_id = (select app.organisation())
  and asked_by = (select app.actor()) and erased is null and erased_by is null
  and (select true from access.person_access a where a.person_id = erasure.person_id and a.grantee_id = (select app.organisation()) and a.basis = 1
    and a.scope >= 3 and (a.until is null or a.until >= current_date) limit 1));
create policy withdraws on access.erasure for delete to convive_application
  using (organisation_id = (select app.organisation()) and erased is null);

-- Whether the actor's organisation has erased this person: what the rooms ask before they remove their rows.
create function access.is_erased(person uuid) returns boolean language sql stable security definer set search_path = pg_catalog
as $$ select exists (select from access.erasure e where e.person_id = person and e.organisation_id = app.organisation() and e.erased is not null) $$;

-- Four eyes: somebody else than the member who asked, of the organisation that registered the person. Nobody else sees the record
-- from now on; the organisation keeps its access row, by which it sees the chain of the journal. Reasons for reading are free text:
-- their digests stay, so that a checkpoint still proves the log.
create function access.erase(person uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  update access.erasure e set erased = at, erased_by = app.actor()
    where e.person_id = person and e.organisation_id = app.organisation() and e.erased is null and e.asked_by <> app.actor()
      and (select true from access.person_access a where a.person_id = person and a.grantee_id = app.organisation() and a.basis = 1 and a.scope >= 3
        and (a.until is null or a.until >= current_date) limit 1);
  if not found then return false; end if;
  delete from access.person_access a where (a.person_id = person and a.grantee_id <> app.organisation()) or a.grantee_id = person;
  update access.reading r set reason = 'sha256:' || encode(sha256(convert_to(r.reason, 'UTF8')), 'hex')
    where r.persons @> array[person] and r.reason not like 'sha256:%';
  return true;
end $$;

grant select, insert, delete on access.erasure to convive_application;
grant all on access.erasure to convive_lookup;
grant create on schema access to convive_lookup;
alter function access.is_erased(uuid) owner to convive_lookup;
alter function access.erase(uuid, timestamptz) owner to convive_lookup;
revoke create on schema access from convive_lookup;
revoke all on function access.is_erased(uuid), access.erase(uuid, timestamptz) from public;
grant execute on function access.erase(uuid, timestamptz) to convive_application;
