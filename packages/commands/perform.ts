import { actorIdOf } from '@convive/access'
import { sql, together, type Transaction } from '@convive/database'
import { idFrom, ok, refuse, type Id, type Result } from '@convive/kernel'
import { digestOf } from './canonical.ts'
import type { AnyCommand, JournalNote, Work } from './define.ts'
import { forgetPerson } from './forget.ts'
import { entriesOf, joinNotes, type Entry } from './journal.ts'
import { logReading, readingFor, type Admitted, type Ask, type Running } from './reading.ts'

/** One command as it was let in, with the key under which a repetition is recognised. */
export type One = { readonly admitted: Admitted; readonly key: string; readonly once: boolean }

/** What a command that was carried out leaves: journal entries, events, and the answer kept for repetition. */
export type Done = {
  readonly one: One
  readonly digest: Buffer
  readonly answer: unknown
  readonly entries: readonly Entry[]
  readonly events: readonly { readonly event: string; readonly body: unknown }[]
}

export function isOnce(definition: AnyCommand, ask: Ask): boolean {
  return definition.repeat !== 'anytime' && ask.actor.kind !== 'public'
}

export function isKey(key: string | undefined): key is string {
  return key !== undefined && /^[\w.:-]{8,100}$/.test(key)
}

export function digestOfInput({ once, admitted }: One): Buffer {
  return once ? digestOf([admitted.purpose, admitted.input]) : Buffer.alloc(0)
}

/** Two requests with one key wait for each other. */
export function lockOf(definition: AnyCommand, ask: Ask, key: string): bigint {
  return digestOf([actorIdOf(ask.actor), definition.name, key]).readBigInt64BE(0)
}

export type Stored = { readonly key: string; readonly digest: Buffer; readonly answer: unknown }

/** Answers given before, by key. */
export async function findStored(
  tx: Transaction,
  definition: AnyCommand,
  { ask, keys }: { readonly ask: Ask; readonly keys: readonly string[] },
): Promise<ReadonlyMap<string, Stored>> {
  const rows = await tx.rows(sql<Stored>`select key, digest, answer from commands.done
    where actor_id = ${actorIdOf(ask.actor)} and command = ${definition.name} and key = any (${[...keys]}::text[])`)
  return new Map(rows.map((row) => [row.key, row]))
}

/** The stored answer, or a refusal when the same key comes with another input. */
export function repeated(stored: Stored, digest: Buffer): Result<unknown> {
  return stored.digest.equals(digest) ? ok(stored.answer) : refuse('commands/key-reused')
}

type Performing = { readonly running: Running; readonly tx: Transaction }
type Performed = { readonly answer: Result<unknown>; readonly done?: Done }

/** Carries one command out. What it leaves behind is kept by `keepTogether`, unless it was refused. */
export async function performed(
  definition: AnyCommand,
  one: One,
  around: Performing & { readonly digest: Buffer },
): Promise<Performed> {
  const begun = begin(one, around)
  return end(definition, begun, { ...around, answer: await definition.run(begun.work) })
}

/** Carries a command out for several inputs at once. */
export async function performedTogether(
  definition: AnyCommand & Required<Pick<AnyCommand, 'runAll'>>,
  all: readonly One[],
  around: Performing,
): Promise<readonly Performed[]> {
  const begun = all.map((one) => begin(one, around))
  const answers = await definition.runAll(begun.map(({ work }) => work))
  return Promise.all(
    begun.map((each, at) => {
      const answer = answers[at] ?? refuse('commands/out-of-order')
      return end(definition, each, { digest: digestOfInput(each.one), answer })
    }),
  )
}

type Begun = {
  readonly one: One
  readonly work: Work<never>
  readonly shown: ReadonlySet<string>
  readonly notes: ReadonlyMap<string, JournalNote>
  readonly events: readonly { readonly event: string; readonly body: unknown }[]
}

function begin(one: One, { running, tx }: Performing): Begun {
  const { reading, shown } = readingFor(one.admitted, running, tx)
  const notes = new Map<string, JournalNote>()
  const events: { readonly event: string; readonly body: unknown }[] = []
  const work: Work<never> = {
    ...reading,
    newId: <Kind extends string>(): Id<Kind> => idFrom<Kind>(reading.now.getTime(), reading.vault.random(10)),
    random: reading.vault.random,
    journal: (stream, note) => notes.set(stream, joinNotes(notes.get(stream), note)),
    forget: (personId) => forgetPerson(running.modules, reading, { personId, at: reading.now }),
    tell: (event, body) => events.push({ event, body }),
  }
  return { one, work, shown, notes, events }
}

async function end(
  definition: AnyCommand,
  { one, work, shown, notes, events }: Begun,
  { digest, answer }: { readonly digest: Buffer; readonly answer: Result<unknown> },
): Promise<Performed> {
  if (!answer.ok) return { answer }
  logReading(definition.name, work, shown)
  const entries = entriesOf(work, notes, { command: definition.name, key: one.key })
  return { answer, done: { one, digest, answer: answer.value ?? null, entries, events } }
}

/** Events, answers and journal of everything carried out in this transaction, sent together with the commit. */
export function keepTogether(
  tx: Transaction,
  definition: AnyCommand,
  { ask, done }: { readonly ask: Ask; readonly done: readonly Done[] },
): void {
  const organisation = 'organisationId' in ask.actor ? ask.actor.organisationId : null
  const events = done.flatMap((one) => one.events)
  const once = done.filter(({ one }) => one.once)
  const told = sql`insert into commands.outbox (event, body, organisation_id)
    select e.event, e.body, ${organisation}::uuid from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e (event text, body jsonb)`
  const answers = sql`insert into commands.done (actor_id, command, key, digest, answer)
    select ${actorIdOf(ask.actor)}::uuid, ${definition.name}, a.key, a.digest, a.answer
    from unnest(${once.map(({ one }) => one.key)}::text[], ${once.map(({ digest }) => digest)}::bytea[], ${once.map(({ answer }) => JSON.stringify(answer))}::jsonb[]) as a (key, digest, answer)`
  const kept = [...(events.length > 0 ? [told] : []), ...(once.length > 0 ? [answers] : [])]
  // Sorted, so that two transactions take the heads of the chains in one order; entries of one chain stay as they came.
  const entries = done.flatMap((one) => one.entries).toSorted((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0))
  if (entries.length > 0)
    tx.last({ name: 'journal.append', ids: entries.map((one) => one.stream), bytes: entries.map((one) => one.body) })
  if (kept.length > 0) tx.atEnd(together(kept))
}
