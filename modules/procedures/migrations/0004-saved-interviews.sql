-- Answers of an interview that somebody asked to have kept, sealed under a code that only they know. A new table: locks nothing in use.
create table procedures.saved_interview (
  lookup bytea primary key,
  sealed bytea not null,
  expires date not null
);
create index saved_interview_by_end on procedures.saved_interview (expires);
alter table procedures.saved_interview enable row level security;
alter table procedures.saved_interview force row level security;
create policy maintenance on procedures.saved_interview to convive_owner, convive_lookup using (true) with check (true);

-- Nobody lists them: one is reached by what its code leads to, or not at all.
create function procedures.save_interview(at bytea, bytes bytea, until date, today date) returns void
language sql volatile security definer set search_path = pg_catalog
as $$
  delete from procedures.saved_interview s where s.expires < today;
  insert into procedures.saved_interview (lookup, sealed, expires) values (at, bytes, until);
$$;
create function procedures.open_saved_interview(at bytea, today date) returns table (sealed bytea, expires date)
language sql stable security definer set search_path = pg_catalog
as $$ select s.sealed, s.expires from procedures.saved_interview s where s.lookup = at and s.expires >= today $$;
create function procedures.forget_saved_interview(at bytea) returns boolean
language sql volatile security definer set search_path = pg_catalog
as $$ with gone as (delete from procedures.saved_interview s where s.lookup = at returning 1) select exists (select 1 from gone) $$;

grant all on procedures.saved_interview to convive_lookup;
grant create on schema procedures to convive_lookup;
alter function procedures.save_interview(bytea, bytea, date, date) owner to convive_lookup;
alter function procedures.open_saved_interview(bytea, date) owner to convive_lookup;
alter function procedures.forget_saved_interview(bytea) owner to convive_lookup;
revoke create on schema procedures from convive_lookup;
