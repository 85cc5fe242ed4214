import { members } from '@convive/access'
import { command } from '@convive/commands'
import { addDays, isCalendarDate, isPartialDate, ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { adultFrom, isChildOn } from '../domain/age.ts'
import { textOf } from '../domain/match-subject.ts'
import { ownWords } from '../domain/own-words.ts'
import { partsFor, refusesSharing, shareParts, sharePurposes } from '../domain/sharing.ts'
import { consentHistory } from '../store/consents.ts'
import { loadFacts } from '../store/facts.ts'
import { insertShare, shareContext } from '../store/shares.ts'

const why = {
  person: { code: 'registry/person-not-found' },
  organisation: { code: 'registry/organisation-unknown', at: 'organisationId' },
  until: { code: 'registry/until-impossible', at: 'until' },
  consent: { code: 'registry/consent-needed', at: 'purpose' },
  already: { code: 'registry/shared-already', at: 'organisationId' },
} as const

/** Lets another organisation read parts of a record, by the person's consent, for a reason, until a day. */
export const sharePerson = command({
  name: 'registry/share-person',
  about:
    "Let another organisation read named parts of a person's ordinary facts, by their consent, for a reason and until a day. Nothing sensitive or restricted goes along.",
  input: z.object({
    personId: z.uuid(),
    organisationId: z.uuid('registry/organisation-unknown'),
    purpose: z.enum(sharePurposes, 'registry/permission-required'),
    parts: z.array(z.enum(shareParts)).max(shareParts.length).default([]),
    reason: ownWords,
    until: z.string().max(10),
  }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: [
    'registry/person-not-found',
    'registry/organisation-unknown',
    'registry/permission-required',
    'registry/part-not-covered',
    'registry/until-impossible',
    'registry/consent-needed',
    'registry/guardian-consent-needed',
    'registry/own-consent-needed',
    'registry/shared-already',
    'registry/words-required',
    'registry/text-too-long',
  ],
  async run(work) {
    const { personId, organisationId, purpose, reason } = work.input
    const known = (await loadFacts(work.tx, work.vault, { persons: [personId], upTo: 1 })).get(personId)
    if (known === undefined || work.actor.kind !== 'member') return refuse('registry/person-not-found')
    const parts = partsFor(purpose, work.input.parts)
    if (parts === undefined) return refuse({ code: 'registry/part-not-covered', at: 'parts' })
    const born = textOf(known.facts['birth_date'])
    const birth = born !== undefined && isPartialDate(born) ? born : undefined
    const isChild = birth === undefined ? undefined : isChildOn(birth, work.today)
    const refused = refusesSharing(await consentHistory(work.tx, personId), { purpose, isChild })
    if (refused !== undefined) return refuse(refused)
    const { until } = work.input
    // A guardian's yes ends with childhood.
    if (!isCalendarDate(until) || (isChild === true && birth !== undefined && until > addDays(adultFrom(birth), -1)))
      return refuse(why.until)
    const shareId = work.newId<'share'>()
    const reasonSealed = work.vault.seal(shareContext(shareId), Buffer.from(reason))
    const one = { personId, shareId, organisationId, purpose, parts, reasonSealed, until, at: work.now }
    const outcome = await insertShare(work.tx, one)
    if (outcome !== 'shared') return refuse(why[outcome])
    work.journal(personId, { fields: [`share/${shareId}/given`, ...parts] })
    work.journal(work.actor.organisationId, { fields: [`share/${shareId}/given`] })
    work.tell('registry/person-shared', { personId, shareId, organisationId })
    return ok({ personId, shareId })
  },
})
