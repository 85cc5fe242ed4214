import type { Reading } from '@convive/commands'
import { sql, type Transaction } from '@convive/database'

/** One opening of a record by a member whose organisation does not serve the person. */
export type Emergency = {
  readonly personId: string
  readonly emergencyId: string
  readonly organisationId: string
  readonly openedBy: string
  readonly opened: Date
  readonly isOpen: boolean
  readonly reasonSealed: Buffer
  readonly verdict: 'justified' | 'not_justified' | null
}
const columns = sql.raw(
  `person_id as "personId", emergency_id as "emergencyId", organisation_id as "organisationId", opened_by as "openedBy", opened,
   until > now() as "isOpen", reason_sealed as "reasonSealed", verdict`,
)

export function emergencyContext(emergencyId: string, part: 'reason' | 'review'): string {
  return `registry.emergency/${emergencyId}/${part}`
}

export function emergencyReason({ vault }: Pick<Reading, 'vault'>, one: Emergency): string {
  return vault.open(emergencyContext(one.emergencyId, 'reason'), one.reasonSealed).toString()
}

/** Who it is, once it is opened; `tooMany` when the member has opened too many today; nothing when the number opens nobody. */
export async function openEmergency(
  tx: Transaction,
  one: { readonly number: string; readonly emergencyId: string; readonly at: Date; readonly reasonSealed: Buffer },
): Promise<{ readonly personId: string | null; readonly tooMany: boolean } | undefined> {
  return tx.first(sql<{ personId: string | null; tooMany: boolean }>`select person_id as "personId", too_many as "tooMany"
    from registry.open_emergency(${one.number}, ${one.emergencyId}::uuid, ${one.at}::timestamptz, ${one.reasonSealed}::bytea)`)
}

export async function reviewEmergency(
  tx: Transaction,
  one: Pick<Emergency, 'personId' | 'emergencyId'> & {
    readonly at: Date
    readonly verdict: 'justified' | 'not_justified'
    readonly reviewSealed: Buffer
  },
): Promise<boolean> {
  const row = await tx.first(sql<{
    done: boolean
  }>`select registry.review_emergency(${one.personId}::uuid, ${one.emergencyId}::uuid,
    ${one.at}::timestamptz, ${one.verdict}, ${one.reviewSealed}::bytea) as done`)
  return row?.done ?? false
}

export async function emergenciesOf(tx: Transaction, personId: string): Promise<readonly Emergency[]> {
  return tx.rows(
    sql<Emergency>`select ${columns} from registry.emergency where person_id = ${personId} order by emergency_id desc limit 50`,
  )
}

/** What the actor's organisation opened, and what others opened of those it registered; newest first. */
export async function emergenciesFor(tx: Transaction, whose: 'ours' | 'of-ours', most: number): Promise<readonly Emergency[]> {
  const mine = whose === 'ours' ? sql`organisation_id = app.organisation()` : sql`office_id = app.organisation()`
  return tx.rows(sql<Emergency>`select ${columns} from registry.emergency where ${mine} order by emergency_id desc limit ${most}`)
}
