import { compare } from '../compare.ts'
import { rangeOf } from '../make-range.ts'
import { isRange, type FunctionValue, type RangeValue, type Value } from '../value.ts'
import { define, single } from './define.ts'

/** A point is a range from itself to itself. */
type Ends = {
  readonly low: Value
  readonly high: Value
  readonly lowIn: boolean
  readonly highIn: boolean
  readonly point: boolean
}

function endsOf(value: Value): Ends {
  if (!isRange(value)) return { low: value, high: value, lowIn: true, highIn: true, point: true }
  const { low = null, high = null, lowIncluded: lowIn, highIncluded: highIn } = value
  return { low, high, lowIn, highIn, point: false }
}

/** Order of two ends: a number below, at or above zero. Ends without order make the whole comparison undefined. */
function order(left: Value, right: Value): number {
  return compare(left, right) ?? Number.NaN
}

type Relation = (a: Ends, b: Ends) => boolean

const before: Relation = (a, b) => order(a.high, b.low) < 0 || (order(a.high, b.low) === 0 && !(a.highIn && b.lowIn))
const meets: Relation = (a, b) => a.highIn && b.lowIn && order(a.high, b.low) === 0
const startsNoLater: Relation = (a, b) => order(a.low, b.low) < 0 || (order(a.low, b.low) === 0 && (a.lowIn || !b.lowIn))
const endsNoLater: Relation = (a, b) => order(a.high, b.high) < 0 || (order(a.high, b.high) === 0 && (b.highIn || !a.highIn))
const includes: Relation = (a, b) => startsNoLater(a, b) && endsNoLater(b, a)
const overlaps: Relation = (a, b) => !before(a, b) && !before(b, a)
const sameStart: Relation = (a, b) => order(a.low, b.low) === 0 && a.lowIn === b.lowIn
const sameEnd: Relation = (a, b) => order(a.high, b.high) === 0 && a.highIn === b.highIn
const starts: Relation = (a, b) => sameStart(a, b) && endsNoLater(a, b)
const finishes: Relation = (a, b) => sameEnd(a, b) && startsNoLater(b, a)
const coincides: Relation = (a, b) => sameStart(a, b) && sameEnd(a, b)
/** The first begins before the second does, and ends inside it. */
const overlapsBefore: Relation = (a, b) => startsNoLater(a, b) && !sameStart(a, b) && overlaps(a, b) && endsNoLater(a, b)
/** The first begins after the second does, and ends no earlier. */
const overlapsAfter: Relation = (a, b) => startsNoLater(b, a) && !sameStart(a, b) && overlaps(a, b) && endsNoLater(b, a)

const turned =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a)

type Kind = 'points' | 'point, range' | 'range, point' | 'ranges'
const ways: Readonly<Record<Kind, string>> = {
  points: 'point1, point2',
  'point, range': 'point, range',
  'range, point': 'range, point',
  ranges: 'range1, range2',
}

function kindOf(a: Ends, b: Ends): Kind {
  if (a.point) return b.point ? 'points' : 'point, range'
  return b.point ? 'range, point' : 'ranges'
}

function relation(name: string, kinds: readonly Kind[], holds: Relation): FunctionValue {
  return define(
    name,
    kinds.map((kind) => ways[kind]),
    ([first, second]) => {
      const [left, right] = [single(first), single(second)]
      const [a, b] = [endsOf(left), endsOf(right)]
      if (!kinds.includes(kindOf(a, b)) || Number.isNaN(order(a.low, b.low)) || Number.isNaN(order(a.high, b.high)))
        return undefined
      return holds(a, b)
    },
  )
}

/** DMN 1.5, table 78. */
export const rangeFunctions: readonly FunctionValue[] = [
  relation('before', ['points', 'point, range', 'range, point', 'ranges'], before),
  relation('after', ['points', 'point, range', 'range, point', 'ranges'], turned(before)),
  relation('meets', ['ranges'], meets),
  relation('met by', ['ranges'], turned(meets)),
  relation('overlaps', ['ranges'], overlaps),
  relation('overlaps before', ['ranges'], overlapsBefore),
  relation('overlaps after', ['ranges'], overlapsAfter),
  relation('finishes', ['point, range', 'ranges'], (a, b) =>
    a.point ? b.highIn && order(a.high, b.high) === 0 : finishes(a, b),
  ),
  relation('finished by', ['range, point', 'ranges'], (a, b) =>
    b.point ? a.highIn && order(a.high, b.high) === 0 : finishes(b, a),
  ),
  relation('includes', ['range, point', 'ranges'], includes),
  relation('during', ['point, range', 'ranges'], turned(includes)),
  relation('starts', ['point, range', 'ranges'], (a, b) => (a.point ? b.lowIn && order(a.low, b.low) === 0 : starts(a, b))),
  relation('started by', ['range, point', 'ranges'], (a, b) => (b.point ? a.lowIn && order(a.low, b.low) === 0 : starts(b, a))),
  relation('coincides', ['points', 'ranges'], coincides),
]

/** The range that a text spells out, once its two ends are known. */
export function rangeOfEnds(
  ends: Omit<RangeValue, 'kind' | 'low' | 'high'> & { readonly low: Value; readonly high: Value },
): RangeValue | undefined {
  const { low, high } = ends
  if (low !== null && high !== null && !((compare(low, high) ?? 1) <= 0)) return undefined
  return low === null && high === null ? undefined : rangeOf(ends)
}
