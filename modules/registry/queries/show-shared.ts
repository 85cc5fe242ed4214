import { members } from '@convive/access'
import { organisationNames } from '@convive/accounts'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { displayName } from '../domain/match-subject.ts'
import { shareParts, sharedFacts } from '../domain/sharing.ts'
import { loadFacts } from '../store/facts.ts'
import { findPerson } from '../store/persons.ts'
import { findPhoto } from '../store/photos.ts'
import { shareReason, sharesWithUs } from '../store/shares.ts'

/** What another organisation shares of somebody with the reader's own: the parts that were named and nothing of the household. */
export const showShared = query({
  name: 'registry/show-shared',
  about: 'The parts of a record that another organisation shares with yours, why and until when.',
  input: z.object({ personId: z.uuid() }),
  may: members('registrar', 'protection_officer', 'case_officer', 'adjudicator').onPersonsSharedWithThem().forPurpose('sharing'),
  refusals: ['registry/person-not-found'],
  async run(reading) {
    const { personId } = reading.input
    const shares = await sharesWithUs(reading, [personId])
    const person = await findPerson(reading.tx, personId)
    const known = (await loadFacts(reading.tx, reading.vault, { persons: [personId], upTo: 1 })).get(personId)
    if (shares.length === 0 || person === undefined || known === undefined) return refuse('registry/person-not-found')
    reading.shows(personId)
    const parts = shareParts.filter((part) => shares.some((share) => share.parts.includes(part)))
    const photo = parts.includes('photo') ? await findPhoto(reading.tx, personId) : undefined
    const names = await organisationNames(reading.tx, [...new Set(shares.map((one) => one.officeId))])
    return ok({
      personId,
      number: person.number,
      name: displayName(known.facts),
      facts: sharedFacts(known.facts, parts),
      photo: photo === undefined ? undefined : known.key.open(`registry.photo/${photo.photoId}`, photo.sealed).toString('base64'),
      shares: shares.map((one) => ({
        office: names.get(one.officeId) ?? '',
        parts: one.parts,
        reason: shareReason(reading, one),
        until: one.until,
      })),
    })
  },
})
