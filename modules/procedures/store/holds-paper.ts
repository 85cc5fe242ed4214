import type { Work } from '@convive/commands'
import { addDays, type Refusal } from '@convive/kernel'
import { papersOf } from '@convive/papers'
import { recordsOf } from '@convive/registry'
import { citationText, isUnverified } from '../domain/pack/procedure.ts'
import { applicationsOf } from './applications.ts'
import { packs } from './packs.ts'

/**
 * Why this person does not apply again: they already hold the paper to which this procedure leads, and the same right is not
 * given twice, whichever of their records it was given to. One that ends as soon as the pack says may be renewed by a new application.
 */
export async function paperHeld(
  work: Pick<Work, 'tx' | 'today'>,
  personId: string,
  procedureId: string,
): Promise<Refusal | undefined> {
  const procedure = packs.procedures.get(procedureId)
  if (procedure?.issues === undefined) return undefined
  const { renewable } = procedure.issues
  const records = await recordsOf(work.tx, personId)
  const led = new Set(
    (await applicationsOf(work.tx, records)).filter((one) => one.procedureId === procedureId).map((one) => one.applicationId),
  )
  const soon = addDays(work.today, renewable?.daysBefore ?? 0)
  const isHeld = (await papersOf(work.tx, records)).some(
    (paper) =>
      paper.applicationId !== null &&
      led.has(paper.applicationId) &&
      paper.revokedOn === null &&
      (paper.validUntil === null || paper.validUntil > soon),
  )
  if (!isHeld) return undefined
  if (renewable === undefined) return { code: 'procedures/held-until-it-ends' }
  const { daysBefore, cite } = renewable
  return {
    code: 'procedures/already-held',
    with: { days: daysBefore, article: citationText(procedure, cite), checked: isUnverified(procedure, cite) ? 'no' : 'yes' },
  }
}
