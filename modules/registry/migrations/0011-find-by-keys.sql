-- Finds by several words in bounded time however many bear them; sets how often the table of keys is vacuumed; locks nothing for long.

-- Every key of `groups[i]` means the same; a person must have one of each group. The newest `most`, newest first.
-- The rarest group leads where few bear it. Where many bear every word the newest of each are compared, down to the day at which the
-- first list ends: `complete` is then false, since older persons were not looked at.
create function registry.find_by_keys(keys bigint[], groups int[], most int, out persons uuid[], out complete boolean)
language plpgsql stable security definer set search_path = pg_catalog
  set enable_bitmapscan = off set enable_hashagg = on
as $$
declare
  me uuid := app.organisation();
  few constant int := 1000;
  newest constant int := 2500;
  wanted int := (select bit_or(1 << g) from unnest(groups) g);
  rare int;
  bearers int;
begin
  complete := true;
  if cardinality(keys) = 0 then persons := '{}'; return; end if;
  if (select count(distinct g) from unnest(groups) g) = 1 then
    persons := array(select distinct s.person_id from unnest(keys) k cross join lateral (select s.person_id from registry.search_key s
      where s.key = k and s.organisation_id = me order by s.person_id desc limit most) s order by 1 desc limit most);
    return;
  end if;
  select c.g, c.n into rare, bearers from (
    select a.g, sum((select count(*) from (select from registry.search_key s where s.key = a.k and s.organisation_id = me limit few + 1) s))::int as n
    from unnest(keys, groups) a (k, g) group by a.g) c order by c.n, c.g limit 1;
  if bearers <= few then
    persons := array(select r.person_id from (
        select distinct s.person_id from unnest(keys, groups) a (k, g) join registry.search_key s on s.key = a.k and s.organisation_id = me where a.g = rare) r
      where (select bit_or(1 << a.g) from unnest(keys, groups) a (k, g) where a.g = rare or (select true from registry.search_key o
        where o.key = a.k and o.organisation_id = me and o.person_id = r.person_id limit 1)) = wanted
      order by r.person_id desc limit most);
    return;
  end if;
  with ends as materialized (
    select (select s.person_id from registry.search_key s where s.key = k and s.organisation_id = me
      order by s.person_id desc offset newest - 1 limit 1) as person_id from unnest(keys) k
  ), until as materialized (
    select e.person_id from ends e where e.person_id is not null order by e.person_id desc limit 1
  ), seen as (
    select a.g, s.person_id from unnest(keys, groups) a (k, g) cross join lateral (select s.person_id from registry.search_key s
      where s.key = a.k and s.organisation_id = me and s.person_id >= coalesce((select u.person_id from until u), '00000000-0000-0000-0000-000000000000')
      order by s.person_id desc limit newest) s
  )
  select not exists (select from until), array(
      select s.person_id from seen s group by s.person_id having bit_or(1 << s.g) = wanted order by s.person_id desc limit most)
    into complete, persons;
end $$;
grant create on schema registry to convive_lookup;
alter function registry.find_by_keys(bigint[], int[], int) owner to convive_lookup;
revoke create on schema registry from convive_lookup;
revoke all on function registry.find_by_keys(bigint[], int[], int) from public;
grant execute on function registry.find_by_keys(bigint[], int[], int) to convive_application;

-- Rows are only ever added: without this the newest, which are asked for most, would be looked up in the table as well.
alter table registry.search_key set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_insert_threshold = 20000);
