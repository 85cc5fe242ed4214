-- Functions that read the session of a transaction; locks nothing.
create schema app;

-- A reused connection holds '' where nothing was set, and a bare cast of '' is an error.
create function app.grantee() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.grantee', true), '')::uuid $$;
create function app.actor() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.actor', true), '')::uuid $$;
create function app.organisation() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.organisation', true), '')::uuid $$;
create function app.purpose() returns smallint language sql stable parallel safe
  as $$ select nullif(current_setting('app.purpose', true), '')::smallint $$;

grant usage on schema app to convive_application, convive_lookup, convive_statistics;
