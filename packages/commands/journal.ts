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

/** One entry for one chain. */
export type Entry = { readonly stream: string; readonly body: Uint8Array }

/** The entries that the notes of one command make, in sorted order of streams. */
export function entriesOf(
  work: Work,
  notes: ReadonlyMap<string, JournalNote>,
  { command, key }: { readonly command: string; readonly key: string },
): readonly Entry[] {
  const organisation = 'organisationId' in work.actor ? work.actor.organisationId : undefined
  return [...notes.keys()].toSorted().map((stream) => {
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
    return { stream, body: Buffer.from(canonical(body)) }
  })
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
