import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { z } from 'zod'
import { displayName } from '../domain/match-subject.ts'
import { openCorrections } from '../store/corrections.ts'
import { loadFacts } from '../store/facts.ts'

const pageSize = 25

/** What people say is wrong and nobody has answered yet, the oldest first. */
export const listCorrections = query({
  name: 'registry/list-corrections',
  about: 'Corrections that people asked for and that wait for an answer.',
  input: z.object({ page: z.number().int().min(0).max(399).default(0) }),
  may: members('registrar', 'protection_officer', 'case_officer').onPersonsTheyServe().forPurpose('registration', 'casework'),
  refusals: [],
  async run(reading) {
    const { page } = reading.input
    const found = await openCorrections(reading.tx, { page, size: pageSize })
    const shown = found.slice(0, pageSize)
    const ids = [...new Set(shown.map((one) => one.personId))]
    const known = await loadFacts(reading.tx, reading.vault, { persons: ids, upTo: 1 })
    reading.shows(...ids)
    return ok({
      corrections: shown.map((one) => ({
        personId: one.personId,
        correctionId: one.correctionId,
        name: displayName(known.get(one.personId)?.facts ?? {}),
        fact: one.fact,
        asked: one.asked,
        objected: one.objected !== null,
      })),
      page,
      hasNext: found.length > pageSize,
    })
  },
})
