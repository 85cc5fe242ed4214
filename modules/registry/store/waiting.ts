import { sql, type Transaction } from '@convive/database'

/** How much of each kind waits, counted to 99. */
export type Waiting = {
  readonly duplicates: number
  readonly corrections: number
  readonly erasures: number
  readonly emergencies: number
}

export async function countWaiting(tx: Transaction): Promise<Waiting> {
  const row = await tx.first(sql<Waiting>`select
    (select count(*)::int from (select from registry.review where organisation_id = app.organisation() and open limit 99) r) as duplicates,
    (select count(*)::int from (select from registry.correction where organisation_id = app.organisation() and state = 'open' order by asked limit 99) c) as corrections,
    (select count(*)::int from (select from access.erasure where organisation_id = app.organisation() and erased is null limit 99) e) as erasures,
    (select count(*)::int from (select from registry.emergency where organisation_id = app.organisation() and verdict is null limit 99) m) as emergencies`)
  return row ?? { duplicates: 0, corrections: 0, erasures: 0, emergencies: 0 }
}
