-- Who had proposed a decision that takes two members; adds an empty column, without a lock worth naming.
alter table registry.duplicate_decision add column proposed_by uuid;
