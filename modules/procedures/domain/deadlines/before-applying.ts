import type { FactView } from '@convive/rules'
import type { Procedure } from '../pack/procedure.ts'
import { deadlinesOf, type PlaceInTime, type StandingDeadline } from './deadlines-of.ts'

/** Until when somebody has to apply who has not done so yet: the deadlines that start with a day of their own life. */
export function deadlinesToApply(
  procedure: Pick<Procedure, 'id' | 'deadlines' | 'sources'>,
  { today, facts }: FactView,
  place: PlaceInTime,
): readonly StandingDeadline[] {
  const deadlines = procedure.deadlines.filter((one) => one.binds === 'person' && 'fact' in one.after)
  return deadlinesOf({ ...procedure, deadlines }, { today, facts, events: { asked: [] }, place }).filter(
    (one) => one.state !== 'not_begun',
  )
}
