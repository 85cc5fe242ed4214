import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { recordsOf } from '@convive/registry'
import { z } from 'zod'
import { papersOf } from '../store/papers.ts'

/** Papers issued to a person, newest first. */
export const papersOfPerson = query({
  name: 'papers/papers-of-person',
  about: 'Papers issued to a person, under any of their records.',
  input: z.object({ personId: z.uuid() }),
  may: either(
    personThemselves(),
    members('registrar', 'case_officer', 'adjudicator', 'protection_officer')
      .onPersonsTheyServe()
      .forPurpose('papers', 'casework'),
  ),
  refusals: [],
  async run(reading) {
    const papers = await papersOf(reading.tx, await recordsOf(reading.tx, reading.input.personId))
    reading.shows(...papers.map((one) => one.personId))
    const state = (paper: (typeof papers)[number]): 'revoked' | 'expired' | 'valid' =>
      paper.revokedOn !== null ? 'revoked' : paper.validUntil !== null && paper.validUntil < reading.today ? 'expired' : 'valid'
    return ok({
      papers: papers.map((paper) => ({
        paperId: paper.paperId,
        kind: paper.kind,
        number: paper.number,
        issued: paper.issued,
        validUntil: paper.validUntil,
        state: state(paper),
      })),
    })
  },
})
