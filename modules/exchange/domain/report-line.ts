import type { Refusal } from '@convive/kernel'
import type { HouseholdRows } from './group-households.ts'
import type { RowFault } from './read-household.ts'

/** `held`: nothing wrong with this person, but with another of the household. `ready`: would be registered, in a dry run. */
export type LineResult = 'registered' | 'ready' | 'already' | 'refused' | 'held'

/**
 * One row of the report. Names only of those who stay out: whoever is registered stands in it by their id, so that an erasure takes
 * their name along.
 */
export type ReportLine = {
  readonly line: number
  readonly household: string
  readonly result: LineResult
  readonly name?: string
  readonly refusals?: readonly Refusal[]
  readonly personId?: string
  /** Somebody like them is registered: the pair waits for review. */
  readonly likely?: boolean
  /** Worth another look, such as a birth on 1 January. */
  readonly flags?: readonly string[]
}

/** A household of which something is wrong stays out as a whole: half a family would be worse than none. */
export function refusedLines(
  { reference, rows }: HouseholdRows,
  names: readonly string[],
  faults: readonly RowFault[],
): readonly ReportLine[] {
  const cause = rows[faults[0]?.row ?? 0]?.line ?? 0
  return rows.map(({ line }, row) => {
    const own = uniqueRefusals(faults.filter((fault) => fault.row === row).map((fault) => fault.refusal))
    const common = { line, household: reference.slice(0, 60), name: names[row] ?? '' }
    return own.length > 0
      ? { ...common, result: 'refused', refusals: own }
      : { ...common, result: 'held', refusals: [{ code: 'exchange/household-held', with: { line: cause } }] }
  })
}

function uniqueRefusals(refusals: readonly Refusal[]): readonly Refusal[] {
  return [...new Map(refusals.map((one) => [one.at ?? '', one])).values()].slice(0, 10)
}

export function sameLines({ reference, rows }: HouseholdRows, result: 'ready' | 'already'): readonly ReportLine[] {
  return rows.map(({ line }) => ({ line, household: reference.slice(0, 60), result }))
}

/** What the answer of registration tells of each row. */
export type Registered = {
  readonly householdId: string
  readonly persons: readonly string[]
  readonly flags: readonly { readonly code: string; readonly at: string }[]
  readonly likely: readonly { readonly member: number }[]
}

export function registeredLines({ reference, rows }: HouseholdRows, made: Registered): readonly ReportLine[] {
  return rows.map(({ line }, row) => {
    const personId = made.persons[row]
    const flags = made.flags.filter(({ at }) => at.startsWith(`members.${row}.`)).map(({ code }) => code)
    return {
      line,
      household: reference.slice(0, 60),
      result: 'registered',
      ...(personId === undefined ? {} : { personId }),
      ...(made.likely.some(({ member }) => member === row) ? { likely: true } : {}),
      ...(flags.length > 0 ? { flags } : {}),
    }
  })
}
