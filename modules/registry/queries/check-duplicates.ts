import { members } from '@convive/access'
import { query } from '@convive/commands'
import { ok, refuse } from '@convive/kernel'
import { familiesAgain } from '../domain/families.ts'
import { decideRegistration } from '../domain/decide-registration.ts'
import { codeFaults } from '../domain/fact-rules.ts'
import { displayName } from '../domain/match-subject.ts'
import { householdInput } from '../domain/household-input.ts'
import { findDuplicates } from '../store/candidates.ts'
import { factRules } from '../store/fact-rules.ts'
import { inTimeAtLast, timeFor } from '../store/in-time.ts'
import { findablesOf } from '../store/findable.ts'

/** Have we met? Asked with the answers of a form before they are stored; never a reason not to register. */
export const checkDuplicates = query({
  name: 'registry/check-duplicates',
  about: 'Records that may be the same persons as those about to be registered, with reasons.',
  input: householdInput,
  may: members('registrar', 'protection_officer').onTheirOrganisation().forPurpose('registration'),
  refusals: ['registry/focal-point-required', 'registry/date-impossible', 'registry/date-unreadable', 'registry/code-unknown'],
  // Asked while an officer types; how long a disk takes must not tell whether anybody was found.
  flush: 'later',
  async run(reading) {
    if (reading.actor.kind !== 'member') return refuse('commands/not-allowed')
    const decided = decideRegistration(reading.input, { today: reading.today, by: reading.actor.memberId })
    if (!decided.ok) return decided
    const { people, flags } = decided.value
    const [fault, ...more] = codeFaults(factRules, people)
    if (fault !== undefined) return refuse(fault, ...more)
    const names = people.map((person) => displayName(person.facts))
    const findables = findablesOf(
      reading,
      people.map((person) => person.facts),
    )
    const inItsTime = await inTimeAtLast(reading.tx, timeFor(findables.length), (tx) =>
      findDuplicates({ ...reading, tx }, findables),
    )
    const found = inItsTime ?? findables.map(() => ({ likely: [], elsewhere: false }))
    reading.shows(...found.flatMap((one) => one.likely.map(({ id }) => id)))
    const again = familiesAgain(
      found.flatMap((one, member) => one.likely.map(({ id, householdId, weight }) => ({ member, id, householdId, weight }))),
    )
    return ok({
      /** Households of which several members look like those who come now. */
      families: again,
      /** It took too long to wait for: whoever is registered now is looked at again soon. */
      checkedLater: inItsTime === undefined,
      people: found.map((one, at) => ({
        name: names[at] ?? '',
        facts: people[at]?.facts ?? {},
        isChild: people[at]?.isChild,
        ...one,
      })),
      flags,
    })
  },
})
