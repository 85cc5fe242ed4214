import type { Catalogue } from '@convive/facts'
import type { Rounding } from '@convive/kernel'
import { compileExpression } from '../expression.ts'
import type { Fault } from '../fault.ts'
import type { Condition, Ruleset, Window } from '../ruleset.ts'

/** A change as an editor writes it: other words for a condition, `null` where it is dropped, new ones, another window. */
export type RulesetChange = {
  readonly conditions?: Readonly<Record<string, string | null>> | undefined
  /** Added to all others; only where a person needs to meet all. */
  readonly added?: Readonly<Record<string, string>> | undefined
  /** Both ends anew; an end left out is open. */
  readonly window?: Window | undefined
}

/** What stands against a change: in which condition, and where in its text. `in` is empty for the whole. */
export type ChangeFault = Fault & { readonly in: string }

export type ChangedRuleset =
  | { readonly ok: true; readonly value: Ruleset }
  | { readonly ok: false; readonly faults: readonly ChangeFault[] }

/** Applies a change to a ruleset, or gives all its faults. */
export function changeRuleset(
  ruleset: Ruleset,
  change: RulesetChange,
  { catalogue, rounding }: { readonly catalogue: Catalogue; readonly rounding?: Rounding },
): ChangedRuleset {
  const faults: ChangeFault[] = []
  const ids = new Set(ruleset.conditions.map(({ id }) => id))
  const changed = change.conditions ?? {}
  const added = change.added ?? {}
  const written = (one: Omit<Condition, 'expression'>, feel: string): readonly Condition[] => {
    const compiled = compileExpression({ feel, catalogue, expects: 'boolean', ...(rounding === undefined ? {} : { rounding }) })
    if (compiled.ok) return [{ ...one, expression: compiled.value }]
    faults.push(...compiled.faults.map((fault) => ({ ...fault, in: one.id })))
    return []
  }
  for (const id of Object.keys(changed)) if (!ids.has(id)) faults.push(unknownCondition(id))
  const kept = ruleset.conditions.flatMap((one): readonly Condition[] => {
    const feel = Object.hasOwn(changed, one.id) ? changed[one.id] : undefined
    if (feel === null) return dropped(ruleset, one.id, faults)
    return feel === undefined || feel === one.expression.feel ? [one] : written(one, feel)
  })
  const more = Object.entries(added).flatMap(([id, feel]): readonly Condition[] => {
    if (ids.has(id) || ruleset.eligibleWhen !== 'all') {
      faults.push(cannotAdd(id))
      return []
    }
    return written({ id, cite: '', fixable: 'never' }, feel)
  })
  const conditions = [...kept, ...more]
  if (conditions.length === 0 && faults.length === 0) faults.push(nothingLeft)
  if (faults.length > 0) return { ok: false, faults }
  const { window, ...rest } = ruleset
  const used = change.window ?? window
  return { ok: true, value: { ...rest, conditions, ...(used === undefined ? {} : { window: used }) } }
}

/** A sentence over the conditions that names one would have no meaning without it. */
function dropped({ eligibleWhen }: Ruleset, id: string, faults: ChangeFault[]): readonly Condition[] {
  if (typeof eligibleWhen !== 'string' && eligibleWhen.locals.includes(id)) {
    faults.push({
      ...start,
      in: id,
      code: 'rules/unknown-fact',
      message: `eligible_when names ${id}: write true instead of dropping it`,
    })
  }
  return []
}

const start = { line: 1, column: 1 } as const
const nothingLeft: ChangeFault = {
  ...start,
  in: '',
  code: 'rules/not-supported',
  message: 'a right needs at least one condition',
}

function unknownCondition(id: string): ChangeFault {
  return { ...start, in: id, code: 'rules/unknown-fact', message: `there is no condition ${id}` }
}

function cannotAdd(id: string): ChangeFault {
  return {
    ...start,
    in: id,
    code: 'rules/not-supported',
    message: `${id} cannot be added: its name is taken, or not all conditions have to hold`,
  }
}
