import type { PersonKey, Vault } from '@convive/access'
import { sql, type Transaction } from '@convive/database'
import type { FactDocument } from '@convive/facts'
import { parseFacts } from './parse-facts.ts'

/** What is authenticated together with sealed facts: they cannot be moved to another person, class or version. */
export function factsContext(personId: string, level: number, version: number): string {
  return `registry.facts/${personId}/${level}@${version}`
}

/** A person's facts as far as the reader may read them, with the version of each class. */
export type KnownFacts = {
  readonly personId: string
  readonly facts: FactDocument
  readonly versions: Readonly<Partial<Record<1 | 2 | 3, number>>>
  readonly key: PersonKey
}

type Row = { person_id: string; class: 1 | 2 | 3; version: number; sealed: Buffer; wrapped: Buffer }

export type SealedDocument = {
  readonly personId: string
  readonly class: 1 | 2 | 3
  readonly version: number
  readonly sealed: Buffer
  readonly wrapped: Buffer
}

/** One sealed document, opened with the person's key. */
export function openFacts(vault: Vault, row: SealedDocument): FactDocument {
  const key = vault.unwrap(row.personId, row.wrapped)
  return parseFacts(key.open(factsContext(row.personId, row.class, row.version), row.sealed))
}

/** Newest documents of several persons, opened. Who is not visible to the reader is simply not in the answer. */
export async function loadFacts(
  tx: Transaction,
  vault: Vault,
  { persons, upTo }: { readonly persons: readonly string[]; readonly upTo: 1 | 2 | 3 },
): Promise<ReadonlyMap<string, KnownFacts>> {
  const rows =
    await tx.rows(sql<Row>`select distinct on (f.person_id, f.class) f.person_id, f.class, f.version, f.sealed, k.wrapped
    from registry.facts f join registry.person_key k on k.person_id = f.person_id
    where f.person_id = any (${[...persons]}::uuid[]) and f.class <= ${upTo} order by f.person_id, f.class, f.version desc`)
  const known = new Map<string, KnownFacts>()
  for (const row of rows) {
    const before = known.get(row.person_id)
    const key = before?.key ?? vault.unwrap(row.person_id, row.wrapped)
    const opened = parseFacts(key.open(factsContext(row.person_id, row.class, row.version), row.sealed))
    known.set(row.person_id, {
      personId: row.person_id,
      key,
      facts: { ...before?.facts, ...opened },
      versions: { ...before?.versions, [row.class]: row.version },
    })
  }
  return known
}

/** Fields that changed in a class after a version, by comparing its documents. */
export async function changedSince(
  tx: Transaction,
  vault: Vault,
  asked: { readonly personId: string; readonly level: number; readonly version: number },
): Promise<ReadonlySet<string>> {
  const rows =
    await tx.rows(sql<Row>`select f.person_id, f.class, f.version, f.sealed, k.wrapped from registry.facts f join registry.person_key k on k.person_id = f.person_id
    where f.person_id = ${asked.personId} and f.class = ${asked.level} and f.version >= ${asked.version} order by f.version`)
  const documents = rows.map((row) =>
    parseFacts(vault.unwrap(row.person_id, row.wrapped).open(factsContext(row.person_id, row.class, row.version), row.sealed)),
  )
  const [first, last] = [documents[0], documents.at(-1)]
  if (first === undefined || last === undefined) return new Set()
  const ids = new Set([...Object.keys(first), ...Object.keys(last)])
  return new Set([...ids].filter((id) => JSON.stringify(first[id]) !== JSON.stringify(last[id])))
}
