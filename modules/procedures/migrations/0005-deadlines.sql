-- Deadlines with what each was counted from, and requests for papers; locks procedures.application while columns are added and filled.
alter table procedures.application
  -- What runs out first for the office, the day its deadlines were last counted, and whether any can still run out.
  add column runs_out date, add column counted date, add column watched boolean not null default false;
update procedures.application set runs_out = decide_by, watched = true where status <> 'draft';
drop index procedures.application_by_organisation;
create index application_by_organisation on procedures.application (organisation_id, status, runs_out);
create index application_watched on procedures.application (organisation_id, counted) where watched;

-- A deadline of the office is the principal applicant's row, one to appeal a row of whoever was refused. `computed` holds the law and the stops as they
-- were counted: days, articles and words of the pack, nothing about the person.
create table procedures.deadline (
  person_id uuid not null,
  application_id uuid not null,
  deadline_id text not null,
  binds text not null check (binds in ('office', 'person')),
  starts date not null,
  due date,
  stopped_on date,
  stopped_days int not null,
  on_expiry text not null check (on_expiry in ('approve', 'refuse', 'escalate', 'lapse')),
  state text not null check (state in ('running', 'stopped', 'run_out', 'met')),
  met_on date,
  pack_version text not null,
  computed jsonb not null,
  primary key (person_id, application_id, deadline_id)
);
create index deadline_by_application on procedures.deadline (application_id);

-- What an officer asks of one applicant, in words sealed with that person's key. `missing` shrinks as papers come; the clock stands until it is empty, the
-- request is taken back, or the day passes until when they were to come.
create table procedures.paper_request (
  person_id uuid not null,
  request_id uuid not null,
  application_id uuid not null,
  requirements text[] not null,
  missing text[] not null,
  asked date not null,
  asked_by uuid not null,
  until date not null,
  sealed bytea not null,
  ended date,
  primary key (person_id, request_id)
);
create index paper_request_by_application on procedures.paper_request (application_id);
create index paper_request_by_id on procedures.paper_request (request_id);

do $$
declare
  name text;
begin
  foreach name in array array['deadline', 'paper_request'] loop
    execute format('alter table procedures.%I enable row level security', name);
    execute format('alter table procedures.%I force row level security', name);
    execute format('create policy maintenance on procedures.%I to convive_owner, convive_lookup using (true) with check (true)', name);
    execute format(
      'create policy sees on procedures.%1$I to convive_application using ((select true from access.person_access a where a.person_id = %1$I.person_id
        and a.grantee_id = (select app.grantee()) and (a.until is null or a.until >= current_date) limit 1))', name);
  end loop;
end $$;
-- Who takes part in an application reads how long the office has; of the others' appeals and papers nothing.
create policy takes_part on procedures.deadline for select to convive_application
  using (binds = 'office' and (select true from procedures.applicant p where p.application_id = deadline.application_id and p.until is null limit 1));
grant select, insert, update on procedures.deadline, procedures.paper_request to convive_application;
grant all on procedures.deadline, procedures.paper_request to convive_lookup;

-- The days on which a clock stood still are the same for all who apply together, also where one may not read what was asked of another: days only.
create function procedures.stops_of(application uuid) returns table (asked date, until date, ended date)
language sql stable security definer set search_path = pg_catalog
as $$
  select r.asked, r.until, r.ended from procedures.paper_request r where r.application_id = application
    and exists (select from procedures.application a join access.person_access g on g.person_id = a.person_id
      where a.application_id = application and g.grantee_id = app.grantee() and (g.until is null or g.until >= current_date))
  order by r.asked, r.request_id
$$;

-- Offices with deadlines that were not counted today. It names no application and nobody.
create function procedures.offices_to_count(day date) returns table (organisation_id uuid)
language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if app.purpose() is distinct from 7 then raise insufficient_privilege using message = 'deadlines are counted by the installation'; end if;
  return query select distinct a.organisation_id from procedures.application a where a.watched and (a.counted is null or a.counted < day);
end $$;

-- As before, with deadlines and requests.
drop function procedures.forget(uuid, boolean);
create function procedures.forget(person uuid, repeated boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  theirs uuid[];
begin
  if not access.is_erased(person) then
    raise insufficient_privilege using message = 'this person was not erased by you';
  end if;
  if not repeated and exists (select from procedures.applicant p join procedures.application a on a.application_id = p.application_id
      where p.person_id = person and p.until is null and a.status = 'submitted') then
    return false;
  end if;
  theirs := array(select p.application_id from procedures.applicant p where p.person_id = person
    union select a.application_id from procedures.application a where a.person_id = person);
  delete from procedures.deadline where person_id = person;
  delete from procedures.paper_request where person_id = person;
  delete from procedures.evidence where person_id = person;
  delete from procedures.decision where person_id = person;
  delete from procedures.applicant where person_id = person;
  -- What others apply for together with them goes on: it holds ids, a procedure, days and a status.
  delete from procedures.application a where a.person_id = person and a.application_id = any (theirs)
    and not exists (select from procedures.applicant p where p.application_id = a.application_id);
  return true;
end $$;

grant create on schema procedures to convive_lookup;
alter function procedures.stops_of(uuid) owner to convive_lookup;
alter function procedures.offices_to_count(date) owner to convive_lookup;
alter function procedures.forget(uuid, boolean) owner to convive_lookup;
revoke create on schema procedures from convive_lookup;
revoke all on function procedures.stops_of(uuid), procedures.offices_to_count(date), procedures.forget(uuid, boolean) from public;
grant execute on function procedures.stops_of(uuid), procedures.offices_to_count(date), procedures.forget(uuid, boolean) to convive_application;
