import { either, members, personThemselves } from '@convive/access'
import { command } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { consentPurposes, consentTextVersion } from '../domain/consent-purposes.ts'
import { consentHistory, insertConsent } from '../store/consents.ts'

/** A person gives or withdraws consent for one purpose. Earlier answers stay on record. */
export const changeConsent = command({
  name: 'registry/change-consent',
  about: 'Give or withdraw consent for one purpose.',
  input: z.object({ personId: z.uuid(), purpose: z.enum(consentPurposes), answer: z.enum(['given', 'refused']) }),
  may: either(personThemselves(), members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration')),
  refusals: ['registry/person-not-found'],
  async run(work) {
    const { personId, purpose, answer } = work.input
    const [latest] = await consentHistory(work.tx, personId)
    if (latest === undefined) return refuse('registry/person-not-found')
    const givenBy = work.actor.kind === 'person' && work.actor.personId !== personId ? 'guardian' : 'self'
    await insertConsent(work.tx, personId, {
      version: latest.version + 1,
      answers: { ...latest.answers, [purpose]: answer },
      textVersion: consentTextVersion,
      givenBy,
      at: work.now,
    })
    work.journal(personId, { fields: [`consent/${purpose}/${answer}`] })
    work.tell('registry/consent-changed', { personId, purpose })
    return ok({ personId })
  },
})
