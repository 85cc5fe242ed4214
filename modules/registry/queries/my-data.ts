import { personThemselves } from '@convive/access'
import { organisationNames } from '@convive/accounts'
import { query, type Reading } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { unusualForOne } from '../domain/reading-habits.ts'
import { displayName } from '../domain/match-subject.ts'
import { consentHistory } from '../store/consents.ts'
import { correctionsOf, openCorrection } from '../store/corrections.ts'
import { emergenciesOf, emergencyReason } from '../store/emergencies.ts'
import { loadFacts } from '../store/facts.ts'
import { changesOf, readingDaysOf } from '../store/history.ts'
import { findPerson } from '../store/persons.ts'
import { registeringOffice } from '../store/shares.ts'
import { toldShares } from './show-shares.ts'

/** What a person sees of themselves and of the children they represent. */
export const myData = query({
  name: 'registry/my-data',
  about: 'Your own record: facts, consent, who read and changed it and why. Restricted facts are handed over by an officer only.',
  input: z.object({ personId: z.uuid().optional() }),
  may: personThemselves(),
  refusals: ['registry/person-not-found'],
  async run(reading) {
    if (reading.actor.kind !== 'person') return refuse('commands/not-allowed')
    const mine = [reading.actor.personId, ...reading.actor.represents]
    const asked = reading.input.personId ?? reading.actor.personId
    const record = mine.some((id) => id === asked) ? await recordOf(reading, asked) : undefined
    if (record === undefined) return refuse('registry/person-not-found')
    const known = await loadFacts(reading.tx, reading.vault, { persons: mine, upTo: 1 })
    reading.shows(asked)
    return ok({
      ...record,
      mine: mine.flatMap((id) => (known.has(id) ? [{ personId: id, name: displayName(known.get(id)?.facts ?? {}) }] : [])),
    })
  },
})

/** Everything of one record that its owner may read. */
export async function recordOf(reading: Reading, personId: string) {
  const person = await findPerson(reading.tx, personId)
  const known = (await loadFacts(reading.tx, reading.vault, { persons: [personId], upTo: 2 })).get(personId)
  if (person === undefined || known === undefined) return undefined
  const readings = await readingDaysOf(reading.tx, personId)
  const changes = await changesOf(reading.tx, personId)
  const emergencies = await emergenciesOf(reading.tx, personId)
  const office = await registeringOffice(reading.tx, personId)
  const organisations = [
    ...new Set([
      ...[...readings, ...changes, ...emergencies].flatMap((one) => one.organisationId ?? []),
      ...(office === undefined ? [] : [office]),
    ]),
  ]
  const names = await organisationNames(reading.tx, organisations)
  return {
    personId,
    number: person.number,
    registered: person.registered,
    name: displayName(known.facts),
    facts: known.facts,
    emergencies: emergencies.map((one) => ({
      at: one.opened,
      organisation: names.get(one.organisationId) ?? '',
      reason: emergencyReason(reading, one),
      verdict: one.verdict,
    })),
    /** The office that registered them, and everybody it lets or let read the record. */
    office: office === undefined ? undefined : names.get(office),
    shares: await toldShares(reading, personId),
    consents: await consentHistory(reading.tx, personId),
    corrections: (await correctionsOf(reading.tx, personId)).map((one) => openCorrection(known.key, one)),
    readings: readings.map((one) => ({
      day: one.day,
      latest: one.latest,
      times: one.times,
      purpose: one.purpose,
      what: tellable(one.purpose, one.queries.join(', ')),
      reason: one.reason,
      unusual: one.organisationId === null ? undefined : unusualForOne(one),
      organisation: names.get(one.organisationId ?? ''),
      yourself: one.organisationId === null,
    })),
    changes: changes.map((one) => ({
      at: one.at,
      purpose: one.purpose,
      what: tellable(one.purpose, one.command),
      fields: one.fields.filter((field) => field !== 'restricted'),
      organisation: names.get(one.organisationId ?? ''),
      yourself: one.organisationId === undefined,
    })),
  }
}

/**
 * Whoever holds code and PIN may have been made to give them away: that protected details exist, or that somebody wrote or
 * read them, is not told here, only that the team worked for protection.
 */
function tellable(purpose: string, what: string): string | undefined {
  return purpose === 'protection' ? undefined : what
}
