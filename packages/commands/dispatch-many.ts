import { sessionOf } from '@convive/access'
import { isDatabaseError, sql, type Transaction } from '@convive/database'
import { refuse, type Result } from '@convive/kernel'
import type { AnyCommand } from './define.ts'
import {
  digestOfInput,
  findStored,
  isKey,
  isOnce,
  keepTogether,
  lockOf,
  performed,
  performedTogether,
  repeated,
  type Done,
  type One,
  type Stored,
} from './perform.ts'
import type { Admitted, Running } from './reading.ts'

/** One input with the key under which its repetition is recognised. */
export type Keyed = { readonly input: unknown; readonly key: string }

type Entrant = { readonly key: string; readonly admitted: Result<Admitted> }

/** See `Dispatcher.dispatchMany`. */
export async function runMany(
  definition: AnyCommand,
  entrants: readonly Entrant[],
  running: Running,
): Promise<readonly Result<unknown>[]> {
  const { ask } = running
  // What was written although the answer is a refusal would need a transaction of its own.
  if (!isOnce(definition, ask) || definition.onRefusal === 'commit')
    return entrants.map(({ admitted }) => (admitted.ok ? refuse('commands/not-allowed') : admitted))
  const answers = new Map<number, Result<unknown>>()
  const waiting: { readonly at: number; readonly one: One }[] = []
  for (const [at, { key, admitted }] of entrants.entries()) {
    if (!admitted.ok) answers.set(at, admitted)
    else if (!isKey(key)) answers.set(at, refuse('commands/key-needed'))
    else waiting.push({ at, one: { admitted: admitted.value, key, once: true } })
  }
  const [first] = waiting
  if (first !== undefined) {
    const session = sessionOf(ask.actor, first.one.admitted.purpose)
    const ones = waiting.map(({ one }) => one)
    const carry = (together: boolean): Promise<readonly Result<unknown>[]> =>
      running.database.transaction(session, (tx) => performAll(definition, ones, { running, tx, together }))
    const given = await carry(definition.runAll !== undefined).catch((error: unknown) => {
      // One of them breaks a rule of the database: alone, it is refused and does not disturb the others.
      if (definition.runAll !== undefined && isDatabaseError(error)) return carry(false)
      throw error
    })
    for (const [n, answer] of given.entries()) answers.set(waiting[n]?.at ?? -1, answer)
  }
  return entrants.map((_, at) => answers.get(at) ?? refuse('commands/out-of-order'))
}

async function performAll(
  definition: AnyCommand,
  all: readonly One[],
  { running, tx, together }: { readonly running: Running; readonly tx: Transaction; readonly together: boolean },
): Promise<readonly Result<unknown>[]> {
  const { ask } = running
  const keys = [...new Set(all.map(({ key }) => key))]
  const locks = keys.map((key) => lockOf(definition, ask, key)).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  await tx.rows(
    sql`select pg_advisory_xact_lock(l) from unnest(${locks.map(String)}::bigint[]) with ordinality as k (l, n) order by n`,
  )
  const stored = new Map<string, Stored>(await findStored(tx, definition, { ask, keys }))
  const firsts = all.filter((one, at) => !stored.has(one.key) && all.findIndex(({ key }) => key === one.key) === at)
  const { runAll } = definition
  const ahead =
    together && runAll !== undefined ? await performedTogether({ ...definition, runAll }, firsts, { running, tx }) : undefined
  const answers: Result<unknown>[] = []
  const done: Done[] = []
  for (const one of all) {
    const before = stored.get(one.key)
    if (before !== undefined) {
      answers.push(repeated(before, digestOfInput(one)))
      continue
    }
    const { answer, done: left } =
      ahead?.[firsts.indexOf(one)] ??
      (await tx.within(
        (part) => performed(definition, one, { running, tx: part, digest: digestOfInput(one) }),
        ({ answer: given }) => given.ok,
      ))
    answers.push(answer)
    if (left === undefined) continue
    done.push(left)
    stored.set(one.key, { key: one.key, digest: left.digest, answer: left.answer })
  }
  if (done.length > 0) keepTogether(tx, definition, { ask, done })
  return answers
}
