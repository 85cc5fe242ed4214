import type { Reading } from '@convive/commands'
import { displayName, findPerson, loadFacts, membersOf } from '@convive/registry'
import { answerProcedure, type ProcedureAnswer } from '../domain/answer-procedure.ts'
import { evidenceStates, type EvidenceState } from '../domain/evidence.ts'
import type { Procedure } from '../domain/pack/procedure.ts'
import { applicantsOf, type StoredApplication } from './applications.ts'
import { evidenceOf, type EvidenceRow } from './evidence.ts'
import { packs } from './packs.ts'
import { personView } from './person-facts.ts'

/** An application with everything that preparing or deciding it needs. */
export type ApplicationView = {
  readonly application: StoredApplication
  readonly procedure: Procedure
  readonly people: readonly {
    readonly personId: string
    readonly name: string
    readonly answer: ProcedureAnswer
    readonly versions: Readonly<Partial<Record<1 | 2 | 3, number>>>
  }[]
  readonly evidence: readonly EvidenceRow[]
  readonly evidenceStates: readonly EvidenceState[]
  /** Others of the household who could be added. */
  readonly others: readonly { readonly personId: string; readonly name: string }[]
}

export async function applicationView(reading: Reading, application: StoredApplication): Promise<ApplicationView | undefined> {
  const procedure = packs.procedures.get(application.procedureId)
  if (procedure === undefined) return undefined
  const applicants = await applicantsOf(reading.tx, application.applicationId)
  const people = []
  for (const { personId } of applicants) {
    const person = await personView(reading, personId)
    if (person !== undefined)
      people.push({
        personId,
        name: displayName(person.known.facts),
        answer: answerProcedure(procedure, person.view),
        versions: person.known.versions,
      })
  }
  const principal = await personView(reading, application.personId)
  if (principal === undefined) return undefined
  const attached = await evidenceOf(reading.tx, application.applicationId)
  const household = (await findPerson(reading.tx, application.personId))?.householdId ?? undefined
  const members = household === undefined ? [] : await membersOf(reading.tx, household)
  const rest = members
    .filter((member) => !applicants.some((one) => one.personId === member.personId))
    .map((member) => member.personId)
  const names = await loadFacts(reading.tx, reading.vault, { persons: rest, upTo: 1 })
  reading.shows(...applicants.map((one) => one.personId))
  return {
    application,
    procedure,
    people,
    evidence: attached,
    evidenceStates: evidenceStates(procedure, principal.view, attached),
    others: rest.flatMap((personId) =>
      names.has(personId) ? [{ personId, name: displayName(names.get(personId)?.facts ?? {}) }] : [],
    ),
  }
}
