import { either, members, personThemselves } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { z } from 'zod'
import { findEvidenceFile } from '../store/evidence.ts'
import { personView } from '../store/person-facts.ts'

/** A paper that was attached, opened with the person's key. */
export const showEvidence = query({
  name: 'procedures/show-evidence',
  about: 'An attached file, base64, with its true type.',
  input: z.object({ evidenceId: z.uuid() }),
  may: either(
    personThemselves(),
    members('registrar', 'case_officer', 'adjudicator').onPersonsTheyServe().forPurpose('casework'),
  ),
  refusals: ['procedures/evidence-not-found'],
  async run(reading) {
    const found = await findEvidenceFile(reading.tx, reading.input.evidenceId)
    const person = found === undefined ? undefined : await personView(reading, found.personId)
    if (found === undefined || person === undefined) return refuse('procedures/evidence-not-found')
    reading.shows(found.personId)
    return ok({
      contentType: found.contentType,
      file: person.known.key.open(`procedures.evidence/${found.evidenceId}`, found.sealed).toString('base64'),
    })
  },
})
