-- Organisations, members, invitations, sessions, tokens and throttling of sign-in; locks nothing.
create schema accounts;
grant usage on schema accounts to convive_application, convive_lookup, convive_owner;

create table accounts.organisation (
  organisation_id uuid primary key,
  name text not null,
  country text not null,
  time_zone text not null,
  office_prefix text not null,
  is_demo boolean not null default false,
  founded timestamptz not null default now()
);

create table accounts.member (
  organisation_id uuid not null,
  member_id uuid not null,
  sign_in_name text not null,
  name text not null,
  roles text[] not null,
  status text not null check (status in ('invited', 'active', 'disabled')),
  password_hash text,
  totp_sealed bytea,
  totp_step bigint not null default 0,
  primary key (organisation_id, member_id)
);
create unique index member_by_id on accounts.member (member_id);
-- A sign-in name is looked up before anyone is known, so it is unique across organisations; the name itself is an address
-- the member chose, and a clash answers in the same words as an unknown invitation.
create unique index member_by_sign_in_name on accounts.member (sign_in_name);

create table accounts.invitation (
  organisation_id uuid not null,
  member_id uuid not null,
  code_hash bytea not null unique,
  code_sealed bytea not null,
  until timestamptz not null,
  primary key (organisation_id, member_id)
);

create table accounts.session (
  session_hash bytea primary key,
  actor_id uuid not null,
  kind text not null check (kind in ('member', 'person')),
  started timestamptz not null,
  seen timestamptz not null,
  until timestamptz not null
);
create index session_by_actor on accounts.session (actor_id);

create table accounts.token (
  organisation_id uuid not null,
  token_id uuid not null,
  token_hash bytea not null unique,
  member_id uuid not null,
  label text not null,
  scope text[] not null,
  until timestamptz not null,
  revoked timestamptz,
  primary key (organisation_id, token_id)
);

-- subject: an account or code (hashed); source: the network address or the device (hashed). One row per pair and kind.
create table accounts.attempt (
  subject bytea not null,
  source bytea not null,
  failures int not null,
  since timestamptz not null,
  primary key (subject, source)
);

do $$
declare
  name text;
begin
  foreach name in array array['organisation', 'member', 'invitation', 'session', 'token', 'attempt'] loop
    execute format('alter table accounts.%I enable row level security', name);
    execute format('alter table accounts.%I force row level security', name);
    execute format('create policy maintenance on accounts.%I to convive_owner, convive_lookup using (true) with check (true)', name);
  end loop;
end $$;

create policy own on accounts.organisation to convive_application
  using (organisation_id = (select app.organisation())) with check (organisation_id = (select app.organisation()));
create policy own on accounts.member to convive_application
  using (organisation_id = (select app.organisation())) with check (organisation_id = (select app.organisation()));
create policy own on accounts.invitation to convive_application
  using (organisation_id = (select app.organisation())) with check (organisation_id = (select app.organisation()));
create policy own on accounts.token to convive_application
  using (organisation_id = (select app.organisation())) with check (organisation_id = (select app.organisation()));
create policy own on accounts.session to convive_application using (actor_id = (select app.actor()));

-- What is asked before anybody is known. Each answers about one secret that the asker must already hold.
create function accounts.member_named(wanted text)
returns table (member_id uuid, organisation_id uuid, password_hash text, totp_sealed bytea, totp_step bigint, status text, is_demo boolean)
language sql stable security definer set search_path = pg_catalog
as $$ select m.member_id, m.organisation_id, m.password_hash, m.totp_sealed, m.totp_step, m.status, o.is_demo
  from accounts.member m join accounts.organisation o on o.organisation_id = m.organisation_id where m.sign_in_name = wanted $$;

create function accounts.take_totp_step(member uuid, step bigint) returns boolean
language sql volatile security definer set search_path = pg_catalog
as $$ with taken as (update accounts.member m set totp_step = step where m.member_id = member and m.totp_step < step returning 1) select exists (select from taken) $$;

create function accounts.start_session(secret bytea, actor uuid, sort text, at timestamptz, ends timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
as $$
  delete from accounts.session s where s.until < at;
  insert into accounts.session values (secret, actor, sort, at, at, ends)
$$;

create function accounts.session_of(secret bytea, at timestamptz, member_idle interval, person_idle interval)
returns table (actor_id uuid, kind text, member_organisation uuid, name text, roles text[], status text, time_zone text, organisation_name text, is_demo boolean)
language sql volatile security definer set search_path = pg_catalog
as $$
  update accounts.session s set seen = at where s.session_hash = secret and s.until > at and s.seen < at - interval '20 seconds'
    and s.seen > at - case s.kind when 'person' then person_idle else member_idle end;
  select s.actor_id, s.kind, m.organisation_id, m.name, m.roles, m.status, o.time_zone, o.name, o.is_demo
  from accounts.session s
  left join accounts.member m on s.kind = 'member' and m.member_id = s.actor_id
  left join accounts.organisation o on o.organisation_id = m.organisation_id
  where s.session_hash = secret and s.until > at
    and s.seen > at - case s.kind when 'person' then person_idle else member_idle end
$$;

create function accounts.end_session(secret bytea) returns void
language sql volatile security definer set search_path = pg_catalog
as $$ delete from accounts.session s where s.session_hash = secret $$;

-- All sessions of a person whose code is replaced; only an organisation that holds the whole record does that.
create function accounts.end_sessions_of(person uuid) returns void
language sql volatile security definer set search_path = pg_catalog
as $$ delete from accounts.session s where s.actor_id = person and s.kind = 'person' and access.may_grant(person) $$;

create function accounts.token_of(secret bytea, at timestamptz)
returns table (member_id uuid, organisation_id uuid, name text, roles text[], status text, scope text[], time_zone text)
language sql stable security definer set search_path = pg_catalog
as $$
  select m.member_id, m.organisation_id, m.name, m.roles, m.status, t.scope, o.time_zone
  from accounts.token t join accounts.member m on m.member_id = t.member_id join accounts.organisation o on o.organisation_id = m.organisation_id
  where t.token_hash = secret and t.until > at and t.revoked is null
$$;

create function accounts.invitation_of(secret bytea, at timestamptz)
returns table (member_id uuid, organisation_id uuid, name text, sign_in_name text)
language sql stable security definer set search_path = pg_catalog
as $$
  select m.member_id, m.organisation_id, m.name, m.sign_in_name
  from accounts.invitation i join accounts.member m on m.member_id = i.member_id where i.code_hash = secret and i.until > at
$$;

create function accounts.accept_invitation(secret bytea, at timestamptz, password text, totp bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  found uuid;
begin
  delete from accounts.invitation i where i.code_hash = secret and i.until > at returning i.member_id into found;
  update accounts.member m set password_hash = password, totp_sealed = totp, totp_step = 0, status = 'active' where m.member_id = found;
  return found;
end $$;

create function accounts.nobody_yet() returns boolean language sql stable security definer set search_path = pg_catalog
as $$ select not exists (select from accounts.organisation) $$;

-- How many failures a subject has had from this source and in all since a moment.
create function accounts.failures(who bytea, whence bytea, since_when timestamptz) returns table (here int, everywhere int)
language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(sum(a.failures) filter (where a.source = whence), 0)::int, coalesce(sum(a.failures), 0)::int
  from accounts.attempt a where a.subject = who and a.since > since_when
$$;

create function accounts.failed(who bytea, whence bytea, at timestamptz, since_when timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
as $$
  delete from accounts.attempt a where a.since <= since_when and a.subject = who;
  insert into accounts.attempt values (who, whence, 1, at) on conflict (subject, source) do update set failures = attempt.failures + 1
$$;

create function accounts.succeeded(who bytea, whence bytea) returns void
language sql volatile security definer set search_path = pg_catalog
as $$ delete from accounts.attempt a where a.subject = who and a.source = whence $$;

-- Names shown to a person who asks who read their record: the organisation, never the member.
create function accounts.organisation_names(wanted uuid[]) returns table (organisation_id uuid, name text)
language sql stable security definer set search_path = pg_catalog
as $$ select o.organisation_id, o.name from accounts.organisation o where o.organisation_id = any (wanted) and app.actor() is not null $$;

-- Only of organisations marked as demonstrations: their secrets are printed on the sign-in page.
create function accounts.demo_members(wanted text[]) returns table (name text, sign_in_name text, roles text[])
language sql stable security definer set search_path = pg_catalog
as $$
  select m.name, m.sign_in_name, m.roles from accounts.member m join accounts.organisation o on o.organisation_id = m.organisation_id
  where o.is_demo and m.status = 'active' and m.sign_in_name = any (wanted) order by m.member_id
$$;

grant select, insert, update on accounts.organisation, accounts.member, accounts.token to convive_application;
grant select, insert, update, delete on accounts.invitation to convive_application;
grant select, delete on accounts.session to convive_application;
grant all on all tables in schema accounts to convive_lookup;
grant create on schema accounts to convive_lookup;
do $$
declare
  made regprocedure;
begin
  for made in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'accounts' loop
    execute format('alter function %s owner to convive_lookup', made);
    execute format('revoke all on function %s from public', made);
    execute format('grant execute on function %s to convive_application', made);
  end loop;
end $$;
revoke create on schema accounts from convive_lookup;
