import { changeRecord, insertRecord, removeRecord } from '../incremental/change-records.ts'
import { decide, undoDecision } from '../incremental/decide.ts'
import type { Decision } from '../incremental/decisions.ts'
import type { Cells } from '../incremental/record-of.ts'
import { openState, type MatchState } from '../incremental/state.ts'
import type { FrozenModel } from '../frozen/frozen-model.ts'

/** A state that is changed step by step, and beside it what it should be about, kept as simply as can be. */
export type Trial = {
  readonly state: MatchState
  readonly records: Map<string, Cells>
  readonly decisions: Map<string, Decision>
  /** What a step draws from: cells by id, more of them than are in the state at once. */
  readonly pool: readonly (readonly [string, Cells])[]
  readonly chance: () => number
}

export type StepKind = 'insert' | 'change' | 'remove' | 'decide' | 'undo'

/** Half of the pool is in the state to begin with. */
export function openTrial(model: FrozenModel, pool: Trial['pool'], chance: () => number): Trial {
  const trial: Trial = { state: openState(model), records: new Map(), decisions: new Map(), pool, chance }
  for (const [id, cells] of pool.filter((_, at) => at % 2 === 0)) {
    insertRecord(trial.state, id, cells)
    trial.records.set(id, cells)
  }
  return trial
}

/** One random step; throws where the state says of it something else than it should. */
export function randomStep(trial: Trial): StepKind {
  const { chance, decisions, records, pool } = trial
  const kind = chance()
  if (kind < 0.5) {
    const [id, cells] = one(trial)
    // What is there is changed or removed, what is not is put in: the number of records stays about the same.
    if (chance() < 0.03)
      return expected('insert', insertRecord(trial.state, id, cells).ok, put(trial, { id, cells, isThere: false }))
    if (!records.has(id)) {
      if (chance() < 0.03) return expected('remove', removeRecord(trial.state, id).ok, false)
      return expected('insert', insertRecord(trial.state, id, cells).ok, put(trial, { id, cells, isThere: false }))
    }
    return expected('remove', removeRecord(trial.state, id).ok, records.delete(id))
  }
  if (kind < 0.7) {
    const [id] = one(trial)
    const cells = otherCells(trial, id)
    return expected('change', changeRecord(trial.state, id, cells).ok, put(trial, { id, cells, isThere: true }))
  }
  if (kind < 0.9 || decisions.size === 0) {
    const decision = drawDecision(trial)
    const name = nameOf(decision)
    const isNew = decision.a !== decision.b && !decisions.has(name)
    if (isNew) decisions.set(name, decision)
    return expected('decide', decide(trial.state, decision).ok, isNew)
  }
  const known = [...decisions.values()][Math.floor(chance() * decisions.size)]
  const decision = known === undefined || chance() < 0.05 ? drawDecision(trial) : known
  return expected('undo', undoDecision(trial.state, decision).ok, decisions.delete(nameOf(decision)))

  function one(of: Trial): readonly [string, Cells] {
    return pool[Math.floor(of.chance() * pool.length)] ?? ['', {}]
  }
}

/** Whether the record was put, where one is or is not there as it should be. */
function put(
  { records }: Trial,
  { id, cells, isThere }: { readonly id: string; readonly cells: Cells; readonly isThere: boolean },
): boolean {
  if (records.has(id) !== isThere) return false
  records.set(id, cells)
  return true
}

function expected(kind: StepKind, did: boolean, should: boolean): StepKind {
  if (did !== should) throw new Error(`${kind} ${did ? 'did something' : 'was refused'}, and should not`)
  return kind
}

/** Itself again, nothing at all, one cell less, or what another has. */
function otherCells({ records, pool, chance }: Trial, id: string): Cells {
  const own = records.get(id) ?? {}
  const kind = chance()
  if (kind < 0.2) return own
  if (kind < 0.25) return {}
  const other = pool[Math.floor(chance() * pool.length)]?.[1] ?? {}
  const columns = Object.keys(other)
  const column = columns[Math.floor(chance() * columns.length)] ?? ''
  if (kind < 0.5) return { ...own, [column]: '' }
  return kind < 0.7 ? { ...own, [column]: other[column] } : other
}

/** Mostly about two that are alike, sometimes about any two, about ids without a record, against what was decided, or about one id. */
function drawDecision({ state, decisions, pool, chance }: Trial): Decision {
  const answer = chance() < 0.5 ? 'same' : 'different'
  const any = (): string => pool[Math.floor(chance() * pool.length)]?.[0] ?? ''
  const kind = chance()
  if (kind < 0.15 && decisions.size > 0) {
    const known = [...decisions.values()][Math.floor(chance() * decisions.size)]
    if (known !== undefined) return { a: known.b, b: known.a, answer: known.answer === 'same' ? 'different' : 'same' }
  }
  if (kind < 0.75)
    for (let tried = 0; tried < 30; tried += 1) {
      const a = any()
      const [b] = state.weights.get(a)?.keys() ?? []
      if (b !== undefined) return { a, b, answer }
    }
  if (kind < 0.78) return { a: any(), b: 'nobody', answer }
  return { a: any(), b: any(), answer }
}

function nameOf({ a, b, answer }: Decision): string {
  return JSON.stringify([...[a, b].toSorted(), answer])
}
