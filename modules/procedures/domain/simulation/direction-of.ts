import type { Procedure } from '../pack/procedure.ts'
import type { Direction, LawChange } from './simulation.ts'

/**
 * Where all conditions have to hold, dropping some and opening the window for longer asks less of everybody, closing it earlier asks
 * more. Whether other words ask more or less is not worked out.
 */
export function directionOf({ conditions = {}, window }: LawChange, { ruleset }: Pick<Procedure, 'ruleset'>): Direction {
  const changed = Object.values(conditions)
  if (changed.some((feel) => feel !== null) || (changed.length > 0 && ruleset.eligibleWhen !== 'all')) return 'either'
  const [before, after] = [ruleset.window ?? {}, window ?? ruleset.window ?? {}]
  // A window without a first day opened before all days, one without a last day closes after all.
  const [wasOpened, opened] = [before.opens ?? '', after.opens ?? '']
  const [wasClosed, closed] = [before.closes ?? '~', after.closes ?? '~']
  const isWider = changed.length > 0 || opened < wasOpened || closed > wasClosed
  const isNarrower = opened > wasOpened || closed < wasClosed
  return isWider && isNarrower ? 'either' : isWider ? 'wider' : isNarrower ? 'narrower' : 'same'
}
