import { sql, type Transaction } from '@convive/database'
import type { StandingDeadline } from '../domain/deadlines/deadlines-of.ts'
import type { Deadline } from '../domain/pack/procedure.ts'
import { parseComputed } from './parse-computed.ts'

/** What a deadline was counted from: the law as it then stood, and what it came to. */
export type Computed = { readonly law: Deadline; readonly standing: StandingDeadline }

export type StoredDeadline = Computed & {
  readonly personId: string
  readonly applicationId: string
  readonly packVersion: string
}

/** As far as the reader may see them: the office all, a person their own and how long the office has. */
export async function storedDeadlines(tx: Transaction, applications: readonly string[]): Promise<readonly StoredDeadline[]> {
  const rows = await tx.rows(sql<{ personId: string; applicationId: string; packVersion: string; computed: unknown }>`select
    person_id as "personId", application_id as "applicationId", pack_version as "packVersion", computed
    from procedures.deadline where application_id = any (${[...applications]}::uuid[]) order by due nulls last, deadline_id`)
  return rows.map(({ computed, ...row }) => ({ ...row, ...parseComputed(computed) }))
}

export async function keepDeadline(
  tx: Transaction,
  { personId, applicationId, packVersion, law, standing }: StoredDeadline,
): Promise<void> {
  const { began, due, stops, stopped, state, metOn } = standing
  const stoppedOn = state === 'stopped' ? (stops.at(-1)?.from ?? null) : null
  await tx.run(sql`insert into procedures.deadline
      (person_id, application_id, deadline_id, binds, starts, due, stopped_on, stopped_days, on_expiry, state, met_on, pack_version, computed)
    values (${personId}, ${applicationId}, ${law.id}, ${law.binds}, ${began?.earliest ?? null}, ${due?.latest ?? null}, ${stoppedOn}, ${stopped},
      ${law.onExpiry}, ${state}, ${metOn ?? null}, ${packVersion}, ${JSON.stringify({ law, standing })}::jsonb)
    on conflict (person_id, application_id, deadline_id) do update set binds = excluded.binds, starts = excluded.starts, due = excluded.due,
      stopped_on = excluded.stopped_on, stopped_days = excluded.stopped_days, on_expiry = excluded.on_expiry, state = excluded.state,
      met_on = excluded.met_on, pack_version = excluded.pack_version, computed = excluded.computed`)
}

/** What the work list is sorted by. The version stays: nothing changed that somebody judges. */
export async function noteCounted(
  tx: Transaction,
  at: { readonly personId: string; readonly applicationId: string },
  counted: {
    readonly decideBy: string | null
    readonly runsOut: string | null
    readonly watched: boolean
    /** Null: to be counted again at the next look. */
    readonly on: string | null
  },
): Promise<void> {
  await tx.run(sql`update procedures.application set decide_by = ${counted.decideBy}, runs_out = ${counted.runsOut}, watched = ${counted.watched},
    counted = ${counted.on} where person_id = ${at.personId} and application_id = ${at.applicationId}`)
}

/** Applications of the office whose deadlines were not counted today, held; what another server holds is passed over. */
export async function holdUncounted(tx: Transaction, today: string, most: number): Promise<readonly string[]> {
  const rows = await tx.rows(sql<{ applicationId: string }>`select application_id as "applicationId" from procedures.application
    where organisation_id = app.organisation() and watched and (counted is null or counted < ${today}::date)
    order by organisation_id, counted limit ${most} for update skip locked`)
  return rows.map((row) => row.applicationId)
}
