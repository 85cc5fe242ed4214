-- Readings of one person by day, and what is unusual about how much a member reads; locks the log while its index of times is made.
create index reading_by_time on access.reading using brin (at) with (pages_per_range = 16, autosummarize = on);

-- One line for each day, reader, purpose and reason. `most_by_one`: how often the same member read on that day; `at_night`: how
-- often between ten and five. Days and hours are those of the connection, which is the offices'.
create function access.reading_days_of(person uuid, most int)
returns table (day date, latest timestamptz, organisation_id uuid, purpose smallint, reason text, queries text[], times int, most_by_one int, at_night int)
language sql stable security definer set search_path = pg_catalog
as $$
  with one as (
    select r.at::date as day, r.at, r.actor_id, r.organisation_id, r.purpose, r.reason, r.query,
      count(*) over (partition by r.at::date, r.actor_id) as by_actor
    from access.reading r
    where r.persons @> array[person]
      and (select true from access.person_access a where a.person_id = person and a.grantee_id = app.grantee()
        and (a.until is null or a.until >= current_date) limit 1)
  )
  select o.day, max(o.at), o.organisation_id, o.purpose, o.reason, array_agg(distinct o.query), count(*)::int, max(o.by_actor)::int,
    (count(*) filter (where extract(hour from o.at) >= 22 or extract(hour from o.at) < 5))::int
  from one o group by o.day, o.organisation_id, o.purpose, o.reason order by max(o.at) desc limit least(most, 500)
$$;

-- How much each member of the asker's organisation read on each day, without saying of whom. `again`: of the persons read one at a
-- time on that day, the most days since then on which the same member opened one of them.
create function access.reading_habits(since timestamptz, zone text)
returns table (actor_id uuid, day date, persons int, at_night int, again int)
language sql stable security definer set search_path = pg_catalog
as $$
  with mine as materialized (
    select r.actor_id, (r.at at time zone zone) as at, p.person_id, cardinality(r.persons) = 1 as alone
    from access.reading r cross join lateral unnest(r.persons) p (person_id)
    where r.at >= since and r.organisation_id = app.organisation() and app.organisation() is not null and app.purpose() = 7
  ), days as (
    select m.actor_id, m.person_id, count(distinct m.at::date) as days from mine m where m.alone group by m.actor_id, m.person_id
  )
  select m.actor_id, m.at::date, count(distinct m.person_id)::int,
    (count(distinct m.person_id) filter (where extract(hour from m.at) >= 22 or extract(hour from m.at) < 5))::int,
    coalesce(max(d.days) filter (where m.alone), 0)::int
  from mine m left join days d using (actor_id, person_id) group by m.actor_id, m.at::date
$$;

-- The single list of readings gives way to the one by day.
drop function access.readings_of(uuid, int);
grant create on schema access to convive_lookup;
alter function access.reading_days_of(uuid, int) owner to convive_lookup;
alter function access.reading_habits(timestamptz, text) owner to convive_lookup;
revoke create on schema access from convive_lookup;
revoke all on function access.reading_days_of(uuid, int), access.reading_habits(timestamptz, text) from public;
grant execute on function access.reading_days_of(uuid, int), access.reading_habits(timestamptz, text) to convive_application;
