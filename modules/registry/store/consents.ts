import { sql, type Transaction } from '@convive/database'

export type ConsentRow = {
  readonly version: number
  readonly answers: Readonly<Record<string, 'given' | 'refused'>>
  readonly textVersion: string
  readonly givenBy: string
  readonly at: Date
}

/** All answers ever given, newest first. */
export async function consentHistory(tx: Transaction, personId: string): Promise<readonly ConsentRow[]> {
  return tx.rows(
    sql<ConsentRow>`select version, answers, text_version as "textVersion", given_by as "givenBy", at from registry.consent where person_id = ${personId} order by version desc`,
  )
}

export async function insertConsent(tx: Transaction, personId: string, consent: ConsentRow): Promise<void> {
  await tx.run(sql`insert into registry.consent (person_id, version, answers, text_version, given_by, at)
    values (${personId}, ${consent.version}, ${JSON.stringify(consent.answers)}::jsonb, ${consent.textVersion}, ${consent.givenBy}, ${consent.at})`)
}
