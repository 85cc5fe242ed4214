import { personThemselves } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { correctable } from '../domain/correctable.ts'
import { insertCorrection, sealPart } from '../store/corrections.ts'
import { classOf } from '../store/fact-rules.ts'
import { loadFacts } from '../store/facts.ts'
import { ownWords } from '../domain/own-words.ts'

/** "This is wrong": a person says so of one fact, in their own words; an officer answers. */
export const askCorrection = command({
  name: 'registry/ask-correction',
  about: 'Say that one fact in your record, or in that of a child you represent, is wrong.',
  input: z.object({ personId: z.uuid(), fact: z.enum(correctable, 'registry/fact-unknown'), text: ownWords }),
  may: personThemselves(),
  refusals: [
    'registry/person-not-found',
    'registry/fact-unknown',
    'registry/words-required',
    'registry/text-too-long',
    'registry/correction-waits',
  ],
  async run(work) {
    const { personId, fact, text } = work.input
    if (work.actor.kind !== 'person') return refuse('commands/not-allowed')
    const known = (await loadFacts(work.tx, work.vault, { persons: [personId], upTo: 1 })).get(personId)
    if (known === undefined) return refuse('registry/person-not-found')
    const correctionId = work.newId<'correction'>()
    const asked = {
      personId,
      correctionId,
      fact,
      level: classOf(fact),
      asked: work.now,
      askedBy: work.actor.personId,
      textSealed: sealPart(known.key, { correctionId }, 'text', text),
    }
    if (!(await insertCorrection(work.tx, asked))) return refuse('registry/correction-waits')
    work.journal(personId, { fields: [`correction/${fact}/asked`] })
    return ok({ personId, correctionId })
  },
})
