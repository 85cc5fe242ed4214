-- Looks for duplicates among everybody at night, in steps; a sample to judge; checks that were put off; sealed records. Locks person for a moment.

-- One at a time for each organisation. `report` holds counts only.
create table registry.duplicate_run (
  organisation_id uuid not null,
  run_id uuid not null,
  began timestamptz not null,
  finished timestamptz,
  -- Whoever asked for it; a run by the clock goes on at night only.
  asked_by uuid,
  -- The last person who was looked at: a run that was broken off goes on behind them.
  through uuid not null default '00000000-0000-0000-0000-000000000000',
  report jsonb not null,
  primary key (organisation_id, run_id)
);
create unique index duplicate_run_open on registry.duplicate_run (organisation_id) where finished is null;

-- Pairs to judge by hand: of each stratum those with the smallest keyed hash, so that every run draws the same ones. The stratum is a keyed
-- hash too: of whom it speaks is not written here.
create table registry.duplicate_sample (
  person_id uuid not null,
  other_id uuid not null,
  organisation_id uuid not null,
  stratum bigint not null,
  drawn bigint not null,
  run_id uuid not null,
  primary key (person_id, other_id, organisation_id)
);
create index duplicate_sample_by_organisation on registry.duplicate_sample (organisation_id, stratum, drawn);

-- Who was registered before the question whether we have met was answered.
create table registry.check_waiting (
  person_id uuid not null,
  organisation_id uuid not null,
  since timestamptz not null,
  primary key (person_id, organisation_id)
);
create index check_waiting_by_organisation on registry.check_waiting (organisation_id, since, person_id);

-- A sealed record is nobody's candidate: it has no search keys, so that a search cannot take longer because of it.
alter table registry.person add column sealed boolean not null default false;

do $$
declare
  t text;
begin
  foreach t in array array['duplicate_run', 'duplicate_sample', 'check_waiting'] loop
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
    execute format('create policy maintenance on registry.%I to convive_owner, convive_lookup using (true) with check (true)', t);
  end loop;
  foreach t in array array['duplicate_sample', 'check_waiting'] loop
    execute format('create policy own on registry.%1$I to convive_application using (organisation_id = (select app.organisation())
      and (select true from access.person_access a where a.person_id = %1$I.person_id and a.grantee_id = (select app.grantee())
        and (a.until is null or a.until >= current_date) limit 1))', t);
  end loop;
end $$;
create policy own on registry.duplicate_run to convive_application using (organisation_id = (select app.organisation()))
  with check (organisation_id = (select app.organisation()));
grant select, insert, update on registry.duplicate_run to convive_application;
grant select, insert, update, delete on registry.duplicate_sample, registry.check_waiting to convive_application;
grant all on registry.duplicate_run, registry.duplicate_sample, registry.check_waiting to convive_lookup;

-- Who shares keys with each of those asked about and has a smaller id than their `before`: the twenty with most keys in common, but three of those with
-- a single one; of a key the newest forty. A row without a person says of how many keys (`agree`) so many bearers were found:
-- number 0 none, 1 up to four, 2 more, 3 forty, which is where the search stops.
create function registry.find_earlier(numbers int[], keys bigint[], before uuid[])
returns table (number int, person_id uuid, agree int)
language sql stable security definer set search_path = pg_catalog set enable_bitmapscan = off set enable_sort = off
as $$
  with me as materialized (select app.organisation() as id),
  hit as materialized (
    select a.number, a.key, k.person_id from unnest(numbers, keys) as a (number, key) cross join me
    cross join lateral (select s.person_id from registry.search_key s where s.key = a.key and s.organisation_id = me.id
      and s.person_id < before[a.number + 1] order by s.person_id desc limit 40) k
  ), sized as materialized (
    select count(*) as size from hit h group by h.number, h.key
  ), counted as (
    select h.number, h.person_id, count(*)::int as agree, row_number() over (partition by h.number order by count(*) desc, h.person_id desc) as place
    from hit h group by h.number, h.person_id
  )
  select c.number, c.person_id, c.agree from counted c where c.place <= 3 or (c.place <= 20 and c.agree > 1)
  union all
  select case when s.size < 5 then 1 when s.size < 40 then 2 else 3 end, null::uuid, count(*)::int from sized s group by 1
  union all
  select 0, null::uuid, cardinality(keys) - (select count(*)::int from sized)
$$;

-- Offices where something is to be looked at: a run to go on with, checks that wait, or no run since `since`.
create function registry.offices_to_look(since timestamptz) returns table (organisation_id uuid, waits boolean, asked boolean, open boolean, due boolean)
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if app.purpose() is distinct from 7 then raise insufficient_privilege using message = 'duplicates are looked for by the installation'; end if;
  return query select * from (
    select o.organisation_id,
      exists (select from registry.check_waiting w where w.organisation_id = o.organisation_id) as waits,
      exists (select from registry.duplicate_run r where r.organisation_id = o.organisation_id and r.finished is null and r.asked_by is not null) as asked,
      exists (select from registry.duplicate_run r where r.organisation_id = o.organisation_id and r.finished is null) as open,
      not exists (select from registry.duplicate_run r where r.organisation_id = o.organisation_id and r.began >= since) as due
    from accounts.organisation o) found where found.waits or found.open or found.due;
end $$;

-- As before, and nothing under which a sealed record could be found.
create or replace function registry.keep_keys(persons uuid[], lists text[]) returns void
language plpgsql security definer set search_path = pg_catalog
as $$
declare
  holder uuid := app.organisation();
  before record;
begin
  if exists (select from unnest(persons) p where (select true from access.person_access a where a.person_id = p and a.grantee_id = holder
      and (a.until is null or a.until >= current_date) limit 1) is not true) then
    raise insufficient_privilege using message = 'this person is not yours to index';
  end if;
  for before in select s.person_id, s.keys from registry.person_search s where s.person_id = any (persons) and s.organisation_id = holder loop
    delete from registry.search_key k where k.key = any (before.keys) and k.organisation_id = holder and k.person_id = before.person_id;
  end loop;
  insert into registry.search_key (key, organisation_id, person_id)
    select k, holder, l.person from unnest(persons, lists) as l (person, list) cross join lateral unnest(l.list::bigint[]) k
    where (select p.sealed from registry.person p where p.person_id = l.person) is not true;
  insert into registry.person_search (person_id, organisation_id, keys)
    select l.person, holder, l.list::bigint[] from unnest(persons, lists) as l (person, list)
    on conflict (person_id, organisation_id) do update set keys = excluded.keys;
end $$;

-- Seals a record or opens it again, for whoever holds it whole and for the purpose of protection; false where nothing changed.
create function registry.seal_record(person uuid, yes boolean, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if app.purpose() is distinct from 2 or not access.may_grant(person) then
    raise insufficient_privilege using message = 'this record is not yours to seal';
  end if;
  update registry.person p set sealed = yes, version = p.version + 1 where p.person_id = person and p.sealed <> yes;
  if not found then return false; end if;
  if yes then
    delete from registry.search_key k using registry.person_search s
      where s.person_id = person and k.key = any (s.keys) and k.organisation_id = s.organisation_id and k.person_id = person;
    update registry.review r set open = false, proposed_by = null, proposal_sealed = null where (r.person_id = person or r.other_id = person) and r.open;
    delete from registry.duplicate_sample d where d.person_id = person or d.other_id = person;
    delete from registry.check_waiting w where w.person_id = person;
  else
    insert into registry.search_key (key, organisation_id, person_id)
      select distinct k, s.organisation_id, person from registry.person_search s cross join lateral unnest(s.keys) k where s.person_id = person
      on conflict do nothing;
    insert into registry.check_waiting (person_id, organisation_id, since)
      select person, s.organisation_id, at from registry.person_search s where s.person_id = person on conflict do nothing;
  end if;
  return true;
end $$;

-- As before, with the sample and what waits.
alter function registry.forget(uuid, bytea) rename to forget_shared;
create function registry.forget(gone uuid, reference bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  perform registry.forget_shared(gone, reference);
  delete from registry.duplicate_sample where person_id = gone or other_id = gone;
  delete from registry.check_waiting where person_id = gone;
end $$;

grant create on schema registry to convive_lookup;
alter function registry.find_earlier(int[], bigint[], uuid[]) owner to convive_lookup;
alter function registry.offices_to_look(timestamptz) owner to convive_lookup;
alter function registry.seal_record(uuid, boolean, timestamptz) owner to convive_lookup;
alter function registry.forget(uuid, bytea) owner to convive_lookup;
revoke create on schema registry from convive_lookup;
revoke all on function registry.find_earlier(int[], bigint[], uuid[]), registry.offices_to_look(timestamptz), registry.seal_record(uuid, boolean, timestamptz), registry.forget(uuid, bytea) from public;
revoke all on function registry.forget_shared(uuid, bytea) from convive_application;
grant execute on function registry.find_earlier(int[], bigint[], uuid[]), registry.offices_to_look(timestamptz), registry.seal_record(uuid, boolean, timestamptz), registry.forget(uuid, bytea) to convive_application;
