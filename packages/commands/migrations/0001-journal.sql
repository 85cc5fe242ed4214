-- Journal, answers kept for replay, and the outbox of events; locks nothing.
create schema journal;
create schema commands;
grant usage on schema journal, commands to convive_application, convive_lookup, convive_owner;

-- One hash chain per person and per organisation. The body holds no personal value: names of fields, digests of sealed bytes.
create table journal.stream (
  stream_id uuid primary key,
  length bigint not null,
  head bytea not null
) with (fillfactor = 70);
create table journal.entry (
  stream_id uuid not null,
  seq bigint not null,
  body bytea not null,
  hash bytea not null,
  primary key (stream_id, seq)
);

create table commands.done (
  actor_id uuid not null,
  command text not null,
  key text not null,
  digest bytea not null,
  answer jsonb not null,
  at timestamptz not null default now(),
  primary key (actor_id, command, key)
);
create index done_by_age on commands.done (at);
create table commands.outbox (
  event_id bigint generated always as identity primary key,
  event text not null,
  body jsonb not null,
  organisation_id uuid,
  at timestamptz not null default now()
);

alter table journal.stream enable row level security;
alter table journal.stream force row level security;
alter table journal.entry enable row level security;
alter table journal.entry force row level security;
alter table commands.done enable row level security;
alter table commands.done force row level security;
alter table commands.outbox enable row level security;
alter table commands.outbox force row level security;
create policy maintenance on journal.stream to convive_owner, convive_lookup using (true) with check (true);
create policy maintenance on journal.entry to convive_owner, convive_lookup using (true) with check (true);
create policy maintenance on commands.done to convive_owner, convive_lookup using (true) with check (true);
create policy maintenance on commands.outbox to convive_owner, convive_lookup using (true) with check (true);

create policy sees on journal.entry for select to convive_application using (stream_id = (select app.grantee())
  or (select true from access.person_access a where a.person_id = stream_id and a.grantee_id = (select app.grantee())
    and (a.until is null or a.until >= current_date) limit 1));
create policy mine on commands.done to convive_application using (actor_id = (select app.actor())) with check (actor_id = (select app.actor()));
create policy tells on commands.outbox for insert to convive_application with check ((select app.actor()) is not null);

-- Appends one entry to each stream, in sorted order, as the last statement before commit. Nobody else writes here.
create function journal.append(streams uuid[], bodies bytea[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  holder uuid := app.grantee();
begin
  if exists (select from unnest(streams) s where s is distinct from holder and (select true from access.person_access a
      where a.person_id = s and a.grantee_id = holder and (a.until is null or a.until >= current_date) limit 1) is not true) then
    raise insufficient_privilege using message = 'this stream is not yours to append to';
  end if;
  insert into journal.stream select s, 0, decode(repeat('00', 32), 'hex') from unnest(streams) s order by s on conflict do nothing;
  with locked as materialized (
    select t.stream_id, t.length + 1 as seq, t.head from journal.stream t where t.stream_id = any (streams) order by t.stream_id for update
  ), made as materialized (
    select l.stream_id, l.seq, a.body, sha256(l.head || uuid_send(l.stream_id) || convert_to(l.seq::text, 'UTF8') || a.body) as hash
    from locked l join unnest(streams, bodies) a (stream_id, body) using (stream_id)
  ), added as (
    insert into journal.entry select m.stream_id, m.seq, m.body, m.hash from made m
  )
  update journal.stream t set length = m.seq, head = m.hash from made m where t.stream_id = m.stream_id;
end $$;

grant select on journal.entry to convive_application;
grant select, insert on commands.done to convive_application;
grant insert on commands.outbox to convive_application;
grant all on all tables in schema journal, commands to convive_lookup;
grant create on schema journal to convive_lookup;
alter function journal.append(uuid[], bytea[]) owner to convive_lookup;
revoke create on schema journal from convive_lookup;
revoke all on function journal.append(uuid[], bytea[]) from public;
grant execute on function journal.append(uuid[], bytea[]) to convive_application;
