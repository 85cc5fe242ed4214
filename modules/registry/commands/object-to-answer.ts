import { personThemselves } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { ownWords } from '../domain/own-words.ts'
import { correctionsOf, findCorrection, reopenCorrection, sealPart } from '../store/corrections.ts'
import { loadFacts } from '../store/facts.ts'

/** A person does not agree that their correction was declined: once, and another member of the office answers. */
export const objectToAnswer = command({
  name: 'registry/object-to-answer',
  about: 'Disagree with a declined correction; another member of the office looks at it.',
  input: z.object({ personId: z.uuid(), correctionId: z.uuid(), text: ownWords }),
  may: personThemselves(),
  refusals: [
    'registry/correction-not-declined',
    'registry/correction-waits',
    'registry/words-required',
    'registry/text-too-long',
  ],
  async run(work) {
    const { personId, correctionId, text } = work.input
    const correction = await findCorrection(work.tx, { personId, correctionId })
    const known = (await loadFacts(work.tx, work.vault, { persons: [personId], upTo: 1 })).get(personId)
    if (correction?.state !== 'declined' || correction.objected !== null || known === undefined)
      return refuse('registry/correction-not-declined')
    const asked = await correctionsOf(work.tx, personId)
    if (asked.some((one) => one.state === 'open' && one.fact === correction.fact)) return refuse('registry/correction-waits')
    const objectionSealed = sealPart(known.key, { correctionId }, 'objection', text)
    await reopenCorrection(work.tx, { personId, correctionId, objected: work.now, objectionSealed })
    work.journal(personId, { fields: [`correction/${correction.fact}/objected`] })
    return ok({ personId, correctionId })
  },
})
