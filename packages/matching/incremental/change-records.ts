import { keysOf } from './keys-of.ts'
import { recordOf, type Cells, type MatchedRecord } from './record-of.ts'
import { regroup, tiedTo, type Moved } from './regroup.ts'
import type { MatchState } from './state.ts'
import { crowd } from '../batch/find-candidates.ts'
import { weighRecords } from './weigh-records.ts'

/** What a change did, or why it did nothing: the id has a record already, or has none. */
export type Changed = { readonly ok: true; readonly moved: Moved } | { readonly ok: false; readonly why: 'already' | 'unknown' }

/** Adds a record under an id that has none. */
export function insertRecord(state: MatchState, id: string, cells: Cells): Changed {
  if (state.records.has(id)) return { ok: false, why: 'already' }
  put(state, recordOf(state.prepared, id, cells))
  return { ok: true, moved: regroup(state, [id]) }
}

/** Gives the record of an id other cells; what was decided about it stays. */
export function changeRecord(state: MatchState, id: string, cells: Cells): Changed {
  const record = state.records.get(id)
  if (record === undefined) return { ok: false, why: 'unknown' }
  const before = tiedTo(state, id)
  take(state, record)
  put(state, recordOf(state.prepared, id, cells))
  return { ok: true, moved: regroup(state, [id, ...before]) }
}

/** Takes a record out. What was decided about its id stays on record, and binds again if the id comes back. */
export function removeRecord(state: MatchState, id: string): Changed {
  const record = state.records.get(id)
  if (record === undefined) return { ok: false, why: 'unknown' }
  const tied = tiedTo(state, id)
  const before = state.components.get(id)?.of.get(id)
  take(state, record)
  state.components.delete(id)
  return { ok: true, moved: new Map([...regroup(state, tied), [id, { before, after: undefined }]]) }
}

/** Adds a record with its keys and pairs, not yet its component. */
export function put(state: MatchState, record: MatchedRecord): void {
  const { prepared, records, sharing, overgrown, weights } = state
  const { id } = record
  records.set(id, record)
  const others = new Set<string>()
  for (const key of keysOf(prepared, record.columns)) {
    const own = sharing.get(key) ?? new Set<string>()
    sharing.set(key, own)
    for (const other of own) others.add(other)
    own.add(id)
    if (own.size > crowd) overgrown.add(key)
  }
  for (const other of others) {
    const known = records.get(other)
    const weight = known === undefined || other === id ? undefined : weighRecords(prepared, record, known)
    if (weight === undefined) continue
    note(weights, id, other, weight)
    note(weights, other, id, weight)
  }
}

function note(weights: MatchState['weights'], one: string, other: string, weight: number): void {
  const own = weights.get(one) ?? new Map<string, number>()
  weights.set(one, own)
  own.set(other, weight)
}

function take(state: MatchState, { id, columns }: MatchedRecord): void {
  const { prepared, records, sharing, overgrown, weights } = state
  records.delete(id)
  for (const key of keysOf(prepared, columns)) {
    const own = sharing.get(key)
    own?.delete(id)
    if (own?.size === 0) sharing.delete(key)
    if ((own?.size ?? 0) <= crowd) overgrown.delete(key)
  }
  for (const other of weights.get(id)?.keys() ?? []) {
    const own = weights.get(other)
    own?.delete(id)
    if (own?.size === 0) weights.delete(other)
  }
  weights.delete(id)
}
