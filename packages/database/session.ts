/** Why a record is touched. Each transaction states one; row-level security and the journal read it. */
export const purposes = {
  registration: 1,
  protection: 2,
  casework: 3,
  papers: 4,
  statistics: 5,
  self: 6,
  operation: 7,
  information: 8,
  account: 9,
  emergency: 10,
  sharing: 11,
} as const

export type Purpose = keyof typeof purposes

export function isPurpose(text: string | undefined): text is Purpose {
  return text !== undefined && Object.hasOwn(purposes, text)
}

/**
 * On whose behalf a transaction runs. `grantee` is what access rows are held by: an organisation, or a person who
 * reads their own record. Without it every table shows no rows.
 */
export type Session = {
  readonly actor?: string | undefined
  readonly grantee?: string | undefined
  readonly organisation?: string | undefined
  readonly purpose: Purpose
  /** Transactions with the same number wait for each other: two requests with one key run one after the other. */
  readonly lock?: bigint | undefined
  /** The commit does not wait for the disk: a crash of PostgreSQL within a second may lose it. For what only adds to the access log (ADR 37). */
  readonly flush?: 'later' | undefined
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * With `commitStatement` the only SQL that is put together as text: PostgreSQL takes no parameters in `set local`, and
 * `set_config()` does not reach the workers of a distributed database. Every value is an id of fixed shape or an enumerated number.
 */
export function beginStatement(session: Session): string {
  const setting = (name: string, value: string | undefined): string => {
    if (value !== undefined && !uuid.test(value)) throw new TypeError(`app.${name} must be an id`)
    return `set local app.${name} = '${value ?? ''}';`
  }
  const flush = session.flush === 'later' ? ' set local synchronous_commit = off;' : ''
  const lock = session.lock === undefined ? '' : ` select pg_advisory_xact_lock(${BigInt.asIntN(64, session.lock)});`
  return `begin; ${setting('actor', session.actor)} ${setting('grantee', session.grantee)} ${setting('organisation', session.organisation)} set local app.purpose = '${purposes[session.purpose]}';${flush}${lock}`
}

/** A function called together with the commit: what it locks must not wait for another journey between us and the database. */
export type LastCall = { readonly name: string; readonly ids: readonly string[]; readonly bytes: readonly Uint8Array[] }

/** `commit`, in one message with the last call. Ids have a fixed shape, bytes travel as hexadecimal digits. */
export function commitStatement(call: LastCall | undefined): string {
  if (call === undefined) return 'commit'
  if (!/^[a-z_]+\.[a-z_]+$/.test(call.name) || !call.ids.every((id) => uuid.test(id))) throw new TypeError('not a call of ours')
  const bytes = call.bytes.map((one) => `'\\x${Buffer.from(one).toString('hex')}'`)
  return `select ${call.name}('{${call.ids.join(',')}}'::uuid[], array[${bytes.join(',')}]::bytea[]); commit`
}
