import { members } from '@convive/access'
import { query, type Reading } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { comparePeople, featuresOf, openPersonModel, type Comparison, type Features } from '@convive/matching'
import { z } from 'zod'
import { oneToOne } from '../domain/families.ts'
import { displayName, matchSubject, textOf } from '../domain/match-subject.ts'
import { settledAmong } from '../domain/settled-pairs.ts'
import { newestAmong } from '../store/duplicates.ts'
import { loadFacts } from '../store/facts.ts'
import { placeText } from '../store/parse-place.ts'
import { personsByIds } from '../store/persons.ts'
import { waitingAmong } from '../store/review-families.ts'
import { countReviews, findReview } from '../store/reviews.ts'
import { sealedAmong } from '../store/seal-record.ts'
import { saidOf } from '../store/said.ts'
import { householdStrip } from './show-household.ts'

const personModel = openPersonModel()

/** How many wait is counted to here. */
const mostCounted = 999

/** Two households side by side: who of one may be whom of the other, and who has nobody there. */
export const compareFamilies = query({
  name: 'registry/compare-families',
  about: 'Two households side by side: which members may be the same persons, and what speaks for and against it.',
  input: z.object({ householdId: z.uuid(), otherId: z.uuid() }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: ['registry/household-not-found', 'registry/same-record'],
  async run(reading) {
    const { householdId, otherId } = reading.input
    if (householdId === otherId) return refuse('registry/same-record')
    const [lefts, rights] = [await membersOfHome(reading, householdId), await membersOfHome(reading, otherId)]
    if (lefts.length === 0 || rights.length === 0) return refuse('registry/household-not-found')
    const homes = new Map([
      ...lefts.map((one) => [one.personId, householdId] as const),
      ...rights.map((one) => [one.personId, otherId] as const),
    ])
    const waiting = await waitingAmong(reading.tx, homes)
    const open = new Set(waiting.map((one) => pairKey(one.personId, one.otherId)))
    const newest = await newestAmong(reading.tx, [...homes.keys()])
    const seen = ({ left, right }: Pick<Compared, 'left' | 'right'>): string | null =>
      newest.get(pairKey(left.personId, right.personId)) ?? null
    const isSettled = settledAmong(await saidOf(reading.tx, [...homes.keys()]))
    const compared = lefts.flatMap((left) =>
      rights.map((right) => ({
        left,
        right,
        waits: open.has(pairKey(left.personId, right.personId)),
        ...comparePeople(left.features, right.features, personModel()),
      })),
    )
    const likely = compared.filter((one) => one.waits || one.probability >= personModel().possible)
    const pairs = oneToOne(likely)
    const others = likely.filter((one) => one.waits && !pairs.includes(one))
    const inPairs = new Set(pairs.flatMap(({ left, right }) => [left.personId, right.personId]))
    const me = reading.actor.kind === 'member' ? reading.actor.memberId : undefined
    return ok({
      pairs: await Promise.all(
        pairs.map(async (one) => ({
          ...shownPair(one),
          seen: seen(one),
          settled: isSettled([one.left.personId, one.right.personId]),
          proposed: await proposedBy(reading, one, me),
        })),
      ),
      /** Pairs of the same two households that wait too, such as one twin and the other. */
      crossed: others.map((one) => ({ ...shownPair(one), seen: seen(one) })),
      /** Where the family stands in the queue: with the pair of theirs that waits longest. */
      place: await placeOf(reading, waiting[0]),
      left: await countReviews(reading.tx, mostCounted),
      alone: [...lefts, ...rights].filter((one) => !inPairs.has(one.personId)).map(shownOf),
    })
  },
})

type Member = {
  readonly personId: string
  readonly name: string
  readonly number: string
  readonly birth: string | undefined
  readonly householdId: string
  readonly features: Features
}

async function membersOfHome(reading: Reading, householdId: string): Promise<readonly Member[]> {
  const all = await householdStrip(reading, householdId)
  const sealed = await sealedAmong(
    reading.tx,
    all.map((one) => one.personId),
  )
  const strip = all.filter((one) => !sealed.has(one.personId))
  const ids = strip.map((one) => one.personId)
  const known = await loadFacts(reading.tx, reading.vault, { persons: ids, upTo: 1 })
  const rows = new Map((await personsByIds(reading.tx, ids)).map((row) => [row.personId, row]))
  return strip.map(({ personId }) => {
    const facts = known.get(personId)?.facts ?? {}
    const others = strip.filter((one) => one.personId !== personId).map((one) => one.name)
    return {
      personId,
      name: displayName(facts),
      number: rows.get(personId)?.number ?? '',
      birth: textOf(facts['birth_date']),
      householdId,
      features: featuresOf(matchSubject(facts, others)),
    }
  })
}

type Compared = Comparison & { readonly left: Member; readonly right: Member }

function shownPair({ left, right, reasons }: Compared) {
  return { left: shownOf(left), right: shownOf(right), reasons: reasons.filter((one) => one.favours !== 'neither') }
}

function shownOf({ personId, name, number, birth, householdId }: Member) {
  return { personId, name, number, birth, householdId }
}

async function placeOf(
  reading: Reading,
  pair: { readonly personId: string; readonly otherId: string } | undefined,
): Promise<string | undefined> {
  const review = pair === undefined ? undefined : await findReview(reading.tx, pair)
  return review === undefined ? undefined : placeText(review)
}

async function proposedBy(
  reading: Reading,
  { left, right }: Compared,
  me: string | undefined,
): Promise<'by-you' | 'by-another' | undefined> {
  const [personId = '', otherId = ''] = [left.personId, right.personId].toSorted()
  const review = await findReview(reading.tx, { personId, otherId })
  if (review?.open !== true || review.proposedBy === null) return undefined
  return review.proposedBy === me ? 'by-you' : 'by-another'
}

function pairKey(one: string, other: string): string {
  return [one, other].toSorted().join(' ')
}
