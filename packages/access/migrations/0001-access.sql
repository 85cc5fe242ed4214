-- Access rows (who sees which person) and the log of reading; locks nothing.
create schema access;
grant usage on schema access to convive_application, convive_lookup, convive_owner;

-- grantee: an organisation, or a person (themselves, a guardian). basis: 1 registered, 2 themselves, 3 guardian, 4 shared.
-- scope: the highest class of facts they may read: 1 ordinary, 2 sensitive, 3 restricted.
create table access.person_access (
  person_id uuid not null,
  grantee_id uuid not null,
  basis smallint not null check (basis between 1 and 4),
  scope smallint not null check (scope between 1 and 3),
  until date,
  primary key (person_id, grantee_id, basis)
);
create index person_access_by_grantee on access.person_access (grantee_id, person_id desc) include (scope, until);
alter table access.person_access enable row level security;
alter table access.person_access force row level security;
create policy maintenance on access.person_access to convive_owner, convive_lookup using (true) with check (true);
create policy sees on access.person_access for select to convive_application using (grantee_id = (select app.grantee()));

-- A person nobody holds yet may be taken by the one who registers them; afterwards only a full holder grants.
create function access.may_grant(person uuid) returns boolean language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  return coalesce((select bool_or(a.grantee_id = app.grantee() and a.scope >= 3 and (a.until is null or a.until >= current_date))
    from access.person_access a where a.person_id = person), app.grantee() is not null);
end $$;
create policy grants on access.person_access for insert to convive_application with check (access.may_grant(person_id));
create policy revokes on access.person_access for update to convive_application using (access.may_grant(person_id)) with check (access.may_grant(person_id));

-- One row per request that showed persons. Only ever added to.
create table access.reading (
  reading_id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id uuid not null,
  organisation_id uuid,
  purpose smallint not null,
  query text not null,
  reason text,
  persons uuid[] not null
);
create index reading_by_person on access.reading using gin (persons);
alter table access.reading enable row level security;
alter table access.reading force row level security;
create policy maintenance on access.reading to convive_owner, convive_lookup using (true) with check (true);
create policy logs on access.reading for insert to convive_application
  with check (actor_id = (select app.actor()) and organisation_id is not distinct from (select app.organisation()) and purpose = (select app.purpose()));

-- Containment of arrays is not leakproof, so the person's view goes through this function.
create function access.readings_of(person uuid, most int)
returns table (at timestamptz, actor_id uuid, organisation_id uuid, purpose smallint, query text, reason text)
language sql stable security definer set search_path = pg_catalog
as $$
  select r.at, r.actor_id, r.organisation_id, r.purpose, r.query, r.reason from access.reading r
  where r.persons @> array[person]
    and (select true from access.person_access a where a.person_id = person and a.grantee_id = app.grantee()
      and (a.until is null or a.until >= current_date) limit 1)
  order by r.reading_id desc limit least(most, 500)
$$;

-- Who represents a child is not theirs to see in the table, so whoever holds the child's record asks and says it through these.
create function access.guardians_of(child uuid) returns table (person_id uuid, until date)
language sql stable security definer set search_path = pg_catalog
as $$
  select a.grantee_id, a.until from access.person_access a
  where a.person_id = child and a.basis = 3 and (a.until is null or a.until >= current_date) and access.may_grant(child)
$$;
create function access.represent(child uuid, guardian uuid, last date) returns void
language sql volatile security definer set search_path = pg_catalog
as $$
  insert into access.person_access (person_id, grantee_id, basis, scope, until) select child, guardian, 3, 2, last where access.may_grant(child)
  on conflict (person_id, grantee_id, basis) do update set until = excluded.until
$$;
-- Ends it between one person and others, whoever of them is the child.
create function access.end_representation(one uuid, others uuid[], last date) returns void
language sql volatile security definer set search_path = pg_catalog
as $$
  update access.person_access a set until = last
  where a.basis = 3 and (a.until is null or a.until > last) and access.may_grant(a.person_id)
    and ((a.person_id = one and a.grantee_id = any (others)) or (a.grantee_id = one and a.person_id = any (others)))
$$;
-- A corrected birth date moves the day; what has ended stays ended.
create function access.limit_representation(child uuid, last date) returns void
language sql volatile security definer set search_path = pg_catalog
as $$
  update access.person_access a set until = last
  where a.person_id = child and a.basis = 3 and (a.until is null or a.until >= current_date) and access.may_grant(child)
$$;

grant select, insert, update on access.person_access to convive_application;
grant insert on access.reading to convive_application;
grant all on all tables in schema access to convive_lookup;
grant create on schema access to convive_lookup;
alter function access.may_grant(uuid) owner to convive_lookup;
alter function access.readings_of(uuid, int) owner to convive_lookup;
alter function access.limit_representation(uuid, date) owner to convive_lookup;
alter function access.end_representation(uuid, uuid[], date) owner to convive_lookup;
alter function access.represent(uuid, uuid, date) owner to convive_lookup;
alter function access.guardians_of(uuid) owner to convive_lookup;
revoke create on schema access from convive_lookup;
revoke all on function access.may_grant(uuid), access.readings_of(uuid, int), access.guardians_of(uuid), access.represent(uuid, uuid, date), access.end_representation(uuid, uuid[], date), access.limit_representation(uuid, date) from public;
grant execute on function access.may_grant(uuid), access.readings_of(uuid, int), access.guardians_of(uuid), access.represent(uuid, uuid, date), access.end_representation(uuid, uuid[], date), access.limit_representation(uuid, date) to convive_application;
