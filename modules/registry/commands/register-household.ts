import { members } from '@convive/access'
import { getOrganisation } from '@convive/accounts'
import { command } from '@convive/commands'
import { isDatabaseError } from '@convive/database'
import { ok, parseId, refuse } from '@convive/kernel'
import { decideRegistration } from '../domain/decide-registration.ts'
import { codeFaults } from '../domain/fact-rules.ts'
import { householdInput } from '../domain/household-input.ts'
import { findDuplicates } from '../store/candidates.ts'
import { factRules } from '../store/fact-rules.ts'
import { findablesOf } from '../store/findable.ts'
import { keepLikely } from '../store/reviews.ts'
import { drawNumbers, saveHousehold } from '../store/save-household.ts'

/** Registers everyone who arrives together, once. Nothing but the nine fields of the emergency minimum is compulsory. */
export const registerHousehold = command({
  name: 'registry/register-household',
  about: 'Register a household and its needs: nine fields for each person, everything else if they wish.',
  input: householdInput,
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: [
    'registry/name-required',
    'registry/name-too-long',
    'registry/text-too-long',
    'registry/control-characters',
    'registry/code-unknown',
    'registry/sex-required',
    'registry/birth-required',
    'registry/date-impossible',
    'registry/date-unreadable',
    'registry/age-impossible',
    'registry/birth-in-future',
    'registry/birth-after-entry',
    'registry/entry-in-future',
    'registry/origin-required',
    'registry/relation-required',
    'registry/focal-point-required',
    'registry/one-focal-point',
    'registry/place-required',
    'registry/needs-required',
    'registry/consent-answer-required',
    'registry/consent-for-oneself',
    'registry/document-number-required',
    'registry/document-contradicts',
    'registry/member-required',
    'registry/too-many-members',
    'registry/already-registered',
  ],
  async run(work) {
    if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
    const decided = decideRegistration(work.input, { today: work.today, by: work.actor.memberId })
    if (!decided.ok) return decided
    const [fault, ...more] = codeFaults(factRules, decided.value.people)
    if (fault !== undefined) return refuse(fault, ...more)
    const findables = findablesOf(
      work,
      decided.value.people.map((person) => person.facts),
    )
    // Never a reason not to register: whoever registered finds out whom to look at.
    const [organisation, numbers, found] = await Promise.all([
      getOrganisation(work.tx),
      drawNumbers(work.tx, findables.length),
      findDuplicates(work, findables),
    ])
    const householdId = parseId<'household'>(work.input.householdId ?? '') ?? work.newId<'household'>()
    const people = findables.flatMap((findable, at) => {
      const person = decided.value.people[at]
      return person === undefined
        ? []
        : [{ person, findable, personId: parseId<'person'>(work.input.members[at]?.personId ?? '') ?? work.newId<'person'>() }]
    })
    const ownIds = work.input.householdId !== undefined || work.input.members.some((member) => member.personId !== undefined)
    try {
      await saveHousehold(work, {
        householdId,
        organisationId: organisation.organisationId,
        officePrefix: organisation.officePrefix,
        isNewHousehold: true,
        people,
        numbers,
      })
    } catch (error) {
      // An id that is taken, by us or by somebody else, is answered alike.
      if (ownIds && isDatabaseError(error) && (error.code === '23505' || error.code === '42501'))
        return refuse('registry/already-registered')
      throw error
    }
    work.journal(organisation.organisationId, { fields: [`household/${householdId}`, `basis/${work.input.legalBasis}`] })
    const likely = found.flatMap((one, member) => one.likely.map(({ id, band }) => ({ member, personId: id, band })))
    keepLikely(
      work,
      likely.map((one) => ({ personId: people[one.member]?.personId, otherId: one.personId, band: one.band })),
    )
    work.tell('registry/household-registered', { householdId, persons: people.map((one) => one.personId) })
    return ok({ householdId, persons: people.map((one) => one.personId), flags: decided.value.flags, likely })
  },
})
