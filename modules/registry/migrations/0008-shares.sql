-- Records that another organisation may read, by the person's consent and until a day; locks nothing for long.
create table registry.share (
  person_id uuid not null,
  share_id uuid not null,
  -- Who may read, and who registered the person and shares them.
  organisation_id uuid not null,
  office_id uuid not null,
  -- The consent on which it rests: when it is withdrawn nothing is shared any more.
  purpose text not null check (purpose in ('share_services', 'share_offices')),
  parts text[] not null check (parts <@ array['identity', 'contact', 'documents', 'situation', 'photo'] and 'identity' = any (parts)
    and (purpose = 'share_offices' or parts <@ array['identity', 'contact'])),
  reason_sealed bytea not null,
  shared_by uuid not null,
  shared timestamptz not null,
  until date not null,
  ended timestamptz,
  ended_by uuid,
  ended_why text check (ended_why in ('member', 'person', 'consent')),
  primary key (person_id, share_id)
);
create index share_by_organisation on registry.share (organisation_id, person_id desc) where ended is null;

-- Whether the newest answer for a purpose is yes, and somebody gave it.
create function registry.consents(person uuid, wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce((select c.answers ->> wanted = 'given' and c.given_by <> 'nobody' from registry.consent c
    where c.person_id = person order by c.version desc limit 1), false)
$$;
-- Whether a part of a record is open to the actor's organisation now: shared, not ended, not past its day, and still consented to.
create function registry.is_shared(person uuid, part text) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce((select true from registry.share s where s.person_id = person and s.organisation_id = app.organisation()
    and s.ended is null and s.until >= current_date and part = any (s.parts) and registry.consents(person, s.purpose) limit 1), false)
$$;

create function registry.share_holds(person uuid, share uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce((select true from registry.share s where s.person_id = person and s.share_id = share and s.organisation_id = app.organisation()
    and s.ended is null and s.until >= current_date and registry.consents(person, s.purpose)), false)
$$;

alter table registry.share enable row level security;
alter table registry.share force row level security;
create policy maintenance on registry.share to convive_owner, convive_lookup using (true) with check (true);
-- The person, a guardian and the office that registered them see every share; whoever reads sees theirs while it holds.
create policy sees on registry.share for select to convive_application using (
  (select true from access.person_access a where a.person_id = share.person_id and a.grantee_id = (select app.grantee())
    and (a.until is null or a.until >= current_date) limit 1));
create policy reads on registry.share for select to convive_application using (
  organisation_id = (select app.organisation()) and registry.share_holds(person_id, share_id));
grant select on registry.share to convive_application;
grant all on registry.share to convive_lookup;

-- To read only, for that purpose only, ordinary facts only: a share is no access row, so whatever names none of this stays closed.
do $$
declare
  t text;
begin
  foreach t in array array['person', 'person_key', 'facts', 'photo'] loop
    execute format('create policy shared on registry.%1$I for select to convive_application using ((select app.purpose()) = 11 %2$s
      and registry.is_shared(person_id, %3$L))', t, case t when 'facts' then 'and class = 1' else '' end,
      case t when 'photo' then 'photo' else 'identity' end);
  end loop;
end $$;

-- What became of it, in one word. Only the organisation that registered somebody shares them; a share and a withdrawn consent take turns.
create function registry.share_person(person uuid, share uuid, taker uuid, wanted text, named text[], last date, at timestamptz, reason bytea)
returns text
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if app.actor() is null or (select true from access.person_access a where a.person_id = person and a.grantee_id = app.organisation() and a.basis = 1
      and a.scope >= 3 and (a.until is null or a.until >= current_date) limit 1) is not true then return 'person'; end if;
  perform pg_advisory_xact_lock(hashtextextended(person::text, 11));
  if taker = app.organisation() or not exists (select from accounts.organisation o where o.organisation_id = taker) then return 'organisation'; end if;
  if last < current_date or last > current_date + 366 then return 'until'; end if;
  if not registry.consents(person, wanted) then return 'consent'; end if;
  if exists (select from registry.share s where s.person_id = person and s.organisation_id = taker and s.purpose = wanted
      and s.ended is null and s.until >= current_date) then return 'already'; end if;
  insert into registry.share (person_id, share_id, organisation_id, office_id, purpose, parts, reason_sealed, shared_by, shared, until)
    values (person, share, taker, app.organisation(), wanted, named, reason, app.actor(), at, last);
  return 'shared';
end $$;

-- By the office, by the person or by who represents them; not by whoever only reads.
create function registry.end_share(person uuid, share uuid, at timestamptz) returns boolean
language sql volatile security definer set search_path = pg_catalog
as $$
  with done as (update registry.share s set ended = at, ended_by = app.actor(),
      ended_why = case when app.organisation() is null then 'person' else 'member' end
    where s.person_id = person and s.share_id = share and s.ended is null and s.until >= current_date
      and (select true from access.person_access a where a.person_id = person and a.grantee_id = app.grantee()
        and (a.until is null or a.until >= current_date) limit 1) returning 1)
  select exists (select from done)
$$;
create function registry.end_shares(person uuid, withdrawn text, at timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  closed int;
begin
  perform pg_advisory_xact_lock(hashtextextended(person::text, 11));
  update registry.share s set ended = at, ended_by = app.actor(), ended_why = 'consent'
    where s.person_id = person and s.purpose = withdrawn and s.ended is null
      and (select true from access.person_access a where a.person_id = person and a.grantee_id = app.grantee()
        and (a.until is null or a.until >= current_date) limit 1);
  get diagnostics closed = row_count;
  return closed;
end $$;

-- Who is shared with the actor's organisation and has a key of each list, each list as text ('{1,2}'); the newest first.
create function registry.find_shared(lists text[], most int) returns setof uuid
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct s.person_id from registry.share s
  where s.organisation_id = app.organisation() and app.purpose() = 11 and s.ended is null and s.until >= current_date
    and registry.consents(s.person_id, s.purpose)
    and not exists (select from unnest(lists) as l (list) where not exists (select from registry.search_key k
      where k.key = any (l.list::bigint[]) and k.organisation_id = s.office_id and k.person_id = s.person_id))
  order by s.person_id desc limit most
$$;

-- Whoever is erased takes along whom they were shared with.
alter function registry.forget(uuid, bytea) rename to forget_opened;
create function registry.forget(gone uuid, reference bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  perform registry.forget_opened(gone, reference);
  delete from registry.share where person_id = gone;
end $$;

do $$
declare
  f text;
begin
  grant create on schema registry to convive_lookup;
  foreach f in array array['consents(uuid, text)', 'is_shared(uuid, text)', 'share_holds(uuid, uuid)', 'end_share(uuid, uuid, timestamptz)', 'find_shared(text[], int)',
      'share_person(uuid, uuid, uuid, text, text[], date, timestamptz, bytea)', 'end_shares(uuid, text, timestamptz)', 'forget(uuid, bytea)'] loop
    execute format('alter function registry.%s owner to convive_lookup', f);
    execute format('revoke all on function registry.%s from public', f);
    execute format('grant execute on function registry.%s to convive_application', f);
  end loop;
  -- What anybody said is nobody's to ask; the functions above ask it.
  revoke all on function registry.consents(uuid, text), registry.forget_opened(uuid, bytea) from convive_application;
  revoke create on schema registry from convive_lookup;
end $$;
