import type { Family } from '../family.ts'
import { closedLists, equality, membership } from './codes.ts'
import { absence, months, order, partial, ranges } from './dates.ts'
import { linked, meaningless, waiting, windows } from './linked.ts'
import { branches, refusing, repeated, tables } from './logic.ts'

export const families: readonly Family[] = [
  tables,
  repeated,
  branches,
  refusing,
  equality,
  membership,
  closedLists,
  order,
  absence,
  ranges,
  partial,
  months,
  linked,
  meaningless,
  waiting,
  windows,
]
