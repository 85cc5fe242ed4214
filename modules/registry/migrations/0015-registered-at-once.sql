-- Finds people who were registered at the same moment: neither registration saw the other. Locks nothing.

-- Of those registered since then (three thousand at most) whoever shares four keys and more, as two records of one person do, with somebody registered before
-- them, does not live with them and was not found with them before. Ids that devices made earlier are older: the search at night looks at all.
create function registry.registered_at_once(since timestamptz) returns table (person_id uuid)
language sql stable security definer set search_path = pg_catalog
as $$
  with me as materialized (
    select app.organisation() as id, (lpad(to_hex((extract(epoch from since) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid as first
  ), recent as materialized (
    select distinct a.person_id from me cross join lateral (select p.person_id from access.person_access p
      where p.grantee_id = me.id and p.person_id > me.first order by p.person_id desc limit 3000) a
    where (select p.sealed from registry.person p where p.person_id = a.person_id) is false
  ), keyed as materialized (
    select s.person_id, k.key from recent r cross join me join registry.person_search s on s.person_id = r.person_id and s.organisation_id = me.id
    cross join lateral unnest(s.keys) as k (key)
  ), pair as materialized (
    select a.person_id as earlier, b.person_id as later from keyed a join keyed b on b.key = a.key and b.person_id > a.person_id
    group by 1, 2 having count(*) >= 4
  )
  select distinct p.later from pair p cross join me
  where not exists (select from registry.review r where r.person_id = p.earlier and r.other_id = p.later and r.organisation_id = me.id)
    and not exists (select from registry.household_member x join registry.household_member y on y.household_id = x.household_id
      where x.person_id = p.earlier and y.person_id = p.later)
$$;

-- As before, and whether anybody was registered since `recently`.
drop function registry.offices_to_look(timestamptz);
create function registry.offices_to_look(since timestamptz, recently timestamptz)
returns table (organisation_id uuid, waits boolean, asked boolean, open boolean, due boolean, recent boolean)
language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  first uuid := (lpad(to_hex((extract(epoch from recently) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;
begin
  if app.purpose() is distinct from 7 then raise insufficient_privilege using message = 'duplicates are looked for by the installation'; end if;
  return query select * from (
    select o.organisation_id,
      exists (select from registry.check_waiting w where w.organisation_id = o.organisation_id) as waits,
      exists (select from registry.duplicate_run r where r.organisation_id = o.organisation_id and r.finished is null and r.asked_by is not null) as asked,
      exists (select from registry.duplicate_run r where r.organisation_id = o.organisation_id and r.finished is null) as open,
      not exists (select from registry.duplicate_run r where r.organisation_id = o.organisation_id and r.began >= since) as due,
      exists (select from access.person_access a where a.grantee_id = o.organisation_id and a.person_id > first) as recent
    from accounts.organisation o) found where found.waits or found.open or found.due or found.recent;
end $$;

grant create on schema registry to convive_lookup;
alter function registry.registered_at_once(timestamptz) owner to convive_lookup;
alter function registry.offices_to_look(timestamptz, timestamptz) owner to convive_lookup;
revoke create on schema registry from convive_lookup;
revoke all on function registry.registered_at_once(timestamptz), registry.offices_to_look(timestamptz, timestamptz) from public;
grant execute on function registry.registered_at_once(timestamptz), registry.offices_to_look(timestamptz, timestamptz) to convive_application;
