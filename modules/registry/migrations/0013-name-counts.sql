-- How many bear a name, counted by the search at night, so that agreeing on a frequent one says less. Locks nothing.

-- No name and no origin is written down: `names_of` is a keyed hash of origin and part (given, family), `name` one of a name by its sound, or 0 for
-- all of them. Told once the run is over, of frequent names only.
create table registry.name_count (
  organisation_id uuid not null,
  told boolean not null,
  names_of bigint not null,
  name bigint not null,
  bearers int not null,
  -- In the row for all names: how often two strangers agree on one of the frequent ones.
  chance double precision not null default 0,
  primary key (organisation_id, told, names_of, name)
);
alter table registry.name_count enable row level security;
alter table registry.name_count force row level security;
create policy maintenance on registry.name_count to convive_owner, convive_lookup using (true) with check (true);
create policy own on registry.name_count to convive_application using (organisation_id = (select app.organisation()))
  with check (organisation_id = (select app.organisation()));
grant select, insert, update, delete on registry.name_count to convive_application;
grant all on registry.name_count to convive_lookup;
