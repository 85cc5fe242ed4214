-- A record opened in an emergency by somebody whose organisation does not serve the person; locks nothing for long.
create table registry.emergency (
  person_id uuid not null,
  emergency_id uuid not null,
  organisation_id uuid not null,
  -- The organisation that registered the person: it sees who opened the record.
  office_id uuid,
  opened_by uuid not null,
  opened timestamptz not null,
  until timestamptz not null,
  reason_sealed bytea not null,
  reviewed timestamptz,
  reviewed_by uuid,
  verdict text check (verdict in ('justified', 'not_justified')),
  review_sealed bytea,
  primary key (person_id, emergency_id)
);
create index emergency_by_organisation on registry.emergency (organisation_id, emergency_id desc);
create index emergency_by_office on registry.emergency (office_id, emergency_id desc);
create index emergency_by_member on registry.emergency (opened_by, opened desc);

alter table registry.emergency enable row level security;
alter table registry.emergency force row level security;
create policy maintenance on registry.emergency to convive_owner, convive_lookup using (true) with check (true);
create policy sees on registry.emergency for select to convive_application using (
  organisation_id = (select app.organisation()) or office_id = (select app.organisation())
  or (select true from access.person_access a where a.person_id = emergency.person_id and a.grantee_id = (select app.grantee())
    and (a.until is null or a.until >= current_date) limit 1));
grant select on registry.emergency to convive_application;
grant all on registry.emergency to convive_lookup;

-- Read only, the opener only, for an hour, for that purpose, ordinary facts: nothing else of the record opens, and nothing can be changed.
do $$
declare
  t text;
begin
  foreach t in array array['person', 'person_key', 'facts'] loop
    execute format('create policy emergency on registry.%1$I for select to convive_application using ((select app.purpose()) = 10 %2$s
      and (select true from registry.emergency e where e.person_id = %1$I.person_id and e.organisation_id = (select app.organisation())
        and e.opened_by = (select app.actor()) and e.until > now() limit 1))', t, case t when 'facts' then 'and class = 1' else '' end);
  end loop;
end $$;

-- By the number on the slip. Nothing comes back when nobody has it or the organisation serves the person anyway; `true` when the
-- member has opened ten within a day.
create function registry.open_emergency(wanted text, emergency uuid, at timestamptz, reason bytea)
returns table (person_id uuid, too_many boolean)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  found_id uuid;
begin
  if app.organisation() is null or app.actor() is null or app.purpose() <> 10 then return; end if;
  perform pg_advisory_xact_lock(hashtextextended(app.actor()::text, 7));
  if (select count(*) from registry.emergency e where e.opened_by = app.actor() and e.opened > at - interval '1 day') >= 10 then
    return query select null::uuid, true;
    return;
  end if;
  select p.person_id into found_id from registry.person p where p.number = wanted
    and (select true from access.person_access a where a.person_id = p.person_id and a.grantee_id = app.organisation()
      and (a.until is null or a.until >= current_date) limit 1) is not true;
  if found_id is null then return; end if;
  insert into registry.emergency (person_id, emergency_id, organisation_id, office_id, opened_by, opened, until, reason_sealed)
    values (found_id, emergency, app.organisation(), (select a.grantee_id from access.person_access a where a.person_id = found_id and a.basis = 1
      order by a.scope desc, a.grantee_id limit 1), app.actor(), at, now() + interval '1 hour', reason);
  return query select found_id, false;
end $$;

-- By another member of the same organisation, once. It closes the record.
create function registry.review_emergency(person uuid, emergency uuid, at timestamptz, said text, words bytea) returns boolean
language sql volatile security definer set search_path = pg_catalog
as $$
  with done as (update registry.emergency e set reviewed = at, reviewed_by = app.actor(), verdict = said, review_sealed = words,
      until = least(e.until, now())
    where e.person_id = person and e.emergency_id = emergency and e.organisation_id = app.organisation() and e.opened_by <> app.actor()
      and e.reviewed is null returning 1)
  select exists (select from done)
$$;

-- Whoever is erased takes along who opened their record.
alter function registry.forget(uuid, bytea) rename to forget_asked;
create function registry.forget(gone uuid, reference bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  perform registry.forget_asked(gone, reference);
  delete from registry.emergency where person_id = gone;
end $$;
grant create on schema registry to convive_lookup;
alter function registry.forget(uuid, bytea) owner to convive_lookup;
alter function registry.open_emergency(text, uuid, timestamptz, bytea) owner to convive_lookup;
alter function registry.review_emergency(uuid, uuid, timestamptz, text, bytea) owner to convive_lookup;
revoke create on schema registry from convive_lookup;
revoke all on function registry.forget(uuid, bytea), registry.open_emergency(text, uuid, timestamptz, bytea), registry.review_emergency(uuid, uuid, timestamptz, text, bytea) from public;
revoke all on function registry.forget_asked(uuid, bytea) from convive_application;
grant execute on function registry.forget(uuid, bytea), registry.open_emergency(text, uuid, timestamptz, bytea), registry.review_emergency(uuid, uuid, timestamptz, text, bytea) to convive_application;
