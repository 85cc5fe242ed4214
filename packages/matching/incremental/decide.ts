import { addDecision, dropDecision, type Decision } from './decisions.ts'
import { regroup, type Moved } from './regroup.ts'
import type { MatchState } from './state.ts'

/** What a decision did, or why it did nothing: it is about one id only, it stands already, or it never was. */
export type Decided =
  | { readonly ok: true; readonly moved: Moved }
  | { readonly ok: false; readonly why: 'one-id' | 'already' | 'undecided' }

/** Keeps what a person decided about two ids, whether or not there are records of them yet. */
export function decide(state: MatchState, decision: Decision): Decided {
  if (decision.a === decision.b) return { ok: false, why: 'one-id' }
  if (!addDecision(state.decisions, decision)) return { ok: false, why: 'already' }
  return { ok: true, moved: regroup(state, [decision.a, decision.b]) }
}

/** Takes a decision back. */
export function undoDecision(state: MatchState, decision: Decision): Decided {
  if (!dropDecision(state.decisions, decision)) return { ok: false, why: 'undecided' }
  return { ok: true, moved: regroup(state, [decision.a, decision.b]) }
}
