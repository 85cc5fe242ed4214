-- Files on their way in: what became of each row, and which households are in already; locks nothing.
create schema exchange;
grant usage on schema exchange to convive_application, convive_lookup, convive_owner;

-- Words of a file, its name included, are sealed; counts and codes are not.
create table exchange.import (
  organisation_id uuid not null,
  import_id uuid not null,
  member_id uuid not null,
  begun timestamptz not null,
  changed timestamptz not null,
  name_sealed bytea not null,
  size bigint not null,
  pieces int not null,
  dates text not null check (dates in ('day-first', 'month-first')),
  dry_run boolean not null default true,
  state text not null check (state in ('receiving', 'waiting', 'running', 'checked', 'done', 'cancelled', 'refused')),
  -- Why the file as a whole was refused, and what of it was left out.
  notice_sealed bytea,
  encoding text,
  rows int not null default 0,
  rows_done int not null default 0,
  batches int not null default 0,
  households int not null default 0,
  persons int not null default 0,
  already int not null default 0,
  refused int not null default 0,
  likely int not null default 0,
  -- How fast it goes is counted from here: a server that was stopped begins anew.
  started timestamptz,
  started_rows int not null default 0,
  worker uuid,
  lease timestamptz,
  primary key (organisation_id, import_id)
);
create index import_to_do on exchange.import (changed) where state in ('waiting', 'running');
create index import_open on exchange.import (begun) where state in ('receiving', 'checked');

-- The file itself, sealed, only until it was imported, cancelled or forgotten.
create table exchange.piece (
  organisation_id uuid not null,
  import_id uuid not null,
  number int not null,
  size int not null,
  sealed bytea not null,
  primary key (organisation_id, import_id, number)
);
create table exchange.report (
  organisation_id uuid not null,
  import_id uuid not null,
  number int not null,
  refused int not null,
  sealed bytea not null,
  primary key (organisation_id, import_id, number)
);
-- Keyed digest of a household as a file had it: the same again adds nothing, whoever sends it.
create table exchange.mark (
  organisation_id uuid not null,
  mark bytea not null,
  household_id uuid not null,
  primary key (organisation_id, mark)
);

do $$
declare
  t text;
begin
  foreach t in array array['import', 'piece', 'report', 'mark'] loop
    execute format('alter table exchange.%I enable row level security', t);
    execute format('alter table exchange.%I force row level security', t);
    execute format('create policy maintenance on exchange.%I to convive_owner, convive_lookup using (true) with check (true)', t);
    execute format('create policy own on exchange.%I to convive_application using (organisation_id = (select app.organisation()))
      with check (organisation_id = (select app.organisation()))', t);
  end loop;
end $$;

-- The next import to work at, taken by one worker for a while: one at a time for each organisation, those begun first. Says ids only.
create function exchange.claim(own uuid, seconds int)
returns table (organisation_id uuid, import_id uuid, member_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  found record;
begin
  perform pg_advisory_xact_lock(5061237741);
  select i.organisation_id, i.import_id into found from exchange.import i
    where i.state in ('waiting', 'running') and (i.lease is null or i.lease < clock_timestamp() or i.worker = own)
      and not exists (select from exchange.import o where o.organisation_id = i.organisation_id and o.state = 'running' and o.worker <> own
        and o.lease >= clock_timestamp())
    order by (i.state = 'running') desc, i.changed, i.import_id limit 1;
  if found.import_id is null then return; end if;
  return query update exchange.import i set state = 'running', worker = own, lease = clock_timestamp() + make_interval(secs => seconds),
      started = clock_timestamp(), started_rows = i.rows_done
    where i.organisation_id = found.organisation_id and i.import_id = found.import_id
    returning i.organisation_id, i.import_id, i.member_id;
end $$;

-- Uploads that were left alone for an hour and checked files that nobody imported within a day go; names of those refused after thirty.
create function exchange.tidy(at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  update exchange.import i set state = 'cancelled', changed = at
    where (i.state = 'receiving' and i.changed < at - interval '1 hour') or (i.state = 'checked' and i.changed < at - interval '1 day');
  delete from exchange.piece p where exists (select from exchange.import i where i.organisation_id = p.organisation_id and i.import_id = p.import_id
    and i.state in ('done', 'cancelled', 'refused'));
  delete from exchange.report r where exists (select from exchange.import i where i.organisation_id = r.organisation_id and i.import_id = r.import_id
    and i.changed < at - interval '30 days');
end $$;

grant select, insert, update on exchange.import to convive_application;
grant select, insert, delete on exchange.piece, exchange.report to convive_application;
grant select, insert on exchange.mark to convive_application;
grant all on all tables in schema exchange to convive_lookup;
grant create on schema exchange to convive_lookup;
alter function exchange.claim(uuid, int) owner to convive_lookup;
alter function exchange.tidy(timestamptz) owner to convive_lookup;
revoke create on schema exchange from convive_lookup;
revoke all on function exchange.claim(uuid, int), exchange.tidy(timestamptz) from public;
grant execute on function exchange.claim(uuid, int), exchange.tidy(timestamptz) to convive_application;
