import { countCrowds } from './count-crowds.ts'
import { put } from './change-records.ts'
import { regroup } from './regroup.ts'
import { decisionsOf, openState, type MatchState } from './state.ts'

/**
 * The same records and decisions under the next version of the model: weights and frequencies as they are, the crowded keys counted anew among the
 * records there are now. Due when many keys are `overgrown`: until then each record that shares one is compared with all who do.
 */
export function renewCrowds(state: MatchState): MatchState {
  const { model } = state.prepared
  const records = [...state.records.values()]
  const crowds = countCrowds(
    model.frozen.keys,
    records.map(({ columns }) => columns),
  )
  const next = openState({ ...model, frozen: { ...model.frozen, crowds } }, decisionsOf(state))
  for (const record of records) put(next, record)
  regroup(next, next.records.keys())
  return next
}
