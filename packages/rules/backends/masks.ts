import type { Possible, Truths } from '../possible.ts'
import type { Truth } from '../ruleset.ts'

/** What a condition can come out as, in four bits: the same sets as the engine's truth values, small enough for a table. */
export type Mask = number

export const yes = 1
export const no = 2
export const unmeaning = 4
export const absent = 8
export const open = yes | no

export function maskOf(found: Possible<Truths>): Mask {
  const { some } = found
  const values = (some?.yes === true ? yes : 0) | (some?.no === true ? no : 0)
  return values | (found.invalid === undefined ? 0 : unmeaning) | (found.none ? absent : 0)
}

/** None where a yes or a no is needed has no meaning. */
export function presented(mask: Mask): Mask {
  return (mask & absent) === 0 ? mask : (mask & 7) | unmeaning
}

/** Yes and no only where they stand alone; without any value, invalid. The four outcomes are 1, 2, 3 (unknown) and 4. */
export function outcomeOf(mask: Mask): Mask {
  const one = presented(mask)
  return one === yes || one === no ? one : (one & open) === 0 ? unmeaning : open
}

const names: readonly Truth[] = ['invalid', 'yes', 'no', 'unknown', 'invalid']

/** The word for an outcome. */
export function truthOf(outcome: Mask): Truth {
  return names[outcome] ?? 'invalid'
}

/** Results of `and` at `left << 3 | right`, both without `absent`. */
export const andTable: Uint8Array = tableOf(3, andMask)
export const orTable: Uint8Array = tableOf(3, (a, b) => notMask(andMask(notMask(a), notMask(b))))
export const notTable: Uint8Array = Uint8Array.from({ length: 8 }, (_, mask) => notMask(mask))
/** Results of `=` between two conditions at `left << 4 | right`. */
export const sameTable: Uint8Array = tableOf(4, sameMask)
export const outcomeTable: Uint8Array = Uint8Array.from({ length: 16 }, (_, mask) => outcomeOf(mask))

function tableOf(bits: number, work: (a: Mask, b: Mask) => Mask): Uint8Array {
  const size = 1 << bits
  return Uint8Array.from({ length: size * size }, (_, at) => work(at >> bits, at & (size - 1)))
}

function notMask(mask: Mask): Mask {
  return ((mask & yes) << 1) | ((mask & no) >> 1) | (mask & unmeaning)
}

/** An invalid side shows only beside one that does not decide alone. */
function andMask(a: Mask, b: Mask): Mask {
  const either = a | b
  const kept = (a & (yes | unmeaning)) !== 0 && (b & (yes | unmeaning)) !== 0
  return (a & b & yes) | (either & no) | (kept ? either & unmeaning : 0)
}

/** None equals none and nothing else. */
function sameMask(a: Mask, b: Mask): Mask {
  const meets = (a & b & (yes | no | absent)) !== 0
  const [x, y] = [a & open, b & open]
  const differs = (x & yes && y & no) || (x & no && y & yes) || (a & absent && y) || (b & absent && x)
  return (meets ? yes : 0) | (differs ? no : 0) | ((a | b) & unmeaning)
}

/** Whether a condition is none. */
export function absentMask(mask: Mask): Mask {
  return ((mask & absent) === 0 ? 0 : yes) | ((mask & open) === 0 ? 0 : no) | (mask & unmeaning)
}

/** The branch taken, or both where the condition is not known. */
export function chooseMask(condition: Mask, then: Mask, otherwise: Mask): Mask {
  return ((condition & yes) === 0 ? 0 : then) | ((condition & no) === 0 ? 0 : otherwise) | (condition & unmeaning)
}
