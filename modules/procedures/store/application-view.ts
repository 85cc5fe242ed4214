import type { PersonKey } from '@convive/access'
import type { Reading } from '@convive/commands'
import type { FactDocument } from '@convive/facts'
import type { Locale, Words } from '@convive/kernel'
import { createFormats } from '@convive/languages'
import { displayName, findPerson, loadFacts, membersOf } from '@convive/registry'
import type { FactView } from '@convive/rules'
import { createHash } from 'node:crypto'
import { basesOf, type Basis } from '../domain/against-rules.ts'
import { answerProcedure, type ProcedureAnswer } from '../domain/answer-procedure.ts'
import { inTime } from '../domain/decide-each.ts'
import { evidenceStates, type EvidenceState } from '../domain/evidence.ts'
import type { Procedure } from '../domain/pack/procedure.ts'
import { applicantsOf, type StoredApplication } from './applications.ts'
import { evidenceOf, type EvidenceRow } from './evidence.ts'
import { labelsOf } from './labels.ts'
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
    readonly evidenceStates: readonly EvidenceState[]
    /** What a decision about them can rest on. */
    readonly bases: readonly Basis[]
    readonly key: PersonKey
    readonly view: FactView
    /** Their facts as they are kept, with who said them. */
    readonly recorded: FactDocument
    readonly householdId: string | undefined
  }[]
  readonly evidence: readonly EvidenceRow[]
  /** Changes whenever anything changes that somebody who decides has before their eyes. */
  readonly seen: string
  /** Others of the household who could be added. */
  readonly others: readonly { readonly personId: string; readonly name: string }[]
}

export async function applicationView(reading: Reading, application: StoredApplication): Promise<ApplicationView | undefined> {
  const procedure = packs.procedures.get(application.procedureId)
  if (procedure === undefined) return undefined
  const applicants = await applicantsOf(reading.tx, application.applicationId)
  const attached = await evidenceOf(reading.tx, application.applicationId)
  const people = []
  for (const { personId } of applicants) {
    const person = await personView(reading, personId)
    if (person === undefined) continue
    const answer = answerProcedure(application.submitted === null ? procedure : inTime(procedure), person.view)
    const theirs = attached.filter((one) => one.personId === personId)
    people.push({
      personId,
      name: displayName(person.known.facts),
      answer,
      versions: person.known.versions,
      evidenceStates: evidenceStates(procedure, person.view, theirs),
      bases: basesOf(
        answer.reasons,
        theirs.map((one) => ({ evidenceId: one.evidenceId, words: paperInWords(procedure, one) })),
      ),
      key: person.known.key,
      view: person.view,
      recorded: person.known.facts,
      householdId: (await findPerson(reading.tx, personId))?.householdId ?? undefined,
    })
  }
  if (people.length === 0) return undefined
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
    seen: seenAs(application, { procedure, people, attached }),
    others: rest.flatMap((personId) =>
      names.has(personId) ? [{ personId, name: displayName(names.get(personId)?.facts ?? {}) }] : [],
    ),
  }
}

/** "Who you are: expired passport". */
function paperInWords(procedure: Procedure, { requirement, kind }: EvidenceRow): Words {
  const title = procedure.evidence.find((one) => one.id === requirement)?.title
  const label = labelsOf([], [kind])[kind]
  const told = (locale: Locale): string => createFormats(locale).labelled(title?.[locale] ?? requirement, label?.[locale] ?? kind)
  return { es: told('es'), pt: told('pt'), en: told('en'), fr: told('fr'), ht: told('ht') }
}

function seenAs(
  application: StoredApplication,
  shown: Pick<ApplicationView, 'procedure' | 'people'> & { readonly attached: readonly EvidenceRow[] },
): string {
  const parts = [
    application.version,
    shown.procedure.version,
    shown.people.map(({ personId, versions }) => [personId, versions[1], versions[2]]),
    shown.attached.map((one) => one.evidenceId),
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
