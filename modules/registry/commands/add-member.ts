import { members } from '@convive/access'
import { getOrganisation } from '@convive/accounts'
import { command, type Work } from '@convive/commands'
import { isPartialDate, ok, parseId, refuse } from '@convive/kernel'
import { z } from 'zod'
import { isChildOn } from '../domain/age.ts'
import { decideRegistration } from '../domain/decide-registration.ts'
import { householdInput, memberInput } from '../domain/household-input.ts'
import { codeFaults } from '../domain/fact-rules.ts'
import { textOf } from '../domain/match-subject.ts'
import { findDuplicates } from '../store/candidates.ts'
import { checkLater } from '../store/duplicate-runs.ts'
import { inTime, timeFor } from '../store/in-time.ts'
import { factRules } from '../store/fact-rules.ts'
import { loadFacts } from '../store/facts.ts'
import { findableOf, keptOf } from '../store/findable.ts'
import { keepLikely } from '../store/reviews.ts'
import { drawNumbers, saveHousehold } from '../store/save-household.ts'
import { householdExists, membersOf } from '../store/persons.ts'

/** Adds somebody to a household: a birth, an arrival, a reunification. */
export const addMember = command({
  name: 'registry/add-member',
  about: 'Add a person to a registered household.',
  input: z.object({
    householdId: z.uuid(),
    place: householdInput.shape.place,
    entry: householdInput.shape.entry,
    member: memberInput,
  }),
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: [
    'registry/household-not-found',
    'registry/one-focal-point',
    'registry/birth-in-future',
    'registry/entry-in-future',
    'registry/consent-answer-required',
    'registry/consent-for-oneself',
    'registry/code-unknown',
    'registry/document-number-required',
    'registry/name-required',
    'registry/date-impossible',
    'registry/date-unreadable',
    'registry/document-contradicts',
  ],
  async run(work) {
    const { householdId: asked, member, place, entry } = work.input
    const householdId = parseId<'household'>(asked)
    if (work.actor.kind !== 'member' || householdId === undefined || !(await householdExists(work.tx, householdId)))
      return refuse('registry/household-not-found')
    if (member.relation === 'focal_point') return refuse({ code: 'registry/one-focal-point', at: 'member.relation' })
    // Judged beside a stand-in focal point, who is dropped again: the rules are those of a whole household.
    const standIn = { ...member, relation: 'focal_point', birth: { state: 'unknown' as const } }
    const decided = decideRegistration(
      { place, entry, legalBasis: 'public_task', members: [standIn, member] },
      { today: work.today, by: work.actor.memberId },
    )
    if (!decided.ok) return decided
    const [, person] = decided.value.people
    const [fault, ...more] = codeFaults(factRules, decided.value.people)
    if (fault !== undefined) return refuse(fault, ...more)
    if (person === undefined) return refuse('registry/household-not-found')
    const findable = keptOf(work, findableOf(work, { facts: person.facts, householdNames: [] }))
    const [organisation, numbers] = await Promise.all([getOrganisation(work.tx), drawNumbers(work.tx, 1)])
    const personId = parseId<'person'>(member.personId ?? '') ?? work.newId<'person'>()
    const found = await inTime(work.tx, timeFor(1), (tx) => findDuplicates({ ...work, tx }, [findable]))
    await saveHousehold(work, {
      around: await familyOf(work, householdId),
      householdId,
      organisationId: organisation.organisationId,
      officePrefix: organisation.officePrefix,
      isNewHousehold: false,
      people: [{ personId, person, findable }],
      numbers,
    })
    keepLikely(
      work,
      (found?.[0]?.likely ?? []).map(({ id, band }) => ({ personId, otherId: id, band })),
    )
    if (found === undefined) checkLater(work, [personId])
    work.tell('registry/member-added', { householdId, personId })
    return ok({ personId, householdId })
  },
})

/** Those who live there already, as far as it decides on who represents a child who joins. */
async function familyOf(work: Work, householdId: string) {
  const rows = await membersOf(work.tx, householdId)
  const known = await loadFacts(work.tx, work.vault, { persons: rows.map((row) => row.personId), upTo: 1 })
  return rows.map(({ personId, relation }) => {
    const birth = textOf(known.get(personId)?.facts['birth_date'])
    const isChild = birth !== undefined && isPartialDate(birth) ? isChildOn(birth, work.today) : undefined
    return { personId, relation: relation ?? '', isChild }
  })
}
