import { either, members, personThemselves } from '@convive/access'
import { command, type Work } from '@convive/commands'
import { isPartialDate, ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { isChildOn } from '../domain/age.ts'
import { consentPurposes, consentTextVersion } from '../domain/consent-purposes.ts'
import { textOf } from '../domain/match-subject.ts'
import { isSharePurpose } from '../domain/sharing.ts'
import { whoConsents } from '../domain/who-consents.ts'
import { consentHistory, insertConsent } from '../store/consents.ts'
import { loadFacts } from '../store/facts.ts'
import { findPerson } from '../store/persons.ts'
import { endShares } from '../store/shares.ts'

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
    await insertConsent(work.tx, personId, {
      version: latest.version + 1,
      answers: { ...latest.answers, [purpose]: answer },
      textVersion: consentTextVersion,
      givenBy: await answersFor(work, { personId, before: latest.givenBy }),
      at: work.now,
    })
    // Whoever takes a yes back is read by nobody else from this moment on.
    const ended =
      answer === 'refused' && isSharePurpose(purpose) ? await endShares(work.tx, { personId, purpose, at: work.now }) : 0
    work.journal(personId, { fields: [`consent/${purpose}/${answer}`, ...(ended > 0 ? ['share/ended'] : [])] })
    work.tell('registry/consent-changed', { personId, purpose })
    return ok({ personId })
  },
})

/** With a code it is whose code it is; at the desk it is judged as at registration, by what is known today. */
async function answersFor(
  work: Work,
  { personId, before }: { readonly personId: string; readonly before: string },
): Promise<'self' | 'guardian' | 'nobody'> {
  if (work.actor.kind === 'person') return work.actor.personId === personId ? 'self' : 'guardian'
  const person = await findPerson(work.tx, personId)
  const born = textOf((await loadFacts(work.tx, work.vault, { persons: [personId], upTo: 1 })).get(personId)?.facts['birth_date'])
  const isChild = born !== undefined && isPartialDate(born) ? isChildOn(born, work.today) : undefined
  return whoConsents(before === 'guardian' ? 'guardian' : 'self', { relation: person?.relation ?? null, isChild })
}
