import { members } from '@convive/access'
import { query, type Reading } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { comparePeople, featuresOf, openPersonModel } from '@convive/matching'
import { z } from 'zod'
import { areJoined, joinedBy, type Pair } from '../domain/links.ts'
import { displayName, matchSubject } from '../domain/match-subject.ts'
import { decisionsBetween, reasonOf, type DuplicateDecision } from '../store/duplicates.ts'
import { loadFacts, type KnownFacts } from '../store/facts.ts'
import { tiesAround } from '../store/links.ts'
import { findPerson, type PersonRow } from '../store/persons.ts'
import { findPhoto } from '../store/photos.ts'
import { placeText } from '../store/parse-place.ts'
import { countReviews, findReview, proposalOf } from '../store/reviews.ts'
import { sealedAmong } from '../store/seal-record.ts'
import { householdStrip } from './show-household.ts'

const personModel = openPersonModel()

/** How many wait is counted to here. */
const mostCounted = 999

/** Two records side by side. Only ordinary facts: sensitive and restricted ones do not tell who somebody is. */
export const compareRecords = query({
  name: 'registry/compare-records',
  about: 'Two records side by side, what speaks for and against their being one person, and what was said of them.',
  input: z.object({ personId: z.uuid(), otherId: z.uuid() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/person-not-found', 'registry/same-record'],
  async run(reading) {
    const [older = '', newer = ''] = [reading.input.personId, reading.input.otherId].toSorted()
    const pair: Pair = [older, newer]
    if (older === newer) return refuse('registry/same-record')
    // A sealed record is opened by its number; comparing is for those who sealed it.
    const protects = reading.actor.kind === 'member' && reading.actor.roles.includes('protection_officer')
    if (!protects && (await sealedAmong(reading.tx, pair)).size > 0) return refuse('registry/person-not-found')
    const known = await loadFacts(reading.tx, reading.vault, { persons: pair, upTo: 1 })
    const [left, right] = [await sideOf(reading, known.get(older)), await sideOf(reading, known.get(newer))]
    if (left === undefined || right === undefined) return refuse('registry/person-not-found')
    reading.shows(older, newer)
    const ties = await tiesAround(reading.tx, pair)
    const group = joinedBy(ties, pair)
    const sealed = protects ? new Set<string>() : await sealedAmong(reading.tx, group)
    const shown = group.filter((id) => !sealed.has(id))
    const others = await loadFacts(reading.tx, reading.vault, { persons: shown, upTo: 1 })
    reading.shows(...shown)
    const review = await findReview(reading.tx, { personId: older, otherId: newer })
    const decisions = await decisionsBetween(reading.tx, pair)
    const me = reading.actor.kind === 'member' ? reading.actor.memberId : undefined
    return ok({
      sides: [left.shown, right.shown] as const,
      reasons: comparePeople(left.features, right.features, personModel()).reasons.filter((one) => one.favours !== 'neither'),
      joined: areJoined(ties, pair),
      /** Everybody who would be one person, when there are more than these two. */
      group: group.length > 2 ? group.map((id) => displayName(others.get(id)?.facts ?? {})) : [],
      proposal:
        review?.open !== true || review.proposedBy === null
          ? undefined
          : { byYou: review.proposedBy === me, reason: proposalOf(reading, review) },
      decisions: decisions.map((one) => ({
        decision: one.decision,
        ...saidBy(reasonOf(reading, one), one, me),
        at: one.at,
        undone: one.undone !== null,
      })),
      /** The newest answer, for the command to know that whoever answers has seen it. */
      seen: decisions[0]?.decisionId ?? null,
      /** Where the pair stands in the queue. */
      place: review === undefined ? undefined : placeText(review),
      left: await countReviews(reading.tx, mostCounted),
    })
  },
})

/** Where it took two, what each of them wrote: the first line is the proposal's. */
function saidBy(reason: string, { decidedBy, proposedBy }: DuplicateDecision, me: string | undefined) {
  const byYou = decidedBy === me
  if (proposedBy === null) return { reason, byYou, proposed: undefined }
  const [first = '', ...rest] = reason.split('\n')
  return { reason: rest.join('\n'), byYou, proposed: { reason: first, byYou: proposedBy === me } }
}

async function sideOf(reading: Reading, known: KnownFacts | undefined) {
  const person = known === undefined ? undefined : await findPerson(reading.tx, known.personId)
  if (known === undefined || person === undefined) return undefined
  const strip = person.householdId === null ? [] : await householdStrip(reading, person.householdId)
  // Whose record is sealed, their name is nobody's evidence and stands beside nobody.
  const sealed = await sealedAmong(
    reading.tx,
    strip.map((one) => one.personId),
  )
  const household = strip.filter((one) => one.personId !== person.personId && !sealed.has(one.personId))
  const photo = await findPhoto(reading.tx, person.personId)
  return {
    features: featuresOf(
      matchSubject(
        known.facts,
        household.map((one) => one.name),
      ),
    ),
    shown: {
      ...shownOf(person),
      name: displayName(known.facts),
      facts: known.facts,
      household: household.map((one) => one.name),
      photo: photo === undefined ? undefined : known.key.open(`registry.photo/${photo.photoId}`, photo.sealed).toString('base64'),
    },
  }
}

function shownOf({ personId, number, registered, householdId }: PersonRow) {
  return { personId, number, registered, householdId }
}
