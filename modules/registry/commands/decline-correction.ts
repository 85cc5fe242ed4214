import { members } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { ownWords } from '../domain/own-words.ts'
import { answerCorrection, findCorrection, sealPart } from '../store/corrections.ts'
import { loadFacts } from '../store/facts.ts'

/** The record stays as it is, and the person reads why. After an objection it takes another member to say so again. */
export const declineCorrection = command({
  name: 'registry/decline-correction',
  about: 'Decline a correction that a person asked for, with the reason they read.',
  input: z.object({ personId: z.uuid(), correctionId: z.uuid(), reason: ownWords }),
  may: members('registrar', 'protection_officer', 'case_officer').onPersonsTheyServe().forPurpose('registration', 'casework'),
  refusals: ['registry/correction-not-open', 'registry/another-must-answer', 'registry/words-required', 'registry/text-too-long'],
  async run(work) {
    const { personId, correctionId, reason } = work.input
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const correction = await findCorrection(work.tx, { personId, correctionId })
    const known = (await loadFacts(work.tx, work.vault, { persons: [personId], upTo: 1 })).get(personId)
    if (correction?.state !== 'open' || known === undefined) return refuse('registry/correction-not-open')
    if (correction.answeredBy === work.actor.memberId) return refuse('registry/another-must-answer')
    await answerCorrection(work.tx, {
      personId,
      correctionId,
      state: 'declined',
      answered: work.now,
      answeredBy: work.actor.memberId,
      answerSealed: sealPart(known.key, { correctionId }, 'answer', reason),
    })
    work.journal(personId, { fields: [`correction/${correction.fact}/declined`] })
    return ok({ personId, correctionId })
  },
})
