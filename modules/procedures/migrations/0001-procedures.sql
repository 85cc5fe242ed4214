-- Applications, their members, evidence, decisions and deadlines; locks nothing.
create schema procedures;
grant usage on schema procedures to convive_application, convive_lookup, convive_owner;

-- An application belongs to its principal applicant; the other members are rows of theirs.
create table procedures.application (
  person_id uuid not null,
  application_id uuid not null,
  organisation_id uuid not null,
  procedure_id text not null,
  pack_version text not null,
  status text not null check (status in ('draft', 'submitted', 'approved', 'refused', 'withdrawn')),
  version int not null,
  opened date not null,
  opened_by uuid not null,
  prepared_by uuid,
  submitted date,
  decide_by date,
  primary key (person_id, application_id)
);
-- Nobody has two open applications for one thing, also when two are opened at once.
create unique index application_open_once on procedures.application (person_id, procedure_id) where status in ('draft', 'submitted');
create index application_by_organisation on procedures.application (organisation_id, status, decide_by);
create table procedures.applicant (
  person_id uuid not null,
  application_id uuid not null,
  principal_id uuid not null,
  since date not null,
  until date,
  primary key (person_id, application_id)
);
create index applicant_by_application on procedures.applicant (application_id);

create table procedures.evidence (
  person_id uuid not null,
  evidence_id uuid not null,
  application_id uuid not null,
  requirement text not null,
  kind text not null,
  content_type text not null,
  size int not null,
  file_ref bytea not null,
  sealed bytea not null,
  added date not null,
  added_by uuid not null,
  removed date,
  primary key (person_id, evidence_id)
);
create index evidence_by_application on procedures.evidence (application_id);

-- One row for each applicant, sealed with their own key: nobody learns of the others. Taken on a stored snapshot: versions of the facts, version of the pack, and the explanation as it was shown.
create table procedures.decision (
  person_id uuid not null,
  application_id uuid not null,
  decision_id uuid not null,
  outcome text not null check (outcome in ('approved', 'refused')),
  pack_version text not null,
  sealed bytea not null,
  decided_by uuid not null,
  decided date not null,
  appeal_until date,
  paper_id uuid,
  primary key (person_id, application_id, decision_id)
);

do $$
declare
  name text;
begin
  foreach name in array array['application', 'applicant', 'evidence', 'decision'] loop
    execute format('alter table procedures.%I enable row level security', name);
    execute format('alter table procedures.%I force row level security', name);
    execute format('create policy maintenance on procedures.%I to convive_owner, convive_lookup using (true) with check (true)', name);
    execute format(
      'create policy sees on procedures.%1$I to convive_application using ((select true from access.person_access a where a.person_id = %1$I.person_id
        and a.grantee_id = (select app.grantee()) and (a.until is null or a.until >= current_date) limit 1))', name);
  end loop;
end $$;

-- Who takes part in an application follows it; only whoever may see the principal applicant changes it.
create policy takes_part on procedures.application for select to convive_application
  using ((select true from procedures.applicant p where p.application_id = application.application_id and p.until is null limit 1));

grant select, insert, update on procedures.application, procedures.applicant, procedures.evidence to convive_application;
grant select, insert on procedures.decision to convive_application;
grant all on all tables in schema procedures to convive_lookup;
