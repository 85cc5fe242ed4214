import type { PersonKey } from '@convive/access'
import { sql, type Transaction } from '@convive/database'

/** What somebody says is wrong in a record, and what became of it. */
export type Correction = {
  readonly personId: string
  readonly correctionId: string
  readonly fact: string
  readonly state: 'open' | 'accepted' | 'declined'
  readonly asked: Date
  readonly textSealed: Buffer
  readonly answered: Date | null
  readonly answeredBy: string | null
  readonly answerSealed: Buffer | null
  readonly objected: Date | null
  readonly objectionSealed: Buffer | null
}
type Part = 'text' | 'answer' | 'objection'
type Key = { readonly personId: string; readonly correctionId: string }

const columns = sql.raw(
  `person_id as "personId", correction_id as "correctionId", fact, state, asked, text_sealed as "textSealed", answered,
   answered_by as "answeredBy", answer_sealed as "answerSealed", objected, objection_sealed as "objectionSealed"`,
)

export async function findCorrection(tx: Transaction, { personId, correctionId }: Key): Promise<Correction | undefined> {
  return tx.first(sql<Correction>`select ${columns} from registry.correction
    where person_id = ${personId} and correction_id = ${correctionId} for update`)
}

/** Everything a person asked for, newest first. */
export async function correctionsOf(tx: Transaction, personId: string): Promise<readonly Correction[]> {
  return tx.rows(
    sql<Correction>`select ${columns} from registry.correction where person_id = ${personId} order by correction_id desc limit 100`,
  )
}

/** What waits for an answer of the actor's organisation, the oldest first; one more than asked for says that there are more. */
export async function openCorrections(
  tx: Transaction,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<readonly Correction[]> {
  return tx.rows(sql<Correction>`select ${columns} from registry.correction
    where organisation_id = app.organisation() and state = 'open' order by asked, correction_id limit ${size + 1} offset ${page * size}`)
}

/** False when the same fact is being asked about already. */
export async function insertCorrection(
  tx: Transaction,
  one: Key & {
    readonly fact: string
    readonly level: number
    readonly asked: Date
    readonly askedBy: string
    readonly textSealed: Buffer
  },
): Promise<boolean> {
  return (
    (await tx.run(sql`insert into registry.correction (person_id, correction_id, organisation_id, fact, class, asked, asked_by, text_sealed)
      values (${one.personId}, ${one.correctionId}, registry.registering_office(${one.personId}), ${one.fact}, ${one.level}, ${one.asked}, ${one.askedBy}, ${one.textSealed})
      on conflict do nothing`)) === 1
  )
}

export async function answerCorrection(
  tx: Transaction,
  one: Key & {
    readonly state: 'accepted' | 'declined'
    readonly answered: Date
    readonly answeredBy: string
    readonly answerSealed: Buffer | null
  },
): Promise<void> {
  await tx.run(sql`update registry.correction set state = ${one.state}, answered = ${one.answered}, answered_by = ${one.answeredBy},
    answer_sealed = ${one.answerSealed} where person_id = ${one.personId} and correction_id = ${one.correctionId}`)
}

/** Opens it again, unless the same fact is being asked about anew. */
export async function reopenCorrection(
  tx: Transaction,
  one: Key & { readonly objected: Date; readonly objectionSealed: Buffer },
): Promise<void> {
  await tx.run(sql`update registry.correction set state = 'open', objected = ${one.objected}, objection_sealed = ${one.objectionSealed}
    where person_id = ${one.personId} and correction_id = ${one.correctionId}`)
}

export function sealPart(key: PersonKey, { correctionId }: Pick<Key, 'correctionId'>, part: Part, text: string): Buffer {
  return key.seal(`registry.correction/${correctionId}/${part}`, Buffer.from(text))
}

/** The words of the person and of the office, opened. */
export function openCorrection(key: PersonKey, one: Correction) {
  const opened = (part: Part, sealed: Buffer | null): string | undefined =>
    sealed === null ? undefined : key.open(`registry.correction/${one.correctionId}/${part}`, sealed).toString()
  return {
    correctionId: one.correctionId,
    fact: one.fact,
    state: one.state,
    asked: one.asked,
    text: opened('text', one.textSealed) ?? '',
    answered: one.answered,
    answer: opened('answer', one.answerSealed),
    objected: one.objected,
    objection: opened('objection', one.objectionSealed),
  }
}
