import { collect } from '../../collect.ts'
import { decide } from '../../decide.ts'
import { dayOf } from '../../day.ts'
import { subjectOf } from '../../judge.ts'
import type { Ruleset, Truth } from '../../ruleset.ts'
import { treeOfRuleset } from '../../backends/ruleset-tree.ts'
import type { Threads } from '../../backends/threads/threads.ts'
import { classesOf } from '../classes.ts'
import { doubtfulOf } from '../doubtful.ts'
import { viewAt, type Population } from '../population.ts'
import { signatureOf } from '../signature.ts'
import { withoutWitnesses } from '../witnesses.ts'

/** What runs conditions over columns: threads, or `oneThread`. */
export type Runner = Pick<Threads, 'prepare'>

/** The outcome of each person, 1 yes, 2 no, 3 unknown, 4 invalid, and about how many the first engine was asked. */
export type Outcomes = { readonly of: Uint8Array; readonly asked: number }

/** `progress` is told a number from 0 to 1. */
export type Watching = { readonly signal?: AbortSignal | undefined; readonly progress?: ((done: number) => void) | undefined }

const codes: Readonly<Record<Truth, number>> = { yes: 1, no: 2, unknown: 3, invalid: 4 }
/** People asked about between two looks at whether to stop. */
const atOnce = 512

/**
 * The answer of a ruleset for everybody, as `decide` gives it. Columns answer first. Where they say unknown and `decide` may know more
 * (a fact read twice is not known, something may have no meaning), and where columns do not take the ruleset, `decide` is asked.
 * `only`: about those where it is 0 nobody is asked. Undefined when it was stopped; throws where a fact is read that the population was made without.
 */
export async function outcomesOf(
  population: Population,
  ruleset: Ruleset,
  { runner, watching, only }: { readonly runner: Runner; readonly watching: Watching; readonly only?: Uint8Array | undefined },
): Promise<Outcomes | undefined> {
  const { count, layout, columns, today, facts } = population
  const missing = [...subjectOf(ruleset).read.keys()].find((id) => !facts.has(id))
  // Taken as unknown, it would give another answer than the people's own facts.
  if (missing !== undefined) throw new RangeError(`the population says nothing about ${missing}`)
  const of = new Uint8Array(new SharedArrayBuffer(count))
  const tree = treeOfRuleset(ruleset)
  const hasColumns = [...collect(tree, 'value').facts.keys()].every((id) => layout.placeOf.has(id))
  const planned = hasColumns ? runner.prepare(tree, layout, dayOf(today)) : undefined
  const doubtful = planned?.ok === true ? doubtfulOf(population, ruleset, tree) : () => true
  if (planned?.ok === true) {
    const job = planned.value(columns, of)
    const stop = (): void => job.stop()
    watching.signal?.addEventListener('abort', stop)
    const finished = await job.finished
    watching.signal?.removeEventListener('abort', stop)
    if (!finished) return undefined
  }
  const asked: number[] = []
  for (let at = 0; at < count; at += 1) if (only?.[at] !== 0 && doubtful(at, of[at] ?? 0)) asked.push(at)
  const told = planned?.ok === true ? classesOf(population, ruleset, tree) : undefined
  const groups = groupsOf(asked, told ?? signatureOf(population, ruleset))
  const firsts = [...groups.values()].flatMap(([first]) => first ?? [])
  const left = planned?.ok === true ? withoutWitnesses(population, { ruleset, tree }, { of, asked: firsts }) : firsts
  const isDone = await askAbout(population, ruleset, { of, asked: left, watching })
  for (const [first, ...others] of groups.values()) for (const at of others) of[at] = of[first ?? at] ?? 0
  return isDone ? { of, asked: left.length } : undefined
}

/** Those who have the same text, in the order in which the first of each comes; whoever has none is alone. */
function groupsOf(
  people: readonly number[],
  textOf: (at: number) => string | undefined,
): ReadonlyMap<string | number, readonly number[]> {
  const groups = new Map<string | number, number[]>()
  for (const at of people) {
    const key = textOf(at) ?? at
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [at])
    else group.push(at)
  }
  return groups
}

/** The first engine about some. */
async function askAbout(
  population: Population,
  ruleset: Ruleset,
  { of, asked, watching }: { readonly of: Uint8Array; readonly asked: readonly number[]; readonly watching: Watching },
): Promise<boolean> {
  for (const [n, at] of asked.entries()) {
    if (n % atOnce === 0) {
      await new Promise((resolve) => setImmediate(resolve))
      if (watching.signal?.aborted === true) return false
      watching.progress?.(n / asked.length)
    }
    of[at] = codes[decide(ruleset, viewAt(population, at)).answer]
  }
  return true
}
