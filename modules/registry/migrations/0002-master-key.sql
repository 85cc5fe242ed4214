-- Under which master key each person's key is wrapped, so that the master key can be changed while people work; locks the table for a moment.
alter table registry.person_key add column master smallint not null default 0;
