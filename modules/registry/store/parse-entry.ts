import type { JournalBody } from '@convive/commands'
import type { ChangeRow } from './history.ts'

/** A journal entry as its body says. */
export function parseEntry(body: Uint8Array): ChangeRow {
  const entry = JSON.parse(Buffer.from(body).toString()) as JournalBody
  return {
    at: entry.at,
    organisationId: entry.organisation,
    purpose: entry.purpose,
    command: entry.command,
    fields: entry.fields ?? [],
  }
}
