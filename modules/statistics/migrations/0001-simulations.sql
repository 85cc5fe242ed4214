-- What planners asked about a change of the law, and what came out; of people made up from published counts. Locks nothing.
create table statistics.simulation (
  organisation_id uuid not null,
  simulation_id uuid not null,
  member_id uuid not null,
  asked_at timestamptz not null,
  changed timestamptz not null,
  -- The law's text, the change, published counts, what was assumed; nothing about a person.
  asked jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'refused', 'too-long', 'cancelled')),
  progress real not null default 0,
  found jsonb,
  worker uuid,
  lease timestamptz,
  primary key (organisation_id, simulation_id)
);
create index simulation_to_do on statistics.simulation (asked_at) where state in ('waiting', 'running');
alter table statistics.simulation enable row level security;
alter table statistics.simulation force row level security;
create policy maintenance on statistics.simulation to convive_owner, convive_lookup using (true) with check (true);
create policy own on statistics.simulation to convive_application using (organisation_id = (select app.organisation()))
  with check (organisation_id = (select app.organisation()));
grant select, insert, update on statistics.simulation to convive_application;
grant all on statistics.simulation to convive_lookup;

-- The next simulation to work at, one at a time in the whole installation; what a server that was stopped left behind begins again.
create function statistics.claim_simulation(own uuid, seconds int)
returns table (organisation_id uuid, simulation_id uuid, asked jsonb)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  found record;
begin
  perform pg_advisory_xact_lock(5061237742);
  if exists (select from statistics.simulation o where o.state = 'running' and o.worker <> own and o.lease >= clock_timestamp()) then return; end if;
  select s.organisation_id, s.simulation_id into found from statistics.simulation s
    where s.state in ('waiting', 'running') and (s.lease is null or s.lease < clock_timestamp() or s.worker = own)
    order by s.asked_at, s.simulation_id limit 1;
  if found.simulation_id is null then return; end if;
  return query update statistics.simulation s set state = 'running', progress = 0, worker = own, lease = clock_timestamp() + make_interval(secs => seconds)
    where s.organisation_id = found.organisation_id and s.simulation_id = found.simulation_id
    returning s.organisation_id, s.simulation_id, s.asked;
end $$;

-- How far it is; false when it is not this worker's any more, or was cancelled.
create function statistics.note_simulation(own uuid, which uuid, done real, seconds int) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  update statistics.simulation s set progress = done, lease = clock_timestamp() + make_interval(secs => seconds)
    where s.simulation_id = which and s.worker = own and s.state = 'running';
  return found;
end $$;

create function statistics.end_simulation(own uuid, which uuid, how text, result jsonb) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  update statistics.simulation s set state = how, found = result, changed = clock_timestamp(), progress = 1, worker = null, lease = null
    where s.simulation_id = which and s.worker = own and s.state = 'running';
  return found;
end $$;

-- Kept for thirty days.
create function statistics.tidy_simulations(at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
as $$ delete from statistics.simulation s where s.asked_at < at - interval '30 days' $$;

grant create on schema statistics to convive_lookup;
alter function statistics.claim_simulation(uuid, int) owner to convive_lookup;
alter function statistics.note_simulation(uuid, uuid, real, int) owner to convive_lookup;
alter function statistics.end_simulation(uuid, uuid, text, jsonb) owner to convive_lookup;
alter function statistics.tidy_simulations(timestamptz) owner to convive_lookup;
revoke create on schema statistics from convive_lookup;
revoke all on function statistics.claim_simulation(uuid, int), statistics.note_simulation(uuid, uuid, real, int),
  statistics.end_simulation(uuid, uuid, text, jsonb), statistics.tidy_simulations(timestamptz) from public;
grant execute on function statistics.claim_simulation(uuid, int), statistics.note_simulation(uuid, uuid, real, int),
  statistics.end_simulation(uuid, uuid, text, jsonb), statistics.tidy_simulations(timestamptz) to convive_application;
