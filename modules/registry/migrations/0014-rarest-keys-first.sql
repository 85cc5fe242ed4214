-- Finds candidates by how rare what they share is: a key that few bear counts more than one of many; adds no table, locks nothing.

-- Of those who share keys with somebody asked about (numbered, each key with its number) the twelve whose shared keys are the rarest together: a key counts
-- 21 bits less the bits of how many bear it, of whom the newest forty are looked at. Of another organisation's records it says only that there is one.
drop function registry.find_duplicates(int[], bigint[], int[], bigint[]);
create function registry.find_duplicates(numbers int[], keys bigint[], strong_numbers int[], strong_keys bigint[])
returns table (number int, person_id uuid, agree int, elsewhere boolean)
language plpgsql stable security definer set search_path = pg_catalog set enable_bitmapscan = off
as $$
#variable_conflict use_column
declare
  me constant uuid := app.organisation();
begin
  return query
  with asked as (
    select a.number, array(select s.person_id from registry.search_key s where s.key = a.key and s.organisation_id = me
      order by s.person_id desc limit 40) as ids
    from unnest(numbers, keys) as a (number, key)
  ), counted as (
    select a.number, p.person_id, count(*)::int as agree, row_number() over (partition by a.number
      order by sum(21 - ln(cardinality(a.ids)) / ln(2.0::float8)) desc, p.person_id desc) as place
    from asked a cross join lateral unnest(a.ids) as p (person_id) group by a.number, p.person_id
  )
  select c.number, c.person_id, c.agree, false from counted c where c.place <= 12
  union all
  select distinct a.number, null::uuid, 1, true from unnest(strong_numbers, strong_keys) as a (number, key)
  cross join lateral (select s.person_id from registry.search_key s where s.key = a.key and s.organisation_id <> me limit 20) o
  where (select true from access.person_access m where m.person_id = o.person_id and m.grantee_id = me limit 1) is not true;
end $$;
grant create on schema registry to convive_lookup;
alter function registry.find_duplicates(int[], bigint[], int[], bigint[]) owner to convive_lookup;
revoke create on schema registry from convive_lookup;
revoke all on function registry.find_duplicates(int[], bigint[], int[], bigint[]) from public;
grant execute on function registry.find_duplicates(int[], bigint[], int[], bigint[]) to convive_application;
