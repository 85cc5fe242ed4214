-- An index of the requests to erase that wait; locks access.erasure while it is made, which holds few rows.
create index erasure_waiting on access.erasure (organisation_id, asked, person_id) where erased is null;
