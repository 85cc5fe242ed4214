import type { Actor, Policy, Vault } from '@convive/access'
import type { Migrations, Purpose, Transaction } from '@convive/database'
import type { CalendarDate, Id, Result } from '@convive/kernel'
import type { z } from 'zod'

/** What a query has in hand. Row-level security already limits the transaction to the actor's rows. */
export type Reading<Input = unknown> = {
  readonly input: Input
  readonly actor: Actor
  readonly purpose: Purpose
  /** Why a protected detail is read, in the reader's words. */
  readonly reason?: string
  /** The calendar day in the office's time zone. */
  readonly today: CalendarDate
  readonly now: Date
  readonly tx: Transaction
  readonly vault: Vault
  /** Where the request comes from: for throttling only, never stored as it is. */
  readonly source: Source
  /** Names the persons whose records the answer shows: one row of the access log. */
  shows(...persons: readonly string[]): void
  /** What every other room holds of a person, for their own copy: under the name of the room. */
  copies(personId: string): Promise<Readonly<Record<string, unknown>>>
}

/** The network address a request came from, and the device cookie it brought. */
export type Source = { readonly address: string; readonly device?: string | undefined }

/** What a command has in hand besides: ids, randomness, the journal and the outbox. */
export type Work<Input = unknown> = Reading<Input> & {
  newId<Kind extends string>(): Id<Kind>
  random(bytes: number): Uint8Array
  /** Notes a change in the chain of a person or an organisation: names of fields, digests of sealed bytes, never values. */
  journal(stream: string, note: JournalNote): void
  /** Erases somebody in every room; false when two members did not ask for it or a room still needs them. */
  forget(personId: string): Promise<boolean>
  /** An event for other rooms, delivered after commit. Ids only. */
  tell(event: string, body: Readonly<Record<string, unknown>>): void
}

export type JournalNote = {
  readonly fields?: readonly string[]
  /** `facts/1@3` → hex SHA-256 of the sealed bytes. */
  readonly digests?: Readonly<Record<string, string>>
  readonly reason?: string
  /** The person was erased: nothing that was noted before is there any more. */
  readonly ends?: true
}

export type Command<Schema extends z.ZodType = z.ZodType, Answer = unknown> = {
  readonly kind: 'command'
  readonly name: string
  /** One English sentence for the API description. */
  readonly about: string
  readonly input: Schema
  readonly may: Policy
  readonly refusals: readonly string[]
  /** Once: repeating with the same key gives the stored answer (ids only). Anytime: nothing is stored (sign-in). */
  readonly repeat?: 'once' | 'anytime'
  /** `commit` keeps what was written although the answer is a refusal: the count of failed sign-ins. */
  readonly onRefusal?: 'rollback' | 'commit'
  /** Its input holds a file; every other input is refused beyond a megabyte. */
  readonly takesFile?: true
  run(work: Work<z.output<Schema>>): Promise<Result<Answer>>
  /**
   * The same for several inputs in one transaction, cheaper than one after the other; each has its own journal and answer. What it
   * refuses must have written nothing. When it throws, all is taken back and each input is carried out by `run`.
   */
  readonly runAll?: (works: readonly Work<z.output<Schema>>[]) => Promise<readonly Result<Answer>[]>
}

export type Query<Schema extends z.ZodType = z.ZodType, Answer = unknown> = {
  /** Its input holds a file, as a command's may. */
  readonly takesFile?: true
  readonly kind: 'query'
  readonly name: string
  readonly about: string
  readonly input: Schema
  readonly may: Policy
  readonly refusals: readonly string[]
  /** Answers without waiting until its row of the access log is on the disk: see ADR 37 before a second one does. */
  readonly flush?: 'later'
  run(reading: Reading<z.output<Schema>>): Promise<Result<Answer>>
}

/** Defines a command: from it follow the API route, its description, the form action, the command-line verb and replay. */
export function command<Schema extends z.ZodType, Answer>(
  definition: Omit<Command<Schema, Answer>, 'kind'>,
): Command<Schema, Answer> {
  return { kind: 'command', ...definition }
}

export function query<Schema extends z.ZodType, Answer>(definition: Omit<Query<Schema, Answer>, 'kind'>): Query<Schema, Answer> {
  return { kind: 'query', ...definition }
}

/** The answer a definition gives: `AnswerOf<typeof showPerson>`. Pages import the type, never the code. */
export type AnswerOf<Definition> = Definition extends { run(work: never): Promise<Result<infer Answer>> } ? Answer : never
export type InputOf<Definition> = Definition extends { readonly input: infer Schema extends z.ZodType } ? z.input<Schema> : never

/** Sealed bytes whose digests stand in the journal: `select stream_id, name, digest` as the owner. */
export type Attestation = { readonly name: string; readonly select: string }

/** What a backup of a room leaves out or carries in another form, and how a restore makes it again. */
export type Keeping = {
  /** Tables without which everything works after a restore, such as sessions. */
  readonly leftOut?: readonly string[]
  /** By table and column: the SQL expression that is carried instead. */
  readonly instead?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** The table of persons' wrapped keys: carried under the key of the backup. */
  readonly personKeys?: {
    readonly table: string
    pages(tx: Transaction): AsyncIterable<readonly WrappedKey[]>
    insert(tx: Transaction, keys: readonly RewrappedKey[]): Promise<void>
    /** Some thousand keys that another master key than this one wraps, and how many there are. */
    wrappedByOthers(tx: Transaction, master: number): Promise<readonly WrappedKey[]>
    countOthers(tx: Transaction, master: number): Promise<number>
    replace(tx: Transaction, keys: readonly RewrappedKey[]): Promise<void>
  }
  /** Makes again what was left out, as the owner; `done` tells how many of `all` persons are through. */
  readonly rebuild?: (again: Again & { readonly done: (persons: number, all: number) => void }) => Promise<void>
  /** Makes again, as the owner and before anybody is served, what an older version of the software wrote in another way; false where nothing is. */
  readonly renew?: (again: Again & { readonly done: (persons: number, all: number) => void }) => Promise<boolean>
}
type Again = { readonly tx: Transaction; readonly vault: Vault }
export type RewrappedKey = WrappedKey & { readonly master: number }
export type WrappedKey = { readonly personId: string; readonly wrapped: Buffer }

export type Module = {
  readonly name: string
  readonly after: readonly Module[]
  readonly commands: readonly AnyCommand[]
  readonly queries: readonly AnyQuery[]
  readonly events?: readonly string[]
  /** Each refusal of the room with its HTTP status. */
  readonly refusals: Readonly<Record<string, number>>
  readonly migrations?: Migrations
  readonly attests?: readonly Attestation[]
  readonly keeping?: Keeping
  readonly forget?: Forget
  readonly copy?: Copy
}

/** What a room holds of a person that they may take along; row-level security shows it the person's own rows only. */
export type Copy = (reading: Pick<Reading, 'tx' | 'vault'>, personId: string) => Promise<unknown>

/** Removes all that a room holds of somebody who was erased; false when the room still needs it. */
export type Forget = (around: Forgetting, personId: string) => Promise<boolean>
/** `repeated`: a restore erases somebody again who was erased before; nothing can still be needed. */
export type Forgetting = Again & { readonly repeated?: true }

/** A definition whose input has been forgotten, as the dispatcher holds it. */
export type AnyCommand = Omit<Command, 'run' | 'runAll'> & {
  run(work: Work<never>): Promise<Result<unknown>>
  readonly runAll?: (works: readonly Work<never>[]) => Promise<readonly Result<unknown>[]>
}
export type AnyQuery = Omit<Query, 'run'> & { run(reading: Reading<never>): Promise<Result<unknown>> }

/** A room's door. Checks that names and refusals belong to the room. */
export function module(definition: Module): Module {
  for (const one of [...definition.commands, ...definition.queries]) {
    if (!one.name.startsWith(`${definition.name}/`)) throw new Error(`${one.name} does not belong to ${definition.name}`)
  }
  for (const code of Object.keys(definition.refusals)) {
    if (!code.startsWith(`${definition.name}/`)) throw new Error(`${code} does not belong to ${definition.name}`)
  }
  return definition
}
