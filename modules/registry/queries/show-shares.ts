import { members } from '@convive/access'
import { organisationNames, otherOrganisations } from '@convive/accounts'
import { query, type Reading } from '@convive/commands'
import { isPartialDate, ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { isChildOn } from '../domain/age.ts'
import { displayName, textOf } from '../domain/match-subject.ts'
import { refusesSharing, sharePurposes } from '../domain/sharing.ts'
import { consentHistory } from '../store/consents.ts'
import { loadFacts } from '../store/facts.ts'
import { findPerson } from '../store/persons.ts'
import { shareReason, sharesOf } from '../store/shares.ts'

/** Whom a record is and was shared with, and whether what the person said lets it be shared now. */
export const showShares = query({
  name: 'registry/show-shares',
  about: 'Which organisations a record is and was shared with, which there are, and what the consents allow.',
  input: z.object({ personId: z.uuid() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/person-not-found'],
  async run(reading) {
    const { personId } = reading.input
    const person = await findPerson(reading.tx, personId)
    const facts = (await loadFacts(reading.tx, reading.vault, { persons: [personId], upTo: 1 })).get(personId)?.facts
    if (person === undefined || facts === undefined) return refuse('registry/person-not-found')
    reading.shows(personId)
    const born = textOf(facts['birth_date'])
    const isChild = born !== undefined && isPartialDate(born) ? isChildOn(born, reading.today) : undefined
    const history = await consentHistory(reading.tx, personId)
    return ok({
      personId,
      householdId: person.householdId,
      number: person.number,
      name: displayName(facts),
      consents: sharePurposes.map((purpose) => ({ purpose, refused: refusesSharing(history, { purpose, isChild })?.code })),
      organisations: await otherOrganisations(reading.tx),
      shares: await toldShares(reading, personId),
    })
  },
})

/** Shares in words: with whom, what, why, until when, and how one that holds no longer ended. */
export async function toldShares(reading: Reading, personId: string) {
  const shares = await sharesOf(reading.tx, personId)
  const names = await organisationNames(reading.tx, [...new Set(shares.map((one) => one.organisationId))])
  return shares.map((one) => ({
    shareId: one.shareId,
    organisation: names.get(one.organisationId) ?? '',
    purpose: one.purpose,
    parts: one.parts,
    reason: shareReason(reading, one),
    shared: one.shared,
    until: one.until,
    holds: one.holds,
    endedWhy: one.endedWhy,
  }))
}
