-- Pairs of records that may be the same person and wait for somebody to look; locks duplicate_decision while its index is made.
create table registry.review (
  person_id uuid not null,
  other_id uuid not null,
  organisation_id uuid not null,
  band text not null check (band in ('very_likely', 'possible')),
  -- When it took its place in the queue: when found, or when somebody last was not sure.
  since timestamptz not null,
  open boolean not null default true,
  -- Joining more than two records is proposed by one member and confirmed by another.
  proposed_by uuid,
  proposal_sealed bytea,
  primary key (person_id, other_id, organisation_id)
);
create index review_open on registry.review (organisation_id, since, person_id) where open;
create index duplicate_decision_by_organisation on registry.duplicate_decision (organisation_id, decision_id desc);
create index duplicate_decision_by_other on registry.duplicate_decision (other_id, person_id);

alter table registry.review enable row level security;
alter table registry.review force row level security;
create policy maintenance on registry.review to convive_owner, convive_lookup using (true) with check (true);
create policy own on registry.review to convive_application using (organisation_id = (select app.organisation())
    and (select true from access.person_access a where a.person_id = review.person_id and a.grantee_id = (select app.grantee())
      and (a.until is null or a.until >= current_date) limit 1)
    and (select true from access.person_access a where a.person_id = review.other_id and a.grantee_id = (select app.grantee())
      and (a.until is null or a.until >= current_date) limit 1));
grant select, insert, update on registry.review to convive_application;
grant all on registry.review to convive_lookup;

-- The same as before, and the pairs of whoever is erased.
create or replace function registry.forget(gone uuid, reference bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  before record;
  homes uuid[];
begin
  if not access.is_erased(gone) then
    raise insufficient_privilege using message = 'this person was not erased by you';
  end if;
  for before in select s.organisation_id, s.keys from registry.person_search s where s.person_id = gone loop
    delete from registry.search_key k where k.key = any (before.keys) and k.organisation_id = before.organisation_id and k.person_id = gone;
  end loop;
  delete from registry.person_search where person_id = gone;
  delete from registry.person_key where person_id = gone;
  delete from registry.facts where person_id = gone;
  delete from registry.photo where person_id = gone;
  delete from registry.consent where person_id = gone;
  delete from registry.credential where person_id = gone;
  delete from registry.duplicate_decision where person_id = gone or other_id = gone;
  delete from registry.review where person_id = gone or other_id = gone;
  delete from registry.alias where person_id = gone or survivor_id = gone;
  homes := array(select m.household_id from registry.household_member m where m.person_id = gone);
  delete from registry.household_member where person_id = gone;
  delete from registry.household h where h.household_id = any (homes)
    and not exists (select from registry.household_member m where m.household_id = h.household_id);
  delete from registry.person where person_id = gone;
  delete from statistics.person where row_ref = reference;
end $$;
