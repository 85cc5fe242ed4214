import type { Work } from '@convive/commands'
import { sql } from '@convive/database'

/** Whether a record is counted in statistics: a person with two linked records counts once, the dead not at all. */
export async function setCounted(work: Pick<Work, 'tx' | 'vault'>, personId: string, counted: boolean): Promise<void> {
  const reference = work.vault.hmac('statistics-row', personId)
  await work.tx.run(sql`update statistics.person set counted = ${counted} where row_ref = ${reference}`)
}
