import { refuse } from '@convive/kernel'
import { refusalError } from '../refusal-error.ts'
import type { Decided } from '../model/cluster.ts'
import type { Store } from './database.ts'
import { readFile } from './read-file.ts'

/** Decisions about records of this run by their numbers, and how many name an id that no record has. */
export type ReadDecided = { readonly decided: Decided; readonly unknown: number }

const answers = ['same', 'different', 'unsure']

/**
 * Loads what people decided before, from a file with the columns `id_a`, `id_b` and `decision`: `same`, `different`, or `unsure`, which binds
 * nobody. A mistake in it is told before anything else is done.
 */
export async function readDecided(store: Store, file: string): Promise<void> {
  const { columns } = await readFile(store, file, { into: 'said' })
  for (const name of ['id_a', 'id_b', 'decision'])
    if (!columns.some(({ column }) => column === name))
      throw refusalError(refuse({ code: 'matching/decided-column', with: { file, column: name } }))
  const [other] = await store.rows<{ line: number }>(
    `select rowid + 2 as line from said where decision is null or lower(trim(decision)) not in (${answers.map((one) => `'${one}'`).join(', ')}) limit 1`,
  )
  if (other !== undefined)
    throw refusalError(refuse({ code: 'matching/decided-answer', with: { file, line: other.line, answers: answers.join(', ') } }))
}

/** About which records it was. Ids that stand more than once mean all of their records. */
export async function findDecided(store: Store): Promise<ReadDecided> {
  const rows = await store.rows<{ a: number; b: number; decision: string }>(
    `select distinct least(l.n, r.n) as a, greatest(l.n, r.n) as b, lower(trim(decision)) as decision
      from said join rec l on l.id = trim(id_a) join rec r on r.id = trim(id_b) where l.n <> r.n and lower(trim(decision)) <> 'unsure' order by 1, 2, 3`,
  )
  const [left] = await store.rows<{ n: number }>(
    `select count(*) as n from said where trim(id_a) not in (select id from rec) or trim(id_b) not in (select id from rec)`,
  )
  await store.run('drop table said')
  const of = (decision: string): readonly (readonly [number, number])[] =>
    rows.filter((row) => row.decision === decision).map(({ a, b }) => [a, b])
  return { decided: { same: of('same'), different: of('different') }, unknown: left?.n ?? 0 }
}
