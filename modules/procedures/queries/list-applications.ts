import { members } from '@convive/access'
import { query } from '@convive/commands'
import { calendarDate, ok } from '@convive/kernel'
import { displayName, loadFacts } from '@convive/registry'
import { z } from 'zod'
import { businessDaysUntil } from '../domain/business-days.ts'
import { applicationsByStatus } from '../store/applications.ts'
import { packs } from '../store/packs.ts'

/** The work list: what is due first comes first. */
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
    const applications = shown.map((row) => {
      const procedure = packs.procedures.get(row.procedureId)
      const isHoliday = packs.jurisdictions.get(procedure?.jurisdiction ?? '')?.isHoliday ?? (() => false)
      const due = row.decideBy === null ? undefined : calendarDate(row.decideBy)
      return {
        ...row,
        name: displayName(known.get(row.personId)?.facts ?? {}),
        title: procedure?.title,
        daysLeft: due === undefined ? undefined : businessDaysUntil(reading.today, due, isHoliday),
      }
    })
    return ok({ applications, more: rows.length > 25, page: reading.input.page })
  },
})
