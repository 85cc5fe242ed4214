-- Signing keys, issued papers and their revocation; locks nothing.
create schema papers;
grant usage on schema papers to convive_application, convive_lookup, convive_owner;

create table papers.signing_key (
  organisation_id uuid not null,
  key_id text not null,
  private_sealed bytea not null,
  x text not null,
  y text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  revoked boolean not null default false,
  primary key (organisation_id, key_id)
);

-- status_index points into the published list; indexes are drawn at random so that a list tells nothing about order or number.
create table papers.paper (
  person_id uuid not null,
  paper_id uuid not null,
  organisation_id uuid not null,
  application_id uuid,
  kind text not null,
  number text not null,
  status_index int not null,
  sealed bytea not null,
  issued date not null,
  valid_until date,
  replaces uuid,
  revoked_on date,
  revoked_why text,
  primary key (person_id, paper_id),
  unique (person_id, replaces)
);
create table papers.status_entry (
  status_index int primary key,
  organisation_id uuid not null,
  revoked boolean not null default false
);

do $$
declare
  name text;
begin
  foreach name in array array['signing_key', 'paper', 'status_entry'] loop
    execute format('alter table papers.%I enable row level security', name);
    execute format('alter table papers.%I force row level security', name);
    execute format('create policy maintenance on papers.%I to convive_owner, convive_lookup using (true) with check (true)', name);
  end loop;
end $$;

create policy own on papers.signing_key to convive_application
  using (organisation_id = (select app.organisation())) with check (organisation_id = (select app.organisation()));
create policy sees on papers.paper to convive_application
  using ((select true from access.person_access a where a.person_id = paper.person_id and a.grantee_id = (select app.grantee())
    and (a.until is null or a.until >= current_date) limit 1))
  with check (organisation_id = (select app.organisation()) and (select true from access.person_access a where a.person_id = paper.person_id
    and a.grantee_id = (select app.grantee()) and (a.until is null or a.until >= current_date) limit 1));
create policy own on papers.status_entry to convive_application
  using (organisation_id = (select app.organisation())) with check (organisation_id = (select app.organisation()));

-- What anybody may know: public keys, which positions of the list are revoked, and whether one is.
create function papers.published_keys() returns table (key_id text, x text, y text, valid_from timestamptz, valid_until timestamptz, revoked boolean)
language sql stable security definer set search_path = pg_catalog
as $$ select k.key_id, k.x, k.y, k.valid_from, k.valid_until, k.revoked from papers.signing_key k order by k.valid_from, k.key_id $$;
create function papers.revoked_entries() returns setof int
language sql stable security definer set search_path = pg_catalog
as $$ select s.status_index from papers.status_entry s where s.revoked order by 1 $$;
create function papers.is_revoked(at int) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$ select coalesce((select s.revoked from papers.status_entry s where s.status_index = at), false) $$;

grant select, insert, update (valid_until, revoked) on papers.signing_key to convive_application;
grant select, insert, update on papers.paper, papers.status_entry to convive_application;
grant all on all tables in schema papers to convive_lookup;
grant create on schema papers to convive_lookup;
alter function papers.published_keys() owner to convive_lookup;
alter function papers.revoked_entries() owner to convive_lookup;
alter function papers.is_revoked(int) owner to convive_lookup;
revoke create on schema papers from convive_lookup;
revoke all on function papers.published_keys(), papers.revoked_entries(), papers.is_revoked(int) from public;
grant execute on function papers.published_keys(), papers.revoked_entries(), papers.is_revoked(int) to convive_application;
