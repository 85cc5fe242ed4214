import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { displayName, textOf } from '../domain/match-subject.ts'
import { latestDecisions } from '../store/duplicates.ts'
import { loadFacts } from '../store/facts.ts'
import { personsByIds } from '../store/persons.ts'
import { familiesOf, type FamilyInQueue } from '../store/review-families.ts'
import { countReviews, openReviews, type Review } from '../store/reviews.ts'

const pageSize = 25
const mostCounted = 1000

/** Pairs of records that may be the same person and wait for somebody to look, whoever waits longest first. */
export const listReviews = query({
  name: 'registry/list-reviews',
  about: 'Pairs of records that may be the same person and wait for an answer, and what was answered last.',
  input: z.object({ page: z.number().int().min(0).max(399).default(0) }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: [],
  async run(reading) {
    const { page } = reading.input
    const found = await openReviews(reading.tx, { page, size: pageSize })
    const waiting = found.slice(0, pageSize)
    const families = await familiesOf(reading.tx, waiting)
    const decided = page === 0 ? await latestDecisions(reading.tx, 10) : []
    const ids = [...new Set([...waiting, ...decided].flatMap((one) => [one.personId, one.otherId]))]
    const known = await loadFacts(reading.tx, reading.vault, { persons: ids, upTo: 1 })
    const rows = new Map((await personsByIds(reading.tx, ids)).map((row) => [row.personId, row]))
    reading.shows(...ids)
    const side = (personId: string) => ({
      personId,
      name: displayName(known.get(personId)?.facts ?? {}),
      birth: textOf(known.get(personId)?.facts['birth_date']),
      number: rows.get(personId)?.number ?? '',
    })
    const me = reading.actor.kind === 'member' ? reading.actor.memberId : undefined
    const count = await countReviews(reading.tx, mostCounted)
    return ok({
      waiting: waiting
        .filter((one) => standsForItself(one, families))
        .map((one) => ({
          family: familyShown(familyOf(one, families)),
          band: one.band,
          since: one.since,
          sides: [side(one.personId), side(one.otherId)] as const,
          proposed: one.proposedBy === null ? undefined : one.proposedBy === me ? ('by-you' as const) : ('by-another' as const),
        })),
      decided: decided.map((one) => ({
        decision: one.decision,
        at: one.at,
        undone: one.undone !== null,
        sides: [side(one.personId), side(one.otherId)] as const,
      })),
      count: Math.min(count, mostCounted),
      more: count > mostCounted,
      page,
      hasNext: found.length > pageSize,
    })
  },
})

function familyOf(pair: Pick<Review, 'personId' | 'otherId'>, families: readonly FamilyInQueue[]): FamilyInQueue | undefined {
  return families.find(({ pairs }) => pairs.some((one) => isSame(one, pair)))
}

/** Of a family only the pair that waits longest is a line of the queue. */
function standsForItself(pair: Pick<Review, 'personId' | 'otherId'>, families: readonly FamilyInQueue[]): boolean {
  const first = familyOf(pair, families)?.pairs[0]
  return first === undefined || isSame(first, pair)
}

function isSame(a: Pick<Review, 'personId' | 'otherId'>, b: Pick<Review, 'personId' | 'otherId'>): boolean {
  return a.personId === b.personId && a.otherId === b.otherId
}

function familyShown(family: FamilyInQueue | undefined) {
  return family === undefined ? undefined : { homes: family.homes, members: family.members, pairs: family.pairs.length }
}
