-- What people say is wrong in their record, and what became of it; locks nothing.
create table registry.correction (
  person_id uuid not null,
  correction_id uuid not null,
  fact text not null,
  class smallint not null check (class between 1 and 2),
  state text not null default 'open' check (state in ('open', 'accepted', 'declined')),
  asked timestamptz not null,
  asked_by uuid not null,
  text_sealed bytea not null,
  answered timestamptz,
  answered_by uuid,
  answer_sealed bytea,
  -- Whoever disagrees with a decline says so once; then another member answers.
  objected timestamptz,
  objection_sealed bytea,
  primary key (person_id, correction_id)
);
create index correction_open on registry.correction (asked, person_id) where state = 'open';
create unique index correction_open_once on registry.correction (person_id, fact) where state = 'open';

alter table registry.correction enable row level security;
alter table registry.correction force row level security;
create policy maintenance on registry.correction to convive_owner, convive_lookup using (true) with check (true);
create policy sees on registry.correction to convive_application using (
  (select true from access.person_access a where a.person_id = correction.person_id and a.grantee_id = (select app.grantee()) and a.scope >= correction.class
    and (a.until is null or a.until >= current_date) limit 1));
grant select, insert, update on registry.correction to convive_application;
grant all on registry.correction to convive_lookup;

-- Whoever is erased takes along what they asked for.
alter function registry.forget(uuid, bytea) rename to forget_record;
create function registry.forget(gone uuid, reference bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  perform registry.forget_record(gone, reference);
  delete from registry.correction where person_id = gone;
end $$;
grant create on schema registry to convive_lookup;
alter function registry.forget(uuid, bytea) owner to convive_lookup;
revoke create on schema registry from convive_lookup;
revoke all on function registry.forget(uuid, bytea) from public;
revoke all on function registry.forget_record(uuid, bytea) from convive_application;
grant execute on function registry.forget(uuid, bytea) to convive_application;
