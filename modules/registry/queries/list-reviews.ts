import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { displayName, textOf } from '../domain/match-subject.ts'
import { questionsOf } from '../domain/questions.ts'
import { latestDecisions } from '../store/duplicates.ts'
import { loadFacts } from '../store/facts.ts'
import { personsByIds } from '../store/persons.ts'
import { familiesOf } from '../store/review-families.ts'
import { openReviews } from '../store/reviews.ts'
import { sealedAmong } from '../store/seal-record.ts'

const pageSize = 25
const mostCounted = 1000

/** Pairs of records that may be the same person and wait for somebody to look, whoever waits longest first; of a very long queue its first thousand pairs. */
export const listReviews = query({
  name: 'registry/list-reviews',
  about: 'Pairs of records that may be the same person and wait for an answer, and what was answered last.',
  input: z.object({ page: z.number().int().min(0).max(399).default(0) }),
  may: members('registrar', 'protection_officer').onPersonsTheyServe().forPurpose('registration'),
  refusals: [],
  async run(reading) {
    const { page } = reading.input
    const found = await openReviews(reading.tx, mostCounted + 1)
    const pairs = found.slice(0, mostCounted)
    const questions = questionsOf(pairs, await familiesOf(reading.tx, pairs))
    const waiting = questions.slice(page * pageSize, (page + 1) * pageSize)
    const latest = page === 0 ? await latestDecisions(reading.tx, 10) : []
    const sealed = await sealedAmong(
      reading.tx,
      latest.flatMap((one) => [one.personId, one.otherId]),
    )
    const decided = latest.filter((one) => !sealed.has(one.personId) && !sealed.has(one.otherId))
    const ids = [...new Set([...waiting.map(({ pair }) => pair), ...decided].flatMap((one) => [one.personId, one.otherId]))]
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
    return ok({
      waiting: waiting.map(({ pair: one, family }) => ({
        family: family === undefined ? undefined : { homes: family.homes, members: family.members, pairs: family.pairs.length },
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
      /** How many questions wait; a family that came again is one, whatever its pairs. */
      count: questions.length,
      pairs: pairs.length,
      more: found.length > mostCounted,
      page,
      hasNext: questions.length > (page + 1) * pageSize,
    })
  },
})
