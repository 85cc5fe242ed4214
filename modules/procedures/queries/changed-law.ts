import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok } from '@convive/kernel'
import { displayName } from '@convive/registry'
import { z } from 'zod'
import { answerProcedure, type AnswerKind } from '../domain/answer-procedure.ts'
import { isOpen, underOtherVersions } from '../store/applications.ts'
import { decisionsOf } from '../store/decisions.ts'
import { packs } from '../store/packs.ts'
import { parseSnapshot } from '../store/parse-snapshot.ts'
import { personView } from '../store/person-facts.ts'

const size = 25

/**
 * Whom a changed pack reaches: applications that were opened, handed in or decided under another version, with the answer then and
 * now. It changes no decision; somebody who was refused and would have a yes now can be told to apply again.
 */
export const changedLaw = query({
  name: 'procedures/changed-law',
  about: 'Applications under another version of the law than today’s, with the answer then and now. Changes nothing.',
  input: z.object({ page: z.number().int().min(0).max(1000).default(0) }),
  may: members('case_officer', 'adjudicator').onTheirOrganisation().forPurpose('casework'),
  refusals: [],
  async run(reading) {
    const versions = new Map([...packs.procedures.values()].map((one) => [one.id, one.version]))
    const rows = await underOtherVersions(reading.tx, { versions, page: reading.input.page, size })
    const affected = []
    for (const row of rows.slice(0, size)) {
      const procedure = packs.procedures.get(row.procedureId)
      const person = await personView(reading, row.personId)
      if (procedure === undefined || person === undefined) continue
      reading.shows(row.personId)
      let before: AnswerKind | undefined
      const decision = (await decisionsOf(reading.tx, row.applicationId)).find((one) => one.personId === row.personId)
      if (decision !== undefined) {
        const { people } = parseSnapshot(person.known.key.open(`procedures.decision/${decision.decisionId}`, decision.sealed))
        before = people.find((one) => one.personId === row.personId)?.answer.kind
      }
      affected.push({
        applicationId: row.applicationId,
        name: displayName(person.known.facts),
        title: procedure.title,
        status: row.status,
        open: isOpen(row),
        under: row.packVersion,
        version: procedure.version,
        /** The answer that the decision was taken on; none where nothing is decided. */
        before,
        now: answerProcedure(procedure, person.view).kind,
      })
    }
    return ok({ affected, more: rows.length > size, page: reading.input.page })
  },
})
