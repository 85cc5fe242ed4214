import type { Work } from '@convive/commands'
import { addDays } from '@convive/kernel'
import { papersOf } from '@convive/papers'
import { applicationsOf } from './applications.ts'

/** A paper that ends sooner may be renewed by a new application; before, a lost one is issued again instead. */
const renewableDays = 90

/** Whether this person already holds the paper to which this procedure leads: the same right is not given twice. */
export async function holdsPaper(work: Pick<Work, 'tx' | 'today'>, personId: string, procedureId: string): Promise<boolean> {
  const led = new Set(
    (await applicationsOf(work.tx, personId)).filter((one) => one.procedureId === procedureId).map((one) => one.applicationId),
  )
  const soon = addDays(work.today, renewableDays)
  return (await papersOf(work.tx, personId)).some(
    (paper) =>
      paper.applicationId !== null &&
      led.has(paper.applicationId) &&
      paper.revokedOn === null &&
      (paper.validUntil === null || paper.validUntil >= soon),
  )
}
