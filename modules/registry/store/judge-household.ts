import { parseInput } from '@convive/commands'
import { ok, refuse, type Result } from '@convive/kernel'
import { decideRegistration, type Recording } from '../domain/decide-registration.ts'
import { codeFaults } from '../domain/fact-rules.ts'
import { householdInput, type HouseholdInput } from '../domain/household-input.ts'
import { factRules } from './fact-rules.ts'

/** What registration would refuse of a household, without registering it: the same schema, decision and catalogue. */
export function judgeHousehold(input: unknown, recording: Recording): Result<undefined> {
  const parsed: Result<HouseholdInput> = parseInput(householdInput, input)
  if (!parsed.ok) return parsed
  const decided = decideRegistration(parsed.value, recording)
  if (!decided.ok) return decided
  const [fault, ...more] = codeFaults(factRules, decided.value.people)
  return fault === undefined ? ok(undefined) : refuse(fault, ...more)
}
