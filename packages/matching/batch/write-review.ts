import type { PairNames } from './name-pairs.ts'
import type { Store } from './database.ts'
import { text } from './csv-layout.ts'

/**
 * Why a pair is for a person to look at: decisions about it contradict each other; it is likely and was no bridge strong enough between groups; a
 * better pair took one of its records; another choice is as good; or it is in doubt, and looking at it teaches most.
 */
export type ReviewReason = 'contradiction' | 'bridge' | 'taken' | 'tied' | 'doubt'

export type ReviewPair = { readonly a: number; readonly b: number; readonly why: Exclude<ReviewReason, 'doubt'> }

/** Pairs of `doubt` have a probability between these; at most so many that compare in one way, and so many in all. */
const [least, most, ofOnePattern, inAll] = [0.05, 0.95, 3, 500]

/**
 * Writes `review.csv`: contradictions first, then by what an answer teaches. That is by how much the count of wrong pairs becomes surer: pairs that
 * compare in one way, n with probability p, are taken to be right at a rate of which so far two answers are known; the k-th further answer lowers
 * its variance times n by n p (1 − p) / ((k + 2) (k + 3)). Who was decided already is left out. Returns how many pairs there are for each reason.
 */
export async function writeReview(
  store: Store,
  pairs: readonly ReviewPair[],
  {
    fields,
    decided,
    file,
    names,
  }: {
    readonly fields: number
    readonly decided: readonly (readonly [number, number])[]
    readonly file: string
    readonly names: PairNames
  },
): Promise<Readonly<Record<ReviewReason, number>>> {
  await fill(
    store,
    'doubted (a integer, b integer, why varchar)',
    pairs.map(({ a, b, why }) => [Math.min(a, b), Math.max(a, b), why]),
  )
  await fill(
    store,
    'said (a integer, b integer)',
    decided.map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
  )
  const pattern = Array.from({ length: fields }, (_, at) => `g${at}`).join(', ')
  await store.run(`create or replace table teaching as
    with known as (select s.a, s.b, s.p, ${pattern} from scored s join comp on comp.a = s.a and comp.b = s.b),
      open as (select known.*, sum(p * (1 - p)) over (partition by ${pattern}) as mass from known),
      asked as (select open.*, row_number() over (partition by ${pattern} order by abs(p - 0.5), a, b) as k
        from open anti join said on said.a = open.a and said.b = open.b)
    select a, b, p, k, mass / ((k + 2) * (k + 3)) as teaches from asked`)
  await store.run(`create or replace table reviewed as
    select doubted.a, doubted.b, scored.p, why, coalesce(teaches, 0) as teaches from doubted
      left join scored on scored.a = doubted.a and scored.b = doubted.b left join teaching on teaching.a = doubted.a and teaching.b = doubted.b
    union all select * from (select a, b, p, 'doubt', teaches from teaching anti join doubted on doubted.a = teaching.a and doubted.b = teaching.b
      where k <= ${ofOnePattern} and p between ${least} and ${most} order by teaches desc, a, b limit ${inAll})`)
  await store.run(
    `copy (select ${names.ids}, round(p, 6) as probability, why, round(teaches, 4) as teaches${names.files} from reviewed
      join rec l on l.n = reviewed.a join rec r on r.n = reviewed.b
      order by (why = 'contradiction') desc, teaches desc, ${names.order}, why) to ${text(file)} (header, delimiter ',')`,
  )
  const counted = await store.rows<{ why: ReviewReason; n: number }>('select why, count(*) as n from reviewed group by why')
  for (const table of ['doubted', 'said', 'teaching', 'reviewed']) await store.run(`drop table ${table}`)
  const of = (why: ReviewReason): number => counted.find((one) => one.why === why)?.n ?? 0
  return { contradiction: of('contradiction'), bridge: of('bridge'), taken: of('taken'), tied: of('tied'), doubt: of('doubt') }
}

async function fill(store: Store, table: string, rows: readonly (readonly (string | number)[])[]): Promise<void> {
  await store.run(`create or replace table ${table}`)
  const appending = await store.append(table.slice(0, table.indexOf(' ')))
  for (const row of rows) appending.add(row)
  appending.end()
}
