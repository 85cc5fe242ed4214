import { members } from '@convive/access'
import { query, type Reading } from '@convive/commands'
import { isPartialDate, ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { isChildOn } from '../domain/age.ts'
import { settledAmong } from '../domain/settled-pairs.ts'
import { correctable } from '../domain/correctable.ts'
import { displayName, textOf } from '../domain/match-subject.ts'
import { consentHistory } from '../store/consents.ts'
import { aliasesOf, decisionsAbout } from '../store/duplicates.ts'
import { findDuplicates } from '../store/candidates.ts'
import { saidOf } from '../store/said.ts'
import { findableOf } from '../store/findable.ts'
import { correctionsOf, openCorrection } from '../store/corrections.ts'
import { loadFacts } from '../store/facts.ts'
import { classOf } from '../store/fact-rules.ts'
import { findPhoto } from '../store/photos.ts'
import { findPerson } from '../store/persons.ts'
import { guardiansOf } from '../store/representation.ts'
import { householdStrip } from './show-household.ts'

/** A person with household, facts and their sources, open duplicates, consent. Restricted facts only as "there is something". */
export const showPerson = query({
  name: 'registry/show-person',
  about: 'A person: facts with their sources, household, possible duplicates, consent. Restricted facts are not in it.',
  input: z.object({ personId: z.uuid() }),
  may: members('registrar', 'protection_officer', 'case_officer', 'adjudicator')
    .onPersonsTheyServe()
    .forPurpose('registration', 'casework', 'protection'),
  refusals: ['registry/person-not-found'],
  async run(reading) {
    const { personId } = reading.input
    const person = await findPerson(reading.tx, personId)
    const known = (await loadFacts(reading.tx, reading.vault, { persons: [personId], upTo: 2 })).get(personId)
    if (person === undefined || known === undefined) return refuse('registry/person-not-found')
    reading.shows(personId)
    const strip = person.householdId === null ? [] : await householdStrip(reading, person.householdId)
    const decisions = await decisionsAbout(reading.tx, personId)
    const settled = decisions
      .filter((one) => one.undone === null && one.decision !== 'unsure')
      .map((one) => (one.personId === personId ? one.otherId : one.personId))
    const names = strip.filter((one) => one.personId !== personId).map((one) => one.name)
    const [found = { likely: [], elsewhere: false }] = await findDuplicates(
      reading,
      [findableOf(reading, { facts: known.facts, householdNames: names })],
      { except: [personId, ...settled] },
    )
    const likely = await notSettled(reading, personId, found.likely)
    const duplicates = { ...found, likely }
    reading.shows(...duplicates.likely.map((one) => one.id))
    const aliases = await aliasesOf(reading.tx, personId)
    const [consent] = await consentHistory(reading.tx, personId)
    const guardians = await guardiansOf(reading.tx, personId)
    const named = await loadFacts(reading.tx, reading.vault, { persons: guardians.map((one) => one.personId), upTo: 1 })
    const born = textOf(known.facts['birth_date'])
    const photo = await findPhoto(reading.tx, personId)
    return ok({
      person: { ...person, name: displayName(known.facts) },
      members: strip,
      facts: known.facts,
      versions: known.versions,
      /** Facts that can be corrected, each with the version that a correction is based on. */
      correctable: Object.fromEntries(correctable.map((fact) => [fact, known.versions[classOf(fact)] ?? 0])),
      duplicates,
      links: { ...aliases, decisions },
      consent: consent?.answers ?? {},
      corrections: (await correctionsOf(reading.tx, personId)).map((one) => openCorrection(known.key, one)),
      isChild: born !== undefined && isPartialDate(born) && isChildOn(born, reading.today) === true,
      guardians: guardians.map((one) => ({ ...one, name: displayName(named.get(one.personId)?.facts ?? {}) })),
      photo: photo === undefined ? undefined : known.key.open(`registry.photo/${photo.photoId}`, photo.sealed).toString('base64'),
    })
  },
})

/** Whoever is this person already, or was told apart from any record of this person, is not asked about again. */
async function notSettled<One extends { readonly id: string }>(
  { tx }: Pick<Reading, 'tx'>,
  personId: string,
  likely: readonly One[],
): Promise<readonly One[]> {
  if (likely.length === 0) return likely
  const isSettled = settledAmong(await saidOf(tx, [personId, ...likely.map((one) => one.id)]))
  return likely.filter((one) => !isSettled([personId, one.id]))
}
