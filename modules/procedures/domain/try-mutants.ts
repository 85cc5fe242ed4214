import type { Catalogue, DataFault } from '@convive/facts'
import { addDays } from '@convive/kernel'
import { compileExpression, mutantsOf, type Condition, type Mutant, type Ruleset } from '@convive/rules'
import { judgeRules } from './judge-case.ts'
import type { Place, Procedure } from './pack/procedure.ts'

/** How many changed versions of a procedure's conditions its worked cases tell from the law as written. */
export type Tried = {
  readonly procedure: string
  readonly file: string
  readonly tried: number
  readonly survived: readonly Survivor[]
}

/** A change that no worked case notices. */
export type Survivor = Place & { readonly message: string }

/** The share of the mutants that the worked cases of a pack have to notice. */
export const enoughKilled = 0.9

/** Changes the conditions, one thing at a time, and looks whether a worked case comes out otherwise. */
export function tryMutants(procedure: Procedure, catalogue: Catalogue): Tried {
  const changed = [...ofConditions(procedure, catalogue), ...ofCombination(procedure, catalogue), ...ofWindow(procedure)]
  const survived = changed.filter(({ ruleset }) => procedure.cases.every((worked) => judgeRules(ruleset, worked).length === 0))
  return {
    procedure: procedure.id,
    file: procedure.file,
    tried: changed.length,
    survived: survived.map(({ place, message }) => ({ ...place, message })),
  }
}

/** Survivors as faults where too few mutants were noticed. */
export function tooWeak({ file, tried, survived }: Tried): readonly DataFault[] {
  if (tried - survived.length >= enoughKilled * tried) return []
  return survived.map(({ line, column, message }) => ({ file, line, column, code: 'weak-cases', message }))
}

type Changed = { readonly ruleset: Ruleset; readonly place: Place; readonly message: string }

function ofConditions(procedure: Procedure, catalogue: Catalogue): readonly Changed[] {
  const { ruleset } = procedure
  return ruleset.conditions.flatMap((condition, at): readonly Changed[] => {
    const place = procedure.conditions[at]?.place ?? procedure.places.inForce
    const put = (others: readonly Condition[], message: string, offset = 0): Changed => ({
      ruleset: { ...ruleset, conditions: others },
      place: placeIn(place, condition.expression.feel, offset),
      message,
    })
    const { rounding } = procedure
    const altered = mutantsOf(condition.expression.feel).flatMap((mutant): readonly Changed[] => {
      const compiled = compileExpression({ feel: mutant.feel, catalogue, expects: 'boolean', rounding })
      if (!compiled.ok) return []
      const other = ruleset.conditions.map((one) => (one === condition ? { ...one, expression: compiled.value } : one))
      return [put(other, unnoticed(mutant), mutant.at)]
    })
    const dropped = withoutCondition(ruleset, condition)
    return dropped === undefined
      ? altered
      : [...altered, put(dropped, `no worked case would notice if ${condition.id} were left out`)]
  })
}

/** Where conditions are combined by a formula, leaving one out is a change of the formula. */
function withoutCondition(ruleset: Ruleset, condition: Condition): readonly Condition[] | undefined {
  if (typeof ruleset.eligibleWhen !== 'string' || ruleset.conditions.length < 2) return undefined
  return ruleset.conditions.filter((one) => one !== condition)
}

function ofCombination(procedure: Procedure, catalogue: Catalogue): readonly Changed[] {
  const { ruleset } = procedure
  const when = ruleset.eligibleWhen
  if (typeof when === 'string') {
    if (ruleset.conditions.length < 2) return []
    const other = when === 'all' ? 'any' : 'all'
    const message = `no worked case would notice if eligible_when were ${other}`
    return [{ ruleset: { ...ruleset, eligibleWhen: other }, place: procedure.places.eligibleWhen, message }]
  }
  const locals = Object.fromEntries(ruleset.conditions.map((one) => [one.id, 'boolean' as const]))
  return mutantsOf(when.feel).flatMap((mutant): readonly Changed[] => {
    const compiled = compileExpression({ feel: mutant.feel, catalogue, expects: 'boolean', locals, rounding: procedure.rounding })
    return compiled.ok
      ? [
          {
            ruleset: { ...ruleset, eligibleWhen: compiled.value },
            place: placeIn(procedure.places.eligibleWhen, when.feel, mutant.at),
            message: unnoticed(mutant),
          },
        ]
      : []
  })
}

/** A window that opens or closes a day earlier or later. */
function ofWindow({ ruleset, places }: Procedure): readonly Changed[] {
  const { opens, closes } = ruleset.window ?? {}
  const moved = (window: Ruleset['window'], what: string): Changed => ({
    ruleset: { ...ruleset, window: { ...ruleset.window, ...window } },
    place: places.inForce,
    message: `no worked case would notice if the window ${what}`,
  })
  return [
    ...(opens === undefined
      ? []
      : [
          moved({ opens: addDays(opens, 1) }, 'opened a day later'),
          moved({ opens: addDays(opens, -1) }, 'opened a day earlier'),
        ]),
    ...(closes === undefined
      ? []
      : [
          moved({ closes: addDays(closes, 1) }, 'closed a day later'),
          moved({ closes: addDays(closes, -1) }, 'closed a day earlier'),
        ]),
  ]
}

function unnoticed({ was, became }: Mutant): string {
  return `no worked case would notice if “${short(was)}” were “${short(became)}”`
}

function short(text: string): string {
  const flat = text.replaceAll(/\s+/gu, ' ')
  return flat.length > 80 ? `${flat.slice(0, 80)}…` : flat
}

/** An offset in an expression as a place in the file. */
function placeIn({ line, column }: Place, feel: string, offset: number): Place {
  const before = feel.slice(0, offset).split('\n')
  const last = before.at(-1) ?? ''
  return before.length === 1
    ? { line, column: column + last.length }
    : { line: line + before.length - 1, column: last.length + 1 }
}
