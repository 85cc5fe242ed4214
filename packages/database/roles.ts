import pg from 'pg'

/** Who the server is towards PostgreSQL. The owner migrates, the application serves, `convive_lookup` owns definer functions. */
export type Credentials = { readonly ownerUrl: string; readonly applicationUrl: string }

/**
 * Creates database and roles with a superuser's connection (embedded servers and tests; an operator of a server of their
 * own runs the same statements once). Safe to repeat. Passwords and names come from our own generator, never from a user.
 */
export async function createDatabaseAndRoles(
  superuserUrl: string,
  made: { readonly database: string; readonly password: string },
): Promise<Credentials> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  const password = pg.escapeLiteral(made.password)
  const database = pg.escapeIdentifier(made.database)
  try {
    for (const [role, kind] of [
      ['convive_owner', 'login'],
      ['convive_application', 'login noinherit'],
      ['convive_statistics', 'nologin'],
      ['convive_lookup', 'nologin'],
    ] as const) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      if (rowCount === 0) await client.query(`create role ${role} ${kind}`)
      if (kind !== 'nologin') await client.query(`alter role ${role} password ${password}`)
    }
    await client.query('grant convive_lookup to convive_owner')
    await client.query('grant convive_statistics to convive_application')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [made.database])
    if (rowCount === 0) await client.query(`create database ${database} owner convive_owner`)
    await client.query(`revoke all on database ${database} from public`)
    await client.query(`grant connect on database ${database} to convive_application, convive_statistics`)
  } finally {
    await client.end()
  }
  const url = (user: string): string => {
    const at = new URL(superuserUrl)
    at.username = user
    at.password = made.password
    at.pathname = `/${made.database}`
    return at.toString()
  }
  return { ownerUrl: url('convive_owner'), applicationUrl: url('convive_application') }
}

/** The server refuses to serve as a role for which row-level security would not hold. Returns what is wrong, or nothing. */
export async function whatIsWrongWithRole(applicationUrl: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: applicationUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ super: boolean; bypass: boolean; owns: boolean; version: number }>(
      `select r.rolsuper as super, r.rolbypassrls as bypass, current_setting('server_version_num')::int as version,
        exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relowner = r.oid and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema') as owns
       from pg_roles r where r.rolname = current_user`,
    )
    const role = rows[0]
    if (role === undefined) return 'The database role is not known.'
    if (role.super)
      return 'The database role is a superuser: row-level security would not hold. Use the role convive_application.'
    if (role.bypass)
      return 'The database role has BYPASSRLS: row-level security would not hold. Use the role convive_application.'
    if (role.owns) return 'The database role owns tables: use the role convive_application to serve and convive_owner to migrate.'
    if (role.version < 150_000) return 'PostgreSQL 15 or newer is needed.'
    return undefined
  } finally {
    await client.end()
  }
}
