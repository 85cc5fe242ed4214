import { gainOf, type Interval } from './flow.ts'
import type { Outcomes } from './run/outcomes.ts'
import type { Population } from './population.ts'

/** Households with somebody who gains, and with somebody who loses. */
export function householdsOf(
  { count, households }: Population,
  [before, after]: readonly [Outcomes, Outcomes],
): { readonly gained: Interval; readonly lost: Interval } | undefined {
  if (households === undefined) return undefined
  const [gain, loss] = [new Uint8Array(households.count), new Uint8Array(households.count)]
  for (let at = 0; at < count; at += 1) {
    const [b, a, house] = [before.of[at] ?? 0, after.of[at] ?? 0, households.of[at] ?? 0]
    gain[house] = Math.max(gain[house] ?? 0, gainOf(b, a))
    loss[house] = Math.max(loss[house] ?? 0, gainOf(a, b))
  }
  return { gained: counted(gain), lost: counted(loss) }
}

function counted(of: Uint8Array): Interval {
  let [sure, perhaps] = [0, 0]
  for (const one of of) {
    if (one === 2) sure += 1
    else if (one === 1) perhaps += 1
  }
  return { least: sure, most: sure + perhaps }
}
