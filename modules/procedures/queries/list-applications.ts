import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { displayName, loadFacts } from '@convive/registry'
import { z } from 'zod'
import { businessDaysUntil } from '../domain/business-days.ts'
import { onDay } from '../domain/deadlines/deadlines-of.ts'
import { applicationsByStatus } from '../store/applications.ts'
import { storedDeadlines } from '../store/deadlines.ts'
import { packs } from '../store/packs.ts'
import { earliestToday, placeOf } from '../store/place-of.ts'

/** The work list: what ran out comes first, then what runs out next; where the clock stands still it says so. */
export const listApplications = query({
  name: 'procedures/list-applications',
  about: 'Applications of your organisation, the earliest deadline first.',
  input: z.object({
    statuses: z
      .array(z.enum(['draft', 'submitted', 'approved', 'refused', 'withdrawn']))
      .min(1)
      .default(['submitted', 'draft']),
    page: z.number().int().min(0).max(1000).default(0),
  }),
  may: members('case_officer', 'adjudicator', 'registrar').onTheirOrganisation().forPurpose('casework'),
  refusals: [],
  async run(reading) {
    const rows = await applicationsByStatus(reading.tx, { statuses: reading.input.statuses, page: reading.input.page, size: 25 })
    const shown = rows.slice(0, 25)
    const known = await loadFacts(reading.tx, reading.vault, { persons: shown.map((row) => row.personId), upTo: 1 })
    reading.shows(...shown.map((row) => row.personId))
    const deadlines = await storedDeadlines(
      reading.tx,
      shown.map((row) => row.applicationId),
    )
    const applications = shown.map((row) => {
      const procedure = packs.procedures.get(row.procedureId)
      const next = deadlines
        .filter((one) => one.applicationId === row.applicationId && one.law.binds === 'office')
        .find((one) => one.standing.state !== 'met')?.standing
      const now =
        next === undefined || procedure === undefined
          ? undefined
          : onDay(next, earliestToday(procedure, reading), placeOf(procedure))
      const due = now?.due?.latest
      return {
        ...row,
        name: displayName(known.get(row.personId)?.facts ?? {}),
        title: procedure?.title,
        clock: now?.state,
        /** What the law makes of silence, where it has run out. */
        silence: now?.state === 'run_out' ? now.onExpiry : undefined,
        daysLeft:
          due === undefined || procedure === undefined
            ? undefined
            : businessDaysUntil(reading.today, due, placeOf(procedure).isHoliday),
      }
    })
    return ok({ applications, more: rows.length > 25, page: reading.input.page })
  },
})
