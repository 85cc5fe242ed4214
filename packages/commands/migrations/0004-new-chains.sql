-- A new chain is written once, as it is after its first entry, and not begun empty and changed; replaces a function, locks nothing.
create or replace function journal.append(streams uuid[], bodies bytea[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  holder uuid := app.grantee();
  begun uuid[];
  long record;
  entry bytea;
  at bigint;
  tip bytea;
begin
  if exists (select from unnest(streams) s where s is distinct from holder and (select true from access.person_access a
      where a.person_id = s and a.grantee_id = holder and (a.until is null or a.until >= current_date) limit 1) is not true) then
    raise insufficient_privilege using message = 'this stream is not yours to append to';
  end if;
  -- New chains with one entry. Whoever begins one at the same time comes first, and ours is then appended like any other.
  with single as materialized (
    select a.stream_id, (array_agg(a.body))[1] as body from unnest(streams, bodies) a (stream_id, body)
    where (select true from journal.stream t where t.stream_id = a.stream_id limit 1) is not true
    group by a.stream_id having count(*) = 1 order by a.stream_id
  ), fresh as (
    insert into journal.stream
    select s.stream_id, 1, sha256(decode(repeat('00', 32), 'hex') || uuid_send(s.stream_id) || convert_to('1', 'UTF8') || s.body) from single s
    on conflict do nothing returning stream_id, head
  ), added as (
    insert into journal.entry select f.stream_id, 1, s.body, f.head from fresh f join single s using (stream_id)
  )
  select coalesce(array_agg(f.stream_id), '{}') into begun from fresh f;
  if not exists (select from unnest(streams) s where s <> all (begun)) then return; end if;
  insert into journal.stream select distinct s, 0, decode(repeat('00', 32), 'hex') from unnest(streams) s
    where (select true from journal.stream t where t.stream_id = s limit 1) is not true order by s on conflict do nothing;
  perform from journal.stream t where t.stream_id = any (streams) and t.stream_id <> all (begun) order by t.stream_id for update;
  -- Chains with one entry, all at once.
  with single as materialized (
    select a.stream_id, (array_agg(a.body))[1] as body from unnest(streams, bodies) a (stream_id, body)
    where a.stream_id <> all (begun) group by a.stream_id having count(*) = 1
  ), made as materialized (
    select t.stream_id, t.length + 1 as seq, s.body,
      sha256(t.head || uuid_send(t.stream_id) || convert_to((t.length + 1)::text, 'UTF8') || s.body) as hash
    from journal.stream t join single s using (stream_id)
  ), added as (
    insert into journal.entry select m.stream_id, m.seq, m.body, m.hash from made m
  )
  update journal.stream t set length = m.seq, head = m.hash from made m where t.stream_id = m.stream_id;
  -- Chains with several, one entry after the other, in the order in which they came.
  for long in select a.stream_id, array_agg(a.body order by a.n) as entries from unnest(streams, bodies) with ordinality as a (stream_id, body, n)
      where a.stream_id <> all (begun) group by a.stream_id having count(*) > 1 loop
    select t.length, t.head into at, tip from journal.stream t where t.stream_id = long.stream_id;
    foreach entry in array long.entries loop
      at := at + 1;
      tip := sha256(tip || uuid_send(long.stream_id) || convert_to(at::text, 'UTF8') || entry);
      insert into journal.entry values (long.stream_id, at, entry, tip);
    end loop;
    update journal.stream t set length = at, head = tip where t.stream_id = long.stream_id;
  end loop;
end $$;
