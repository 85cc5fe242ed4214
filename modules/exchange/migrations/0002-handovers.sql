-- Who was handed over in a file, by whom, and when; locks nothing.
create table exchange.handover (
  person_id uuid not null,
  export_id uuid not null,
  organisation_id uuid not null,
  member_id uuid not null,
  household_id uuid not null,
  version text not null check (version in ('3.1', '4.1')),
  made timestamptz not null,
  primary key (person_id, export_id)
);
create index handover_of_export on exchange.handover (organisation_id, export_id);

alter table exchange.handover enable row level security;
alter table exchange.handover force row level security;
create policy maintenance on exchange.handover to convive_owner, convive_lookup using (true) with check (true);
create policy sees on exchange.handover for select to convive_application using (
  (select true from access.person_access a where a.person_id = handover.person_id and a.grantee_id = (select app.grantee())
    and (a.until is null or a.until >= current_date) limit 1));
create policy adds on exchange.handover for insert to convive_application with check (
  organisation_id = (select app.organisation()) and (select true from access.person_access a where a.person_id = handover.person_id
    and a.grantee_id = (select app.grantee()) and (a.until is null or a.until >= current_date) limit 1));
grant select, insert on exchange.handover to convive_application;
grant all on exchange.handover to convive_lookup;

-- Of somebody who was erased nothing is kept here either; their journal has ended.
create function exchange.forget(person uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if not access.is_erased(person) then
    raise insufficient_privilege using message = 'this person was not erased by you';
  end if;
  delete from exchange.handover where person_id = person;
end $$;

grant create on schema exchange to convive_lookup;
alter function exchange.forget(uuid) owner to convive_lookup;
revoke create on schema exchange from convive_lookup;
revoke all on function exchange.forget(uuid) from public;
grant execute on function exchange.forget(uuid) to convive_application;
