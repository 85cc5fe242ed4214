-- Persons, their sealed facts, households, consent, search keys, duplicates, access codes, photos, projection; locks nothing.
create schema registry;
create schema statistics;
grant usage on schema registry to convive_application, convive_lookup, convive_owner;
grant usage on schema statistics to convive_application, convive_lookup, convive_owner, convive_statistics;

create sequence registry.registration_number;

create table registry.person (
  person_id uuid primary key,
  version int not null,
  status smallint not null default 1,
  registered_by uuid not null,
  registered timestamptz not null,
  number text not null unique,
  private_interview boolean not null default false
);
create table registry.person_key (
  person_id uuid primary key,
  wrapped bytea not null
);
-- class: 1 ordinary, 2 sensitive, 3 restricted. Each change adds a version; the newest counts.
create table registry.facts (
  person_id uuid not null,
  class smallint not null check (class between 1 and 3),
  version int not null,
  sealed bytea not null,
  primary key (person_id, class, version)
);
create table registry.consent (
  person_id uuid not null,
  version int not null,
  answers jsonb not null,
  text_version text not null,
  given_by text not null check (given_by in ('self', 'guardian', 'nobody')),
  at timestamptz not null,
  primary key (person_id, version)
);
create table registry.household (
  household_id uuid primary key,
  organisation_id uuid not null,
  registered timestamptz not null
);
create index household_by_organisation on registry.household (organisation_id, household_id desc);
create table registry.household_member (
  person_id uuid not null,
  household_id uuid not null,
  relation text not null,
  since date not null,
  until date,
  primary key (person_id, household_id)
);
create index household_member_by_household on registry.household_member (household_id, person_id);

-- Keyed hashes of names, dates, documents: only equality is ever asked, because other operators become full scans under policies.
create table registry.search_key (
  key bigint not null,
  organisation_id uuid not null,
  person_id uuid not null,
  primary key (key, organisation_id, person_id)
);
-- The keys of each person in one row, to remove them by: a second index over all keys costs more than it is worth.
create table registry.person_search (
  person_id uuid not null,
  organisation_id uuid not null,
  keys bigint[] not null,
  primary key (person_id, organisation_id)
);

-- A pair is kept with the smaller id first. A link makes the second record an alias of the first; undoing deletes the alias.
create table registry.duplicate_decision (
  person_id uuid not null,
  other_id uuid not null,
  decision_id uuid not null,
  decision text not null check (decision in ('same', 'different', 'unsure')),
  reason_sealed bytea not null,
  decided_by uuid not null,
  organisation_id uuid not null,
  at timestamptz not null,
  undone timestamptz,
  primary key (person_id, other_id, decision_id)
);
create table registry.alias (
  person_id uuid primary key,
  survivor_id uuid not null
);
create index alias_by_survivor on registry.alias (survivor_id);

create table registry.credential (
  person_id uuid primary key,
  code_hash bytea not null unique,
  code_sealed bytea,
  pin_hash text,
  pin_set timestamptz
);
create table registry.photo (
  person_id uuid not null,
  photo_id uuid not null,
  sealed bytea not null,
  face_sealed bytea not null,
  added timestamptz not null,
  primary key (person_id, photo_id)
);

-- What may be counted: coarse, without name or id. Only the statistics role reads it; `holder`, the office that keeps a row
-- up to date, is hidden from it.
create table statistics.person (
  row_ref bytea primary key,
  holder uuid default app.organisation(),
  record_key bigint not null,
  population_group text not null,
  need text not null,
  sex text not null,
  age_group text not null,
  nationality text not null,
  place text not null,
  month text not null,
  -- False for a record linked to another of the same person, and for the dead.
  counted boolean not null default true
);

do $$
declare
  t text;
begin
  foreach t in array array['person', 'person_key', 'facts', 'consent', 'household', 'household_member', 'search_key', 'person_search', 'duplicate_decision', 'alias', 'credential', 'photo'] loop
    execute format('alter table registry.%I enable row level security', t);
    execute format('alter table registry.%I force row level security', t);
    execute format('create policy maintenance on registry.%I to convive_owner, convive_lookup using (true) with check (true)', t);
  end loop;
  foreach t in array array['person', 'person_key', 'consent', 'household_member', 'credential', 'photo', 'alias'] loop
    execute format(
      'create policy sees on registry.%1$I to convive_application using ((select true from access.person_access a where a.person_id = %1$I.person_id
        and a.grantee_id = (select app.grantee()) and (a.until is null or a.until >= current_date) limit 1))', t);
  end loop;
end $$;
alter table statistics.person enable row level security;
alter table statistics.person force row level security;
create policy maintenance on statistics.person to convive_owner, convive_lookup using (true) with check (true);
create policy writes on statistics.person to convive_application
  using (holder = (select app.organisation())) with check (holder = (select app.organisation()));
create policy reads on statistics.person for select to convive_statistics using (counted and (select app.purpose()) = 5);

-- What the pages count: a copy made once a month, since comparing live counts of two days shows who came between them.
create table statistics.frozen (
  row_ref bytea primary key,
  record_key bigint not null,
  population_group text not null,
  need text not null,
  sex text not null,
  age_group text not null,
  nationality text not null,
  place text not null,
  frozen_on date not null
);
alter table statistics.frozen enable row level security;
alter table statistics.frozen force row level security;
create policy maintenance on statistics.frozen to convive_owner, convive_lookup using (true) with check (true);
create policy reads on statistics.frozen for select to convive_statistics using ((select app.purpose()) = 5);
-- The day of the copy, made now when this month has none yet.
create function statistics.freeze(today date) returns date
language plpgsql security definer set search_path = pg_catalog
as $$
declare
  day date;
begin
  select frozen_on into day from statistics.frozen limit 1;
  if day >= date_trunc('month', today) then return day; end if;
  lock table statistics.frozen in exclusive mode;
  select frozen_on into day from statistics.frozen limit 1;
  if day >= date_trunc('month', today) then return day; end if;
  delete from statistics.frozen;
  insert into statistics.frozen
  select row_ref, record_key, population_group, need, sex, age_group, nationality, place, today from statistics.person where counted;
  return today;
end $$;

-- Restricted facts are read for protection only; they may be written when somebody is registered.
create policy reads on registry.facts for select to convive_application using (
  (select true from access.person_access a where a.person_id = facts.person_id and a.grantee_id = (select app.grantee()) and a.scope >= facts.class
    and (a.until is null or a.until >= current_date) limit 1)
  and (class < 3 or (select app.purpose()) = 2));
create policy adds on registry.facts for insert to convive_application with check (
  (select true from access.person_access a where a.person_id = facts.person_id and a.grantee_id = (select app.grantee()) and a.scope >= facts.class
    and (a.until is null or a.until >= current_date) limit 1));

create policy own on registry.household to convive_application using (organisation_id = (select app.organisation()))
  with check (organisation_id = (select app.organisation()));
-- A person sees the household they belong to.
create policy belongs on registry.household for select to convive_application using (
  (select true from registry.household_member m where m.household_id = household.household_id and m.person_id = (select app.actor()) limit 1));

create policy finds on registry.search_key for select to convive_application using (organisation_id = (select app.organisation()));

create policy own on registry.duplicate_decision to convive_application using (organisation_id = (select app.organisation()))
  with check (organisation_id = (select app.organisation())
    and (select true from access.person_access a where a.person_id = duplicate_decision.person_id and a.grantee_id = (select app.grantee()) limit 1)
    and (select true from access.person_access a where a.person_id = duplicate_decision.other_id and a.grantee_id = (select app.grantee()) limit 1));

-- Persons who share keys with those asked about (numbered, each key with its number): the eight with most keys in common, but two
-- of those with a single one. Of a key that many share the newest forty are looked at, walking the index backwards. Of another
-- organisation's records it says only that there is one.
create function registry.find_duplicates(number int[], key bigint[], strong_number int[], strong_key bigint[])
returns table (number int, person_id uuid, agree int, elsewhere boolean)
language sql stable security definer set search_path = pg_catalog set enable_bitmapscan = off set enable_sort = off
as $$
  with me as materialized (select app.organisation() as id),
  hit as (
    select a.number, k.person_id from unnest(number, key) as a (number, key) cross join me
    cross join lateral (select s.person_id from registry.search_key s where s.key = a.key and s.organisation_id = me.id
      order by s.person_id desc limit 40) k
  ), counted as (
    select h.number, h.person_id, count(*)::int as agree, row_number() over (partition by h.number order by count(*) desc, h.person_id desc) as place
    from hit h group by h.number, h.person_id
  )
  select c.number, c.person_id, c.agree, false from counted c where c.place <= 2 or (c.place <= 8 and c.agree > 1)
  union all
  select distinct a.number, null::uuid, 1, true from unnest(strong_number, strong_key) as a (number, key) cross join me
  cross join lateral (select s.person_id from registry.search_key s where s.key = a.key and s.organisation_id <> me.id limit 20) o
  where (select true from access.person_access m where m.person_id = o.person_id and m.grantee_id = me.id limit 1) is not true
$$;

-- Makes these the keys under which the organisation finds its persons, each list as text ('{1,2}'), in place of those before.
create function registry.keep_keys(persons uuid[], lists text[]) returns void
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
    select k, holder, l.person from unnest(persons, lists) as l (person, list) cross join lateral unnest(l.list::bigint[]) k;
  insert into registry.person_search (person_id, organisation_id, keys)
    select l.person, holder, l.list::bigint[] from unnest(persons, lists) as l (person, list)
    on conflict (person_id, organisation_id) do update set keys = excluded.keys;
end $$;

-- Sign-in of a person: asked before anybody is known, about one code that the asker holds.
create function registry.credential_of(code bytea) returns table (person_id uuid, pin_hash text, number text, code_open boolean)
language sql stable security definer set search_path = pg_catalog
as $$ select c.person_id, c.pin_hash, p.number, c.code_sealed is not null from registry.credential c join registry.person p on p.person_id = c.person_id where c.code_hash = code $$;
create function registry.set_pin(code bytea, pin text, at timestamptz) returns boolean
language sql volatile security definer set search_path = pg_catalog
as $$ with changed as (update registry.credential c set pin_hash = pin, pin_set = at, code_sealed = null where c.code_hash = code and c.pin_hash is null returning 1) select exists (select from changed) $$;

grant usage on sequence registry.registration_number to convive_application;
grant select, insert, update on registry.person, registry.household_member, registry.credential to convive_application;
grant select, insert on registry.person_key, registry.facts, registry.consent, registry.household, registry.photo to convive_application;
grant select, insert, delete on registry.alias to convive_application;
grant select on registry.search_key to convive_application;
grant select, insert, update on registry.duplicate_decision to convive_application;
grant insert, update, delete, select (row_ref) on statistics.person to convive_application;
grant select (row_ref, record_key, population_group, need, sex, age_group, nationality, place, month) on statistics.person to convive_statistics;
grant select on statistics.frozen to convive_statistics;
grant all on all tables in schema registry, statistics to convive_lookup;
grant create on schema registry, statistics to convive_lookup;
alter function statistics.freeze(date) owner to convive_lookup;
alter function registry.find_duplicates(int[], bigint[], int[], bigint[]) owner to convive_lookup;
alter function registry.keep_keys(uuid[], text[]) owner to convive_lookup;
alter function registry.credential_of(bytea) owner to convive_lookup;
alter function registry.set_pin(bytea, text, timestamptz) owner to convive_lookup;
revoke create on schema registry, statistics from convive_lookup;
revoke all on function statistics.freeze(date) from public;
grant execute on function statistics.freeze(date) to convive_application;
revoke all on function registry.find_duplicates(int[], bigint[], int[], bigint[]), registry.keep_keys(uuid[], text[]), registry.credential_of(bytea), registry.set_pin(bytea, text, timestamptz) from public;
grant execute on function registry.find_duplicates(int[], bigint[], int[], bigint[]), registry.keep_keys(uuid[], text[]), registry.credential_of(bytea), registry.set_pin(bytea, text, timestamptz) to convive_application;
