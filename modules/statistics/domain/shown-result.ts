import type { Money, Words } from '@convive/kernel'
import type { Direction, SimulationFound } from '@convive/procedures'
import { shownCount } from './few.ts'

/** A count as it may be shown. */
export type Shown = 'none' | 'few' | number
/** From who surely to who perhaps. */
export type ShownInterval = { readonly least: Shown; readonly most: Shown }

export type ShownLine = {
  readonly before: ShownInterval
  readonly after: ShownInterval
  readonly gained: ShownInterval
  readonly lost: ShownInterval
  /** Of whom nothing sure can be said before, and after. */
  readonly unknown: { readonly before: Shown; readonly after: Shown }
}

export type ShownFee = {
  readonly id: string
  readonly title: Words | undefined
  readonly paid: MoneyInterval
  readonly waived: MoneyInterval
}
/** Nothing where too few people stand behind it. */
export type MoneyInterval = { readonly least: Money; readonly most: Money } | 'few'

export type ShownResult = ShownLine & {
  readonly people: number
  readonly direction: Direction
  /** Everybody made up stands for so many. */
  readonly each: number
  readonly households: { readonly gained: ShownInterval; readonly lost: ShownInterval } | undefined
  readonly hours: { readonly least: number; readonly most: number } | undefined
  readonly fees: readonly ShownFee[]
  readonly by: readonly {
    readonly dimension: string
    readonly values: readonly (ShownLine & { readonly value: string; readonly people: Shown })[]
  }[]
}

type Found = Extract<SimulationFound, { ok: true }>
type Flow = Found['result']['flow']
type Interval = { readonly least: number; readonly most: number }
type OfProcedure = { readonly id: string; readonly title?: Words | undefined; readonly amount: Money }

/** What came out, with fewer than five people never as a number. The people are made up; a number that small says nothing anyway. */
export function shownResult({ people, each, direction, result }: Found, fees: readonly OfProcedure[]): ShownResult {
  const interval = intervalOf(each)
  const { minutes } = result
  const canGain = direction === 'wider' || direction === 'either'
  const canLose = direction === 'narrower' || direction === 'either'
  const households =
    result.households === undefined
      ? undefined
      : { gained: canGain ? result.households.gained : nobody, lost: canLose ? result.households.lost : nobody }
  const isFew = !canGain || shownCount(result.gained.most, each) === 'few'
  const line = (flow: Flow): ShownLine => lineOf(flow, { each, canGain, canLose })
  return {
    ...line(result.flow),
    people: people * each,
    each,
    households: households === undefined ? undefined : { gained: interval(households.gained), lost: interval(households.lost) },
    hours:
      minutes === undefined || isFew ? undefined : { least: hoursOf(minutes.least * each), most: hoursOf(minutes.most * each) },
    direction,
    fees: (canGain ? result.fees : []).flatMap(({ id, paid, waived }): readonly ShownFee[] => {
      const fee = fees.find((one) => one.id === id)
      if (fee === undefined) return []
      const money = ({ least, most }: Interval): MoneyInterval =>
        isFew ? 'few' : { least: { ...fee.amount, minor: least * each }, most: { ...fee.amount, minor: most * each } }
      return [{ id, title: fee.title, paid: money(paid), waived: money(waived) }]
    }),
    by: result.by.map(({ dimension, values }) => ({
      dimension,
      values: values.map(({ value, flow }) => ({
        value,
        people: shownCount(
          flow.flat().reduce((sum, one) => sum + one, 0),
          each,
        ),
        ...line(flow),
      })),
    })),
  }
}

/** By their answer before and after, `[yes, no, unknown]` of `[yes, no, unknown]`. */
function lineOf(
  flow: Flow,
  { each, canGain, canLose }: { readonly each: number; readonly canGain: boolean; readonly canLose: boolean },
): ShownLine {
  const cell = (before: number, after: number): number => flow[before]?.[after] ?? 0
  const before = (kind: number): number => cell(kind, 0) + cell(kind, 1) + cell(kind, 2)
  const after = (kind: number): number => cell(0, kind) + cell(1, kind) + cell(2, kind)
  const interval = intervalOf(each)
  return {
    before: interval({ least: before(0), most: before(0) + before(2) }),
    after: interval({ least: after(0), most: after(0) + after(2) }),
    gained: interval(canGain ? { least: cell(1, 0), most: cell(1, 0) + cell(1, 2) + cell(2, 0) + cell(2, 2) } : nobody),
    lost: interval(canLose ? { least: cell(0, 1), most: cell(0, 1) + cell(0, 2) + cell(2, 1) + cell(2, 2) } : nobody),
    unknown: { before: shownCount(before(2), each), after: shownCount(after(2), each) },
  }
}

/** Where the change cannot touch anybody, whatever is not known of them. */
const nobody: Interval = { least: 0, most: 0 }

function intervalOf(each: number): (of: Interval) => ShownInterval {
  return ({ least, most }) => ({ least: shownCount(least, each), most: shownCount(most, each) })
}

function hoursOf(minutes: number): number {
  return Math.round(minutes / 60)
}
