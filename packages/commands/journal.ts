import { actorIdOf } from '@convive/access'
import { sql, type Transaction } from '@convive/database'
import { canonical } from './canonical.ts'
import type { JournalNote, Work } from './define.ts'

/** What one journal entry says. */
export type JournalBody = JournalNote & {
  readonly at: string
  readonly command: string
  readonly key: string
  readonly actor: string
  readonly kind: string
  readonly organisation?: string
  readonly purpose: string
}

/** Appends the notes a command left, in sorted order of streams. Sent with the commit: the heads of the chains are locked. */
export function appendNotes(
  work: Work,
  notes: ReadonlyMap<string, JournalNote>,
  { command, key }: { readonly command: string; readonly key: string },
): void {
  if (notes.size === 0) return
  const streams = [...notes.keys()].toSorted()
  const organisation = 'organisationId' in work.actor ? work.actor.organisationId : undefined
  const bodies = streams.map((stream) => {
    const body = {
      at: work.now.toISOString(),
      command,
      key,
      actor: actorIdOf(work.actor),
      kind: work.actor.kind,
      organisation,
      purpose: work.purpose,
      ...notes.get(stream),
    }
    return Buffer.from(canonical(body))
  })
  work.tx.last({ name: 'journal.append', ids: streams, bytes: bodies })
}

/** Appends one entry now, outside of a command: a restore that erases somebody again. */
export async function appendEntry(tx: Transaction, stream: string, body: JournalBody): Promise<void> {
  await tx.run(sql`select journal.append(${[stream]}::uuid[], ${[Buffer.from(canonical(body))]}::bytea[])`)
}

/** Joins two notes on one stream of one command. */
export function joinNotes(before: JournalNote | undefined, note: JournalNote): JournalNote {
  if (before === undefined) return note
  return {
    ...before,
    ...note,
    fields: [...new Set([...(before.fields ?? []), ...(note.fields ?? [])])],
    digests: { ...before.digests, ...note.digests },
  }
}
