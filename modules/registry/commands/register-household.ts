import { members } from '@convive/access'
import { getOrganisation } from '@convive/accounts'
import { command, type Work } from '@convive/commands'
import { isDatabaseError } from '@convive/database'
import { ok, parseId, refuse, type HouseholdId, type PersonId, type Result } from '@convive/kernel'
import { decideRegistration, type Registration } from '../domain/decide-registration.ts'
import { codeFaults } from '../domain/fact-rules.ts'
import { householdInput, type HouseholdInput } from '../domain/household-input.ts'
import { findLikely } from '../store/candidates.ts'
import { checkLater } from '../store/duplicate-runs.ts'
import { factRules } from '../store/fact-rules.ts'
import { findablesOf, keptOf } from '../store/findable.ts'
import { inTime, timeFor } from '../store/in-time.ts'
import { keepLikely } from '../store/reviews.ts'
import { drawNumbers, saveHouseholds } from '../store/save-household.ts'

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
    const [answer] = await registerAll([work])
    return answer ?? refuse('commands/not-allowed')
  },
  runAll: registerAll,
})

type Registering = Work<HouseholdInput>
type Answer = {
  readonly householdId: HouseholdId
  readonly persons: readonly PersonId[]
  readonly flags: Registration['flags']
  readonly likely: readonly { readonly member: number; readonly personId: string; readonly band: string }[]
  /** Looking for duplicates took too long to wait for: it is done soon, and what it finds waits in the queue. */
  readonly checkedLater: boolean
}

/** One household or many, in a handful of statements: those that are refused write nothing. */
async function registerAll(works: readonly Registering[]): Promise<readonly Result<Answer>[]> {
  const judged = works.map((work) => ({ work, decided: decide(work) }))
  const good = judged.flatMap(({ work, decided }) => (decided.ok ? [prepare(work, decided.value)] : []))
  const answers = new Map<Registering, Result<Answer>>()
  const [first] = good
  if (first !== undefined) {
    const newcomers = good.flatMap(({ people }, household) => people.map((one) => ({ ...one, household })))
    // Never a reason not to register, nor to wait: whoever registered finds out whom to look at, now or a little later.
    const [organisation, numbers, found] = await Promise.all([
      getOrganisation(first.work.tx),
      drawNumbers(first.work.tx, newcomers.length),
      inTime(first.work.tx, timeFor(newcomers.length), (tx) => findLikely({ ...first.work, tx }, newcomers)),
    ])
    let at = 0
    const all = good.map((one) => {
      const from = at
      at += one.people.length
      return { ...one, numbers: numbers.slice(from, at), found: found?.slice(from, at) }
    })
    try {
      await saveHouseholds(
        all.map(({ work, householdId, people, numbers: theirs }) => ({
          work,
          saving: {
            householdId,
            organisationId: organisation.organisationId,
            officePrefix: organisation.officePrefix,
            isNewHousehold: true,
            people,
            numbers: theirs,
          },
        })),
      )
    } catch (error) {
      // An id that is taken, by us or by somebody else, is answered alike. Of several, each is then tried alone.
      const taken = isDatabaseError(error) && (error.code === '23505' || error.code === '42501')
      if (works.length === 1 && first.ownIds && taken) return [refuse('registry/already-registered')]
      throw error
    }
    for (const one of all) answers.set(one.work, ok(leave(one, organisation.organisationId)))
  }
  return judged.map(({ work, decided }) => (decided.ok ? (answers.get(work) ?? refuse('commands/not-allowed')) : decided))
}

function decide(work: Registering): Result<Registration> {
  if (work.actor.kind !== 'member') return refuse('commands/not-allowed')
  const decided = decideRegistration(work.input, { today: work.today, by: work.actor.memberId })
  if (!decided.ok) return decided
  const [fault, ...more] = codeFaults(factRules, decided.value.people)
  return fault === undefined ? decided : refuse(fault, ...more)
}

/** Ids and what everybody is found by; ids may be the sender's own, made where there was no network. */
function prepare(work: Registering, { people: decided, flags }: Registration) {
  const { input } = work
  const findables = findablesOf(
    work,
    decided.map((person) => person.facts),
  )
  const people = findables.flatMap((findable, at) => {
    const person = decided[at]
    const personId = parseId<'person'>(input.members[at]?.personId ?? '') ?? work.newId<'person'>()
    return person === undefined ? [] : [{ person, findable: keptOf(work, findable), personId }]
  })
  return {
    work,
    flags,
    people,
    householdId: parseId<'household'>(input.householdId ?? '') ?? work.newId<'household'>(),
    ownIds: input.householdId !== undefined || input.members.some((member) => member.personId !== undefined),
  }
}

/** Journal, queue of duplicates and event of one household. */
function leave(
  {
    work,
    flags,
    people,
    householdId,
    found,
  }: ReturnType<typeof prepare> & { readonly found: Awaited<ReturnType<typeof findLikely>> | undefined },
  organisationId: string,
): Answer {
  work.journal(organisationId, { fields: [`household/${householdId}`, `basis/${work.input.legalBasis}`] })
  const likely = (found ?? []).flatMap((some, member) => some.map((one) => ({ member, ...one })))
  keepLikely(
    work,
    likely.map((one) => ({ personId: people[one.member]?.personId, otherId: one.personId, band: one.band })),
  )
  const persons = people.map((one) => one.personId)
  if (found === undefined) checkLater(work, persons)
  work.tell('registry/household-registered', { householdId, persons })
  return { householdId, persons, flags, likely, checkedLater: found === undefined }
}
