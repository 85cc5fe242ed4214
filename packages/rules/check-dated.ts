import type { FactDefinition } from '@convive/facts'
import { isCalendarDate } from '@convive/kernel'
import { dateTreeOf, treeOf, type Checked, type Checker, type Names } from './checker.ts'
import { dayOf } from './day.ts'
import type { Syntax } from './syntax.ts'

/** The steps of a value that changes with the day, in order. */
export function stepsOf({ dated = [] }: FactDefinition): readonly { readonly from: number; readonly value: number }[] {
  return dated
    .flatMap(({ from, value }) => (isCalendarDate(from) ? [{ from: dayOf(from), value }] : []))
    .toSorted((a, b) => a.from - b.from)
}

/** `minimum_wage(entry_date)`: as it stood on that day. */
export function checkDated(
  checker: Checker,
  { fact, day }: { readonly fact: FactDefinition; readonly day: Syntax },
  names: Names,
): Checked {
  const on = dateTreeOf(checker, day, names)
  return on === undefined ? { kind: 'faulty' } : treeOf({ op: 'dated', type: 'number', fact, on, steps: stepsOf(fact) })
}
