import type pg from 'pg'
import { connectTo } from './connect.ts'

/** What an operator wants to know about the database, read as its owner. Nothing of it is about a person. */
export type Examination = {
  /** Such as 180004. */
  readonly version: number
  /** The database's clock. */
  readonly now: Date
  /** Tables that would show rows to whoever asks. */
  readonly unguarded: readonly string[]
  /** What would let a server role go round row-level security. */
  readonly roles: readonly { readonly name: string; readonly fault: 'missing' | 'superuser' | 'bypasses' | 'owns tables' }[]
  /** Minutes that the oldest open transaction has lasted; a forgotten one keeps old rows and locks. */
  readonly oldestTransaction: number
  /** Whether a crash can lose what was acknowledged. */
  readonly durable: boolean
}

/** The role that serves and the one that counts: neither may own a table. */
const serving = ['convive_application', 'convive_statistics']

export async function examine(ownerUrl: string): Promise<Examination> {
  const client = await connectTo(ownerUrl)
  try {
    const { rows } = await client.query<Omit<Examination, 'roles'>>(`select current_setting('server_version_num')::int as version,
      clock_timestamp() as now,
      array(select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname not in ('information_schema', 'convive') and n.nspname not like 'pg\\_%'
        and not (c.relrowsecurity and c.relforcerowsecurity) order by 1) as unguarded,
      coalesce((select extract(epoch from max(clock_timestamp() - xact_start)) / 60 from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()), 0)::float8 as "oldestTransaction",
      current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' and current_setting('full_page_writes') = 'on' as durable`)
    const found = rows[0]
    if (found === undefined) throw new Error('The database says nothing about itself.')
    return { ...found, roles: await faultsOfRoles(client) }
  } finally {
    await client.end()
  }
}

async function faultsOfRoles(client: pg.Client): Promise<Examination['roles']> {
  const { rows } = await client.query<{ name: string; known: boolean; super: boolean; bypass: boolean; owns: boolean }>(
    `select name, r.oid is not null as known, coalesce(r.rolsuper, false) as super, coalesce(r.rolbypassrls, false) as bypass,
      exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relowner = r.oid and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema') as owns
    from unnest($1::text[]) name left join pg_roles r on r.rolname = name`,
    [serving],
  )
  return rows.flatMap((role) => {
    const fault = !role.known
      ? ('missing' as const)
      : role.super
        ? ('superuser' as const)
        : role.bypass
          ? ('bypasses' as const)
          : role.owns
            ? ('owns tables' as const)
            : undefined
    return fault === undefined ? [] : [{ name: role.name, fault }]
  })
}
