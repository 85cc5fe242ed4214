-- The same without min(bytea), which PostgreSQL has only from 18 on; replaces a function, locks nothing.
create or replace function journal.append(streams uuid[], bodies bytea[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  holder uuid := app.grantee();
  long record;
  entry bytea;
  at bigint;
  tip bytea;
begin
  if exists (select from unnest(streams) s where s is distinct from holder and (select true from access.person_access a
      where a.person_id = s and a.grantee_id = holder and (a.until is null or a.until >= current_date) limit 1) is not true) then
    raise insufficient_privilege using message = 'this stream is not yours to append to';
  end if;
  insert into journal.stream select s, 0, decode(repeat('00', 32), 'hex') from unnest(streams) s order by s on conflict do nothing;
  perform from journal.stream t where t.stream_id = any (streams) order by t.stream_id for update;
  -- Chains with one entry, all at once.
  with single as materialized (
    select a.stream_id, (array_agg(a.body))[1] as body from unnest(streams, bodies) a (stream_id, body) group by a.stream_id having count(*) = 1
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
      group by a.stream_id having count(*) > 1 loop
    select t.length, t.head into at, tip from journal.stream t where t.stream_id = long.stream_id;
    foreach entry in array long.entries loop
      at := at + 1;
      tip := sha256(tip || uuid_send(long.stream_id) || convert_to(at::text, 'UTF8') || entry);
      insert into journal.entry values (long.stream_id, at, entry, tip);
    end loop;
    update journal.stream t set length = at, head = tip where t.stream_id = long.stream_id;
  end loop;
end $$;
