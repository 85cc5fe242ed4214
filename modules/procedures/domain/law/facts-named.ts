import type { Catalogue, FactDefinition } from '@convive/facts'
import type { Procedure } from '../pack/procedure.ts'
import { formulaOf } from './formula.ts'

/** Answers of a long list are told by the list's name only. */
const longest = 40

/** The facts that a procedure's formulas name, and those that these are computed from. */
export function factsNamed(procedure: Procedure, catalogue: Catalogue): Readonly<Record<string, FactDefinition>> {
  const { conditions, variants, evidence, fees } = procedure.written
  const formulas = [
    ...conditions.map((one) => one.feel),
    ...variants.map((one) => one.when),
    ...evidence.flatMap((one) => [one.required_when, one.waived_when]),
    ...fees.flatMap((one) => [one.when, one.exempt_when]),
  ]
  const named = formulas.flatMap((feel) => (feel === undefined ? [] : formulaOf(feel, catalogue).names.map((one) => one.name)))
  const ids = [...new Set([...named, ...procedure.facts])].toSorted()
  return Object.fromEntries(
    ids.flatMap((id) => {
      const fact = catalogue.get(id)
      return fact === undefined ? [] : [[id, withoutLongList(fact)]]
    }),
  )
}

function withoutLongList(fact: FactDefinition): FactDefinition {
  const { values, ...rest } = fact
  return values === undefined || values.length <= longest || fact.list === undefined ? fact : rest
}
