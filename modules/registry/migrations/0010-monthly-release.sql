-- Counts are released once a month by the clock, not by whoever looks first, and only of enough people; locks statistics.frozen for a moment.
create table statistics.release (
  -- The first day of the month for which it was made, and the last day on which whoever is counted was registered.
  released_for date primary key,
  counted_until date not null,
  enough boolean not null
);
alter table statistics.release enable row level security;
alter table statistics.release force row level security;
create policy maintenance on statistics.release to convive_owner, convive_lookup using (true) with check (true);
grant all on statistics.release to convive_lookup;
-- What was counted before stays what is shown this month.
insert into statistics.release select date_trunc('month', max(frozen_on))::date, max(frozen_on), true from statistics.frozen having count(*) > 0;

drop function statistics.freeze(date);
-- Makes the copy of a month, once: whoever was registered before it began, if they are `fewest` or more. `everybody` counts today's
-- people too, again and again: only where a demonstration is all there is.
create function statistics.make_release(today date, fewest int, everybody boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog
as $$
declare
  first_day date := date_trunc('month', today);
  until date := case when everybody then today else first_day - 1 end;
  people int;
begin
  if app.purpose() is distinct from 7 then raise insufficient_privilege using message = 'counts are released by the installation'; end if;
  if everybody and exists (select from registry.person p where not exists (select from accounts.organisation o
      where o.organisation_id = p.registered_by and o.is_demo)) then
    raise insufficient_privilege using message = 'people are registered here for real';
  end if;
  if not everybody and exists (select from statistics.release r where r.released_for >= first_day) then return false; end if;
  lock table statistics.frozen in exclusive mode;
  if not everybody and exists (select from statistics.release r where r.released_for >= first_day) then return false; end if;
  delete from statistics.frozen;
  insert into statistics.frozen
    select row_ref, record_key, population_group, need, sex, age_group, nationality, place, until from statistics.person p
    where p.counted and (everybody or p.month < to_char(first_day, 'YYYY-MM'));
  get diagnostics people = row_count;
  if people < fewest then delete from statistics.frozen; end if;
  insert into statistics.release values (first_day, until, people >= fewest)
    on conflict (released_for) do update set counted_until = excluded.counted_until, enough = excluded.enough;
  return true;
end $$;
create function statistics.newest_release() returns table (counted_until date, enough boolean)
language sql stable security definer set search_path = pg_catalog
as $$ select r.counted_until, r.enough from statistics.release r where app.purpose() = 5 order by r.released_for desc limit 1 $$;

grant create on schema statistics to convive_lookup;
alter function statistics.make_release(date, int, boolean) owner to convive_lookup;
alter function statistics.newest_release() owner to convive_lookup;
revoke create on schema statistics from convive_lookup;
revoke all on function statistics.make_release(date, int, boolean), statistics.newest_release() from public;
grant execute on function statistics.make_release(date, int, boolean), statistics.newest_release() to convive_application;
