import type { Given } from './emit.ts'
import type { Layout } from './layout.ts'
import { absentMask, andTable, chooseMask, notTable, orTable, outcomeTable, sameTable } from './masks.ts'
import { countBits, monthsFrom, step, yearOf } from './steps.ts'

function meets(set: readonly number[], ids: ReadonlySet<number>, outside: boolean): boolean {
  return set.some((id) => ids.has(id) !== outside)
}

const around = {
  and: andTable,
  or: orTable,
  not: notTable,
  same: sameTable,
  outcome: outcomeTable,
  absent: absentMask,
  choose: chooseMask,
  step,
  monthsFrom,
  countBits,
  yearOf,
  meets,
}

/** Text that was written by `emit` to the function that it returns, with tables and things under their names. */
export function parseGenerated<Run>(body: string, layout: Layout, things: readonly Given[]): Run {
  const names = [...Object.keys(around), 'sets', ...things.map((_, at) => `g${at}`)]
  const make = new Function(...names, `"use strict"\n${body}`) as (...given: readonly unknown[]) => Run
  return make(...Object.values(around), layout.sets, ...things)
}
