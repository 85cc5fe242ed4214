-- Looks at twenty records to answer whether we have met where they are as good, and not at twelve only. Adds no table, locks nothing.

-- Of those who share keys with somebody asked about (numbered, each key with its number) the five whose shared keys are the rarest together, and up to twenty of
-- whom these come to a quarter of the best; the rule stands in domain/rarest-shared.ts too, and a test holds that both choose the same. A key counts 21 bits
-- less the bits of how many bear it, of whom the newest forty are looked at, in thousandths. Of another organisation's records it says only that there is one.
create or replace function registry.find_duplicates(numbers int[], keys bigint[], strong_numbers int[], strong_keys bigint[])
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
    select a.number, p.person_id, count(*)::int as agree, sum(21000 - round(1000 * ln(cardinality(a.ids)) / ln(2.0::float8))::int) as rarity
    from asked a cross join lateral unnest(a.ids) as p (person_id) group by a.number, p.person_id
  ), placed as (
    select c.number, c.person_id, c.agree, c.rarity, row_number() over best_first as place, first_value(c.rarity) over best_first as best
    from counted c window best_first as (partition by c.number order by c.rarity desc, c.person_id desc)
  )
  select p.number, p.person_id, p.agree, false from placed p where p.place <= 5 or (p.place <= 20 and p.rarity * 4 >= p.best)
  union all
  select distinct a.number, null::uuid, 1, true from unnest(strong_numbers, strong_keys) as a (number, key)
  cross join lateral (select s.person_id from registry.search_key s where s.key = a.key and s.organisation_id <> me limit 20) o
  where (select true from access.person_access m where m.person_id = o.person_id and m.grantee_id = me limit 1) is not true;
end $$;
