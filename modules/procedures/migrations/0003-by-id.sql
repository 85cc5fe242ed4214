-- Applications and evidence are opened by their own id, decisions by their application; locks each against writing while its index is made.
create index application_by_id on procedures.application (application_id);
create index evidence_by_id on procedures.evidence (evidence_id);
create index decision_by_application on procedures.decision (application_id, decision_id);
